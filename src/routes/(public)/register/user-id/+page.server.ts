import { findIdentified } from '$lib/server/auth/identification/identified';
import { brokerChoices } from '$lib/server/auth/identification/settings';
import { readStanding } from '$lib/server/auth/identification/standing';
import { findUserId } from '$lib/server/auth/registering/choose-user-id';
import { portal } from '$lib/server/portal';
import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The user id of whoever has identified (A8); to anybody else the way to do so. */
export const load: PageServerLoad = async ({ cookies, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { db, now } = portal();
	const identification = await findIdentified(cookies);
	if (!identification) return { brokers: await brokerChoices(db.sql), identified: false, userId: null };
	if ((await readStanding(db.sql, identification, now())) !== 'found') redirect(303, '/register/standing');
	return { brokers: [], identified: true, userId: await findUserId(db.sql, identification.personId!) };
};
