import { deviceName } from '$lib/server/auth/device-name';
import { dropToken, heldToken, holdToken } from '$lib/server/auth/identification/identification-cookies';
import { completeIdentification } from '$lib/server/auth/identification/identify';
import { forgetIdentification, type Identification } from '$lib/server/auth/identification/identifications';
import { logInIdentified } from '$lib/server/auth/identification/log-in-identified';
import { identificationSettings } from '$lib/server/auth/identification/settings';
import { isStaffPath, ownPath } from '$lib/server/auth/next-path';
import { setResidentCookies } from '$lib/server/auth/resident-cookies';
import { log } from '$lib/server/log';
import { portal } from '$lib/server/portal';
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Where the bank sends people back to. */
export const GET: RequestHandler = async (event) => {
	const { url, cookies, locals, params } = event;
	const { db, sealing, now } = portal();
	const settings = await identificationSettings(db.sql);
	const answer = { token: heldToken(cookies, 'attempt'), broker: params.broker, answer: url.searchParams };
	const completion = await completeIdentification({ sql: db.sql, sealing, settings }, answer, now());
	if (!completion) error(404);
	if ('failed' in completion) {
		const { failed, reason, purpose } = completion;
		// Whose attempt it is, another site's doing has not ended.
		if (failed !== 'over') dropToken(cookies, 'attempt');
		const isFault = !['cancelled', 'over'].includes(failed);
		log[isFault ? 'warn' : 'info'](
			{ id: locals.requestId, broker: params.broker, failed, reason },
			'no identity'
		);
		const why = new URLSearchParams({ why: failed, ...(purpose && { purpose }) });
		redirect(303, `/identification/failed?${why}`);
	}
	const { identification, token, nextPath } = completion;
	dropToken(cookies, 'attempt');
	holdToken(cookies, 'identified', token);
	redirect(303, await afterIdentifying(event, identification, nextPath));
};

async function afterIdentifying(
	event: RequestEvent,
	identification: Identification,
	nextPath: string
): Promise<string> {
	switch (identification.purpose) {
		case 'register':
			return '/register/account';
		case 'userId':
			return '/register/user-id';
		case 'acceptPower':
			return ownPath(nextPath, '/register');
		case 'logIn':
			return logInByIt(event, identification, nextPath);
	}
}

async function logInByIt(
	{ cookies, locals, request }: RequestEvent,
	identification: Identification,
	nextPath: string
): Promise<string> {
	const { db, now } = portal();
	const device = deviceName(request.headers.get('user-agent'));
	const outcome = await logInIdentified(db, identification, { device, replaces: locals.sessionId }, now());
	// The pages of registering tell the rest: what is missing, or that a user id is chosen first.
	if ('refused' in outcome) return '/register/account';
	await forgetIdentification(db.sql, identification);
	dropToken(cookies, 'identified');
	await setResidentCookies(cookies, outcome);
	const next = ownPath(nextPath, '/');
	return isStaffPath(next) ? '/' : next;
}
