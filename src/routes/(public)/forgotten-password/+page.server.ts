import { askForNewPassword } from '$lib/server/auth/forgotten-password';
import { formOf, textOf } from '$lib/server/form-text';
import { portal } from '$lib/server/portal';
import { getLocale } from '$lib/i18n/generated/runtime';
import { fail } from '@sveltejs/kit';
import type { Actions } from './$types';

export const actions: Actions = {
	async default({ request, getClientAddress }) {
		const email = textOf(await formOf(request), 'email', 320).trim();
		if (!email) return fail(400, { email, missing: true });
		const { db, now } = portal();
		const asking = { email, language: getLocale(), clientAddress: getClientAddress() };
		const outcome = await askForNewPassword(db, asking, now());
		return outcome === 'tooMany' ? fail(429, { email, tooMany: true }) : { email, asked: true };
	}
};
