import { fail, type RequestEvent } from '@sveltejs/kit';
import { deviceName } from '$lib/server/auth/device-name';
import {
	confirmTotp,
	offerTotp,
	readFactors,
	recordFactor,
	removePasskey,
	removeTotp
} from '$lib/server/auth/second-factor/factors';
import {
	addPasskey,
	offerPasskey,
	readPasskeys,
	renamePasskey
} from '$lib/server/auth/second-factor/passkeys';
import { qrCode } from '$lib/server/auth/second-factor/qr';
import { countRecoveryCodes, renewRecoveryCodes } from '$lib/server/auth/second-factor/recovery-codes';
import { totpAddress } from '$lib/server/auth/second-factor/totp';
import type { ActiveSession } from '$lib/server/auth/sessions';
import { formOf, textOf } from '$lib/server/form-text';
import { findLandlord } from '$lib/server/landlord';
import { portal } from '$lib/server/portal';
import { staffOf } from '$lib/server/staff/pages';
import { findStaffUser } from '$lib/server/staff/users/read';
import type { Actions, PageServerLoad } from './$types';

/** So long after logging in the way in itself may be changed: an open desk is not enough for that. */
const freshFor = 15 * 60 * 1000;

function isFresh({ createdAt }: ActiveSession, now: Date): boolean {
	return now.getTime() - createdAt.getTime() < freshFor;
}

export const load: PageServerLoad = async ({ locals, url }) => {
	const staff = staffOf(locals);
	const session = locals.session!;
	const { db, sealing, now } = portal();
	const user = await findStaffUser(db.sql, staff.id);
	const { accountId, id: holder } = session;
	const fresh = isFresh(session, now()) && !user?.atProvider;
	const email = user?.email ?? '';
	const landlord = (await findLandlord(db.sql))?.name ?? 'Kellari';
	const secret = fresh && (await offerTotp(db.sql, sealing, { holder, accountId }));
	const account = { id: accountId, email, name: staff.name };
	return {
		atProvider: user?.atProvider ?? false,
		fresh,
		factors: await readFactors(db.sql, accountId),
		passkeys: await readPasskeys(db.sql, accountId),
		recoveryCodesLeft: await countRecoveryCodes(db.sql, accountId),
		newTotp: secret ? { secret, qr: qrCode(totpAddress({ secret, email, issuer: landlord })) } : null,
		newPasskey: fresh
			? await offerPasskey(db.sql, { holder, account, origin: url.origin, landlord }, now())
			: null
	};
};

export const actions: Actions = {
	totp: (event) =>
		change(event, 'totp', async (own, form) => {
			const { db, sealing } = portal();
			const confirmed = await confirmTotp(db.sql, sealing, own, textOf(form, 'code').slice(0, 20), own.now);
			if (confirmed)
				await recordFactor(db.sql, own.staffId, 'secondFactorAdded', { factor: 'totp' }, own.now);
			return confirmed;
		}),
	removeTotp: (event) => change(event, 'removeTotp', (own) => removeTotp(portal().db, own, own.now)),
	passkey: (event) =>
		change(event, 'passkey', async (own, form) => {
			const { db } = portal();
			const name = textOf(form, 'name').trim().slice(0, 60);
			const added = await addPasskey(
				db.sql,
				{
					...own,
					origin: event.url.origin,
					name: name || deviceName(event.request.headers.get('user-agent'))
				},
				textOf(form, 'answer').slice(0, 20_000),
				own.now
			);
			if (added) await recordFactor(db.sql, own.staffId, 'secondFactorAdded', { factor: 'passkey' }, own.now);
			return added;
		}),
	renamePasskey: (event) =>
		change(event, 'renamePasskey', async ({ accountId }, form) => {
			const name = textOf(form, 'name').trim().slice(0, 60);
			if (name) await renamePasskey(portal().db.sql, accountId, textOf(form, 'id'), name);
			return name !== '';
		}),
	removePasskey: (event) =>
		change(event, 'removePasskey', (own, form) =>
			removePasskey(portal().db, { ...own, id: textOf(form, 'id') }, own.now)
		),
	recoveryCodes: async (event) => {
		let recoveryCodes: string[] = [];
		const outcome = await change(event, 'recoveryCodes', ({ accountId, staffId, now }) =>
			portal().db.begin(async (tx) => {
				recoveryCodes = await renewRecoveryCodes(tx, accountId);
				await recordFactor(tx, staffId, 'recoveryCodesMade', {}, now);
				return true;
			})
		);
		return 'refused' in outcome ? { ...outcome, recoveryCodes } : outcome;
	}
};

interface Own {
	staffId: string;
	accountId: string;
	holder: string;
	now: Date;
}

async function change<A extends string>(
	{ locals, request }: RequestEvent,
	action: A,
	work: (own: Own, form: FormData) => Promise<boolean>
) {
	const staff = staffOf(locals);
	const { accountId, id: holder } = locals.session!;
	const now = portal().now();
	if (!isFresh(locals.session!, now)) return fail(403, { action, refused: 'notFresh' as const });
	const done = await work({ staffId: staff.id, accountId, holder, now }, await formOf(request));
	return done ? { action, refused: null } : fail(400, { action, refused: 'failed' as const });
}
