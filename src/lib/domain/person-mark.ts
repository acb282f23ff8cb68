/**
 * Names a person's database on a device, and in a cookie whoever logged in last in a browser: the page must know before
 * it shows anything stored that it is still the same person's. It tells nothing of the person.
 */
export async function personMark(personId: string): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(personId));
	const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
	return hex.slice(0, 24);
}

/** Set at each login, read by pages: not HttpOnly, and no secret. */
export const personMarkCookie = 'person';
