import type { Cookies as KitCookies } from '@sveltejs/kit';
import { isPlain } from '$lib/server/auth/session-cookie';

// The token of the link in the mail waits in a cookie while its owner is at the bank: in an address it would be written
// down with the identification that was begun, and in whatever keeps addresses.

type Cookies = Pick<KitCookies, 'get' | 'set' | 'delete'>;

/** Ours look like this, and nothing else is looked up. */
const token = /^[\w-]{43}$/;
const attributes = () => ({ path: '/', httpOnly: true, sameSite: 'lax' as const, secure: !isPlain() });
const name = () => (isPlain() ? 'power' : '__Host-power');

export function holdPowerToken(cookies: Cookies, value: string): void {
	if (token.test(value)) cookies.set(name(), value, { ...attributes(), maxAge: 60 * 60 });
}

export function heldPowerToken(cookies: Cookies): string {
	const value = cookies.get(name());
	return value && token.test(value) ? value : '';
}

export function dropPowerToken(cookies: Cookies): void {
	cookies.delete(name(), attributes());
}
