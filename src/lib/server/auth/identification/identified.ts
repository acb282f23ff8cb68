import { portal } from '$lib/server/portal';
import { redirect, type Cookies } from '@sveltejs/kit';
import { heldToken } from './identification-cookies';
import { findIdentification, type Identification } from './identifications';

/** Whoever has identified in this browser a moment ago; whoever hasn't is led to the beginning. */
export async function identified(cookies: Cookies): Promise<Identification> {
	const found = await findIdentified(cookies);
	if (!found) redirect(303, '/register');
	return found;
}

export function findIdentified(cookies: Cookies): Promise<Identification | null> {
	const { db, sealing, now } = portal();
	return findIdentification(db.sql, sealing, heldToken(cookies, 'identified'), now());
}
