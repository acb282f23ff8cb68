import { fail } from '@sveltejs/kit';
import { acceptInvitation, findInvitation } from '$lib/server/auth/invitations';
import { formOf, textOf } from '$lib/server/form-text';
import { portal } from '$lib/server/portal';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { db, now } = portal();
	const found = await findInvitation(db.sql, url.searchParams.get('token'), now());
	return { invited: found ? { name: found.name, email: found.email } : null };
};

export const actions: Actions = {
	async default({ request, url }) {
		const form = await formOf(request);
		const { db, now } = portal();
		const outcome = await acceptInvitation(
			db,
			url.searchParams.get('token') ?? '',
			textOf(form, 'password').slice(0, 2000),
			now()
		);
		return outcome === 'done' ? { done: true } : fail(400, { refused: outcome });
	}
};
