import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { hasFactor, readFactors } from '$lib/server/auth/second-factor/factors';
import { enter, halfLogInOf, nextQuery, staffPage } from '$lib/server/auth/second-factor/pages';
import { askForPasskey } from '$lib/server/auth/second-factor/passkeys';
import { takeSecondStep, type SecondFactor } from '$lib/server/auth/second-factor/second-step';
import { findDemoCode } from '$lib/server/demo/second-factor';
import { formOf, textOf } from '$lib/server/form-text';
import { portal } from '$lib/server/portal';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ cookies, setHeaders, url }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const half = await halfLogInOf({ cookies, url });
	const { db, sealing, now } = portal();
	const { accountId, id: holder } = half;
	const factors = await readFactors(db.sql, accountId);
	if (!hasFactor(factors)) redirect(303, `/log-in/second-factor/set-up${nextQuery(url)}`);
	return {
		name: half.name,
		totp: factors.totp,
		passkey: (await askForPasskey(db.sql, { holder, accountId, origin: url.origin }, now())) ?? null,
		demoCode: (await findDemoCode(db.sql, sealing, accountId, now())) ?? null,
		next: nextQuery(url)
	};
};

export const actions: Actions = {
	totp: (event) => step(event, 'totp', (form) => ({ totp: textOf(form, 'code').slice(0, 20) })),
	recovery: (event) =>
		step(event, 'recovery', (form) => ({ recoveryCode: textOf(form, 'code').slice(0, 60) })),
	passkey: (event) =>
		step(event, 'passkey', (form) => ({
			passkey: textOf(form, 'answer').slice(0, 20_000),
			origin: event.url.origin
		}))
};

async function step<A extends 'totp' | 'recovery' | 'passkey'>(
	event: RequestEvent,
	action: A,
	given: (form: FormData) => SecondFactor
) {
	const half = await halfLogInOf(event);
	const outcome = await takeSecondStep(portal(), half, given(await formOf(event.request)), {
		clientAddress: event.getClientAddress(),
		now: portal().now()
	});
	if ('refused' in outcome) {
		const { refused } = outcome;
		if (refused === 'over') redirect(303, `/log-in${nextQuery(event.url)}`);
		return fail(refused === 'tooMany' ? 429 : 400, { action, refused });
	}
	enter(event.cookies, outcome.cookie);
	redirect(303, staffPage(event.url));
}
