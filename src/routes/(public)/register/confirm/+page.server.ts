import { deviceName } from '$lib/server/auth/device-name';
import { findIdentified } from '$lib/server/auth/identification/identified';
import { dropToken } from '$lib/server/auth/identification/identification-cookies';
import { forgetIdentification } from '$lib/server/auth/identification/identifications';
import { confirmAddress, isRegistration } from '$lib/server/auth/registering/confirm-address';
import { setResidentCookies } from '$lib/server/auth/resident-cookies';
import { formOf, textOf } from '$lib/server/form-text';
import { portal } from '$lib/server/portal';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { db, now } = portal();
	return { works: await isRegistration(db.sql, url.searchParams.get('token') ?? '', now()) };
};

export const actions: Actions = {
	async default({ request, url, cookies, locals, getClientAddress }) {
		const { db, now } = portal();
		const confirmation = {
			token: url.searchParams.get('token') ?? '',
			password: textOf(await formOf(request), 'password', 2000),
			clientAddress: getClientAddress(),
			device: deviceName(request.headers.get('user-agent')),
			replaces: locals.sessionId
		};
		const outcome = await confirmAddress(db, confirmation, now());
		if ('refused' in outcome) return fail(outcome.refused === 'tooMany' ? 429 : 400, outcome);
		const identification = await findIdentified(cookies);
		if (identification) await forgetIdentification(db.sql, identification);
		dropToken(cookies, 'identified');
		await setResidentCookies(cookies, outcome);
		redirect(303, '/');
	}
};
