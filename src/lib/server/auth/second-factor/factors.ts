import { record } from '$lib/server/audit/record';
import { revokeSessionsOf } from '$lib/server/auth/sessions';
import type { Database, Sql } from '$lib/server/db';
import type { Sealing } from '$lib/server/sealing';
import { newTotpSecret, stepOfCode } from './totp';

// What somebody of the staff has as a second factor, and how it is added and taken away.

export interface Factors {
	totp: boolean;
	passkeys: number;
}

export async function readFactors(sql: Sql, accountId: string): Promise<Factors> {
	const [found] = await sql<[Factors]>`
		select exists (select from staff_totp where account_id = ${accountId} and confirmed_at is not null) as totp,
			(select count(*)::int from staff_passkeys where account_id = ${accountId}) as passkeys`;
	return found;
}

export const hasFactor = ({ totp, passkeys }: Factors) => totp || passkeys > 0;

export interface Holder {
	/** The half log-in or the session. */
	holder: string;
	accountId: string;
}

/** A secret to put into an authenticator app; the same one for its holder until it is confirmed, so that a page may be loaded again. */
export async function offerTotp(sql: Sql, sealing: Sealing, { holder, accountId }: Holder): Promise<string> {
	const made = sealing.seal(newTotpSecret(), 'totp');
	const [kept] = await sql`
		insert into staff_totp (account_id, offered_sealed, offered_to) values (${accountId}, ${made}, ${holder})
		on conflict (account_id) do update set
			offered_sealed = case when staff_totp.offered_to = excluded.offered_to then staff_totp.offered_sealed else excluded.offered_sealed end,
			offered_to = excluded.offered_to
		returning offered_sealed`;
	return sealing.unseal(kept?.offeredSealed, 'totp');
}

/** Takes the offered secret into use if the code is one of it. The app that was used until now stops working. */
export async function confirmTotp(
	sql: Sql,
	sealing: Sealing,
	{ holder, accountId }: Holder,
	code: string,
	now: Date
): Promise<boolean> {
	const [found] = await sql`
		select offered_sealed from staff_totp where account_id = ${accountId} and offered_to = ${holder}`;
	if (!found?.offeredSealed) return false;
	const step = stepOfCode(sealing.unseal(found.offeredSealed, 'totp'), code, now);
	if (step === undefined) return false;
	const confirmed = await sql`
		update staff_totp
		set secret_sealed = offered_sealed, offered_sealed = null, offered_to = null,
			confirmed_at = ${now}, last_step = ${step}
		where account_id = ${accountId} and offered_sealed = ${found.offeredSealed} returning account_id`;
	return confirmed.length === 1;
}

export type TakenCode = 'right' | 'wrong' | 'used';

/** Each code once, also of two that come at the same moment. */
export async function takeTotp(
	sql: Sql,
	sealing: Sealing,
	accountId: string,
	code: string,
	now: Date
): Promise<TakenCode> {
	const [found] = await sql`
		select secret_sealed from staff_totp where account_id = ${accountId} and confirmed_at is not null`;
	if (!found) return 'wrong';
	const step = stepOfCode(sealing.unseal(found.secretSealed, 'totp'), code, now);
	if (step === undefined) return 'wrong';
	const taken = await sql`
		update staff_totp set last_step = ${step}
		where account_id = ${accountId} and (last_step is null or last_step < ${step}) returning account_id`;
	return taken.length === 1 ? 'right' : 'used';
}

/** Refused where nothing would be left to come in with. */
export async function removePasskey(
	db: Database,
	{ staffId, accountId, id }: { staffId: string; accountId: string; id: string },
	now: Date
): Promise<boolean> {
	return db.begin(async (tx) => {
		await tx`select from accounts where id = ${accountId} for update`;
		const { totp, passkeys } = await readFactors(tx, accountId);
		if (!totp && passkeys < 2) return false;
		const removed = await tx`
			delete from staff_passkeys where id = ${id} and account_id = ${accountId} returning name`;
		if (removed.length === 0) return false;
		await recordFactor(tx, staffId, 'secondFactorRemoved', { factor: 'passkey' }, now);
		return true;
	});
}

export async function removeTotp(
	db: Database,
	{ staffId, accountId }: { staffId: string; accountId: string },
	now: Date
): Promise<boolean> {
	return db.begin(async (tx) => {
		await tx`select from accounts where id = ${accountId} for update`;
		if ((await readFactors(tx, accountId)).passkeys === 0) return false;
		const removed = await tx`delete from staff_totp where account_id = ${accountId} returning account_id`;
		if (removed.length === 0) return false;
		await recordFactor(tx, staffId, 'secondFactorRemoved', { factor: 'totp' }, now);
		return true;
	});
}

/** Everything is taken away, sessions included: the next step is an invitation, with a password of its own. */
export async function clearFactors(tx: Sql, accountId: string, now: Date): Promise<void> {
	// First: a log-in that holds the password is waited for, and what it began is found below.
	await tx`update accounts set password_hash = null where id = ${accountId}`;
	await tx`delete from staff_totp where account_id = ${accountId}`;
	await tx`delete from staff_passkeys where account_id = ${accountId}`;
	await tx`delete from staff_recovery_codes where account_id = ${accountId}`;
	await tx`delete from staff_log_ins where account_id = ${accountId}`;
	await tx`delete from password_links where account_id = ${accountId}`;
	await tx`delete from staff_invitations where account_id = ${accountId}`;
	await revokeSessionsOf(tx, accountId, now);
}

export async function recordFactor(
	sql: Sql,
	staffId: string,
	action: 'secondFactorAdded' | 'secondFactorRemoved' | 'recoveryCodesMade',
	details: Record<string, unknown>,
	now: Date
): Promise<void> {
	await record(sql, { by: { kind: 'staff', id: staffId }, action, details }, now);
}
