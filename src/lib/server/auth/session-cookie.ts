/** 25 random bytes in lower-case base32, as Lucia makes them. */
const token = '[a-z2-7]{40}';

/**
 * `__Host-` ties the cookie to this host, to https and to the path `/`. A server on this machine speaks plain http, where
 * Safari refuses such a cookie: there, and only there, it has a plain name.
 */
export function sessionCookieName(origin = process.env.ORIGIN): 'kellari' | '__Host-kellari' {
	return isPlain(origin) ? 'kellari' : '__Host-kellari';
}

export function isPlain(origin = process.env.ORIGIN): boolean {
	return /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/.test(origin ?? '');
}

/** The session's token; null where there is none, or nothing that could be one. */
export function readSessionCookie(
	cookieHeader: string | null | undefined,
	origin = process.env.ORIGIN
): string | null {
	// Not Lucia's own parser: that throws on any other site's cookie with a stray percent sign.
	const pattern = new RegExp(`(?:^|;\\s*)${sessionCookieName(origin)}=(${token})\\s*(?:;|$)`);
	return pattern.exec(cookieHeader ?? '')?.[1] ?? null;
}
