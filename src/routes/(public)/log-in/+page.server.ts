import { demoLogins } from '$lib/server/demo/logins';
import { deviceName } from '$lib/server/auth/device-name';
import { logIn } from '$lib/server/auth/log-in';
import { isStaffPath, ownPath } from '$lib/server/auth/next-path';
import { brokerChoices } from '$lib/server/auth/identification/settings';
import { setResidentCookies } from '$lib/server/auth/resident-cookies';
import { readStaffProvider } from '$lib/server/auth/staff-provider/settings';
import type { ActiveSession } from '$lib/server/auth/sessions';
import { formOf, textOf } from '$lib/server/form-text';
import { portal } from '$lib/server/portal';
import { grantedScopes } from '$lib/server/scopes';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
	const next = ownPath(url.searchParams.get('next'), '');
	// Somebody whose access has ended keeps a session and would be sent to and fro.
	if (locals.session && (await opensSomething(locals.session)))
		redirect(303, destination(locals.session.staff ? 'staff' : 'resident', next));
	const { landlord } = await parent();
	const logins = landlord?.isDemo ? demoLogins : [];
	const chosen = logins.find(({ email }) => email === url.searchParams.get('as')) ?? null;
	return {
		next,
		logins,
		chosen,
		brokers: await brokerChoices(portal().db.sql),
		staffProvider: readStaffProvider() !== undefined,
		providerFailed: url.searchParams.get('provider') === 'failed'
	};
};

export const actions: Actions = {
	async default({ request, cookies, locals, getClientAddress }) {
		const form = await formOf(request);
		const email = textOf(form, 'email', 320).trim();
		const password = textOf(form, 'password', 2000);
		if (!email || !password) return fail(400, { email, missing: { email: !email, password: !password } });
		const { db, now } = portal();
		const outcome = await logIn(
			db,
			{
				email,
				password,
				clientAddress: getClientAddress(),
				replaces: locals.sessionId,
				device: deviceName(request.headers.get('user-agent'))
			},
			now()
		);
		if ('refused' in outcome)
			return fail(outcome.refused === 'tooMany' ? 429 : 400, { email, refused: outcome.refused });
		const next = ownPath(textOf(form, 'next', 2000), '');
		if ('secondFactor' in outcome) {
			const { name, value, attributes } = outcome.secondFactor;
			cookies.set(name, value, attributes);
			redirect(303, `/log-in/second-factor${next && `?${new URLSearchParams({ next })}`}`);
		}
		await setResidentCookies(cookies, outcome);
		redirect(303, destination('resident', next));
	}
};

async function opensSomething({ personId }: ActiveSession): Promise<boolean> {
	const { db, now } = portal();
	return personId === null || (await grantedScopes(db.sql, personId, now())).length > 0;
}

/** A resident who followed a link to the staff's pages, or the other way round, comes to their own first page. */
function destination(who: 'resident' | 'staff', next: string): string {
	const home = who === 'staff' ? '/staff' : '/';
	return next && isStaffPath(next) === (who === 'staff') ? next : home;
}
