import { isPasswordLink, setNewPassword } from '$lib/server/auth/forgotten-password';
import { hashPassword } from '$lib/server/auth/passwords';
import { formOf, textOf } from '$lib/server/form-text';
import { portal } from '$lib/server/portal';
import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

// Opening the link uses nothing up: mailboxes open links by themselves, to look for what is harmful.
export const load: PageServerLoad = async ({ params, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { db, now } = portal();
	return { works: await isPasswordLink(db.sql, params.token, now()) };
};

export const actions: Actions = {
	async default({ request, params, getClientAddress }) {
		const password = textOf(await formOf(request), 'password', 2000);
		const { db, now } = portal();
		const choice = { token: params.token, password, clientAddress: getClientAddress() };
		const outcome = await setNewPassword(db, choice, hashPassword, now());
		if ('changed' in outcome) return { changed: true };
		return outcome.refused === 'password' ? fail(400, { lacking: outcome.lacking }) : fail(410);
	}
};
