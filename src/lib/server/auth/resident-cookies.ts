import type { Cookies } from '@sveltejs/kit';
import { personMark, personMarkCookie } from '$lib/domain/person-mark';
import { cookieMaxAge, cookieName, isLocale } from '$lib/i18n/generated/runtime';
import { isPlain } from './session-cookie';
import type { SessionCookie } from './sessions';

export interface LoggedIn {
	personId: string;
	cookie: SessionCookie;
	language: string | null;
}

/** What a resident's browser is given at each login, however they came in. */
export async function setResidentCookies(
	cookies: Cookies,
	{ personId, cookie, language }: LoggedIn
): Promise<void> {
	const readable = {
		path: '/',
		maxAge: cookieMaxAge,
		sameSite: 'lax',
		secure: !isPlain(),
		httpOnly: false
	} as const;
	cookies.set(cookie.name, cookie.value, cookie.attributes);
	// Read by the resident's page before it shows what is stored on this device (O8); staff store nothing.
	cookies.set(personMarkCookie, await personMark(personId), readable);
	// What the person chose elsewhere holds on a device where nobody has chosen yet (X1).
	if (isLocale(language) && !cookies.get(cookieName)) cookies.set(cookieName, language, readable);
}
