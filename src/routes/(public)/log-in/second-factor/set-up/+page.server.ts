import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { deviceName } from '$lib/server/auth/device-name';
import { enrol, type FirstFactor } from '$lib/server/auth/second-factor/enrolment';
import { hasFactor, offerTotp, readFactors } from '$lib/server/auth/second-factor/factors';
import { halfLogInCookieName } from '$lib/server/auth/second-factor/half-log-in';
import { enter, halfLogInOf, nextQuery, staffPage } from '$lib/server/auth/second-factor/pages';
import { offerPasskey } from '$lib/server/auth/second-factor/passkeys';
import { qrCode } from '$lib/server/auth/second-factor/qr';
import { totpAddress } from '$lib/server/auth/second-factor/totp';
import { formOf, textOf } from '$lib/server/form-text';
import { findLandlord } from '$lib/server/landlord';
import { portal } from '$lib/server/portal';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { cookies, locals, request, setHeaders, url } = event;
	setHeaders({ 'cache-control': 'no-store' });
	if (locals.session?.staff) redirect(303, staffPage(url));
	// The answer to the form shows the recovery codes, and the half log-in is over with it.
	if (request.method === 'POST' && !cookies.get(halfLogInCookieName()))
		return { name: '', totp: null, passkey: null, next: '' };
	const { id: holder, accountId, email, name } = await halfLogInOf(event);
	const { db, sealing, now } = portal();
	if (hasFactor(await readFactors(db.sql, accountId)))
		redirect(303, `/log-in/second-factor${nextQuery(url)}`);
	const landlord = (await findLandlord(db.sql))?.name ?? 'Kellari';
	const secret = await offerTotp(db.sql, sealing, { holder, accountId });
	const account = { id: accountId, email, name };
	return {
		name,
		totp: { secret, qr: qrCode(totpAddress({ secret, email, issuer: landlord })) },
		passkey: await offerPasskey(db.sql, { holder, account, origin: url.origin, landlord }, now()),
		next: nextQuery(url)
	};
};

export const actions: Actions = {
	totp: (event) => take(event, 'totp', (form) => ({ totp: textOf(form, 'code').slice(0, 20) })),
	passkey: (event) =>
		take(event, 'passkey', (form) => ({
			passkey: textOf(form, 'answer').slice(0, 20_000),
			origin: event.url.origin,
			name: textOf(form, 'name').trim().slice(0, 60) || deviceName(event.request.headers.get('user-agent'))
		}))
};

async function take<A extends 'totp' | 'passkey'>(
	event: RequestEvent,
	action: A,
	given: (form: FormData) => FirstFactor
) {
	const half = await halfLogInOf(event);
	const outcome = await enrol(portal(), half, given(await formOf(event.request)), portal().now());
	if ('refused' in outcome) {
		if (outcome.refused === 'over') redirect(303, `/log-in${nextQuery(event.url)}`);
		return fail(400, { action, refused: outcome.refused });
	}
	enter(event.cookies, outcome.cookie);
	return { action, recoveryCodes: outcome.recoveryCodes, next: staffPage(event.url) };
}
