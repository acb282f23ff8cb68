import { identified } from '$lib/server/auth/identification/identified';
import { readStanding } from '$lib/server/auth/identification/standing';
import { readContacts } from '$lib/server/landlord';
import { portal } from '$lib/server/portal';
import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Why somebody who has identified can't come in, for their eyes alone (A2). */
export const load: PageServerLoad = async ({ cookies, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const identification = await identified(cookies);
	const { db, now } = portal();
	const standing = await readStanding(db.sql, identification, now());
	if (standing === 'found') redirect(303, '/register/account');
	return { standing, offices: (await readContacts(db.sql)).offices };
};
