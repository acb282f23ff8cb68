import { getLocale } from '$lib/i18n/generated/runtime';
import { identified } from '$lib/server/auth/identification/identified';
import { readStanding } from '$lib/server/auth/identification/standing';
import { hashPassword } from '$lib/server/auth/passwords';
import { chooseUserId, findUserId } from '$lib/server/auth/registering/choose-user-id';
import { formOf, textOf } from '$lib/server/form-text';
import { portal } from '$lib/server/portal';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ cookies, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const identification = await identified(cookies);
	const { db, now } = portal();
	if ((await readStanding(db.sql, identification, now())) !== 'found') redirect(303, '/register/standing');
	const [person] = await db.sql<{ callName: string; email: string | null }[]>`
		select call_name, email from people where id = ${identification.personId}`;
	return {
		name: person!.callName,
		known: person!.email ?? '',
		/** The one that a new address takes the place of (A9). */
		userId: await findUserId(db.sql, identification.personId!)
	};
};

export const actions: Actions = {
	async default({ cookies, request }) {
		const identification = await identified(cookies);
		const form = await formOf(request);
		const email = textOf(form, 'email', 2000).trim();
		const { db, sealing, now } = portal();
		const choice = { email, password: textOf(form, 'password', 2000), language: getLocale() };
		const outcome = await chooseUserId(db, sealing, identification, choice, hashPassword, now());
		if ('invalid' in outcome) return fail(400, { email, ...outcome });
		if ('sentTo' in outcome) redirect(303, '/register/sent');
		if (outcome.refused === 'tooMany') return fail(429, { email, tooMany: true });
		redirect(303, '/register/standing');
	}
};
