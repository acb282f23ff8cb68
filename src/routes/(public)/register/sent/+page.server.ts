import { identified } from '$lib/server/auth/identification/identified';
import { findUnconfirmed } from '$lib/server/auth/registering/choose-user-id';
import { portal } from '$lib/server/portal';
import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ cookies, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { personId } = await identified(cookies);
	const { db, now } = portal();
	const email = personId && (await findUnconfirmed(db.sql, personId, now()));
	if (!email) redirect(303, '/register');
	return { email };
};
