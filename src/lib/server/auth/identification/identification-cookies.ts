import type { Cookies as KitCookies } from '@sveltejs/kit';
import { isPlain } from '$lib/server/auth/session-cookie';
import { attemptLifetime } from './attempts';
import { identificationLifetime } from './identifications';

// Two cookies, one after the other: what a browser holds while its owner is at the bank is worth nothing afterwards.

type Held = 'attempt' | 'identified';

const lifetimes: Record<Held, number> = { attempt: attemptLifetime, identified: identificationLifetime };

type Cookies = Pick<KitCookies, 'get' | 'set' | 'delete'>;

/** Ours look like this, and nothing else is looked up. */
const token = /^[\w-]{43}$/;

export function heldToken(cookies: Cookies, held: Held): string | undefined {
	const value = cookies.get(nameOf(held));
	return value && token.test(value) ? value : undefined;
}

/** Lax: the way back from the bank is another site’s doing. */
export function holdToken(cookies: Cookies, held: Held, value: string): void {
	cookies.set(nameOf(held), value, { ...attributes(), maxAge: lifetimes[held] / 1000 });
}

export function dropToken(cookies: Cookies, held: Held): void {
	cookies.delete(nameOf(held), attributes());
}

const nameOf = (held: Held) => (isPlain() ? held : `__Host-${held}`);
const attributes = () => ({ path: '/', httpOnly: true, sameSite: 'lax' as const, secure: !isPlain() });
