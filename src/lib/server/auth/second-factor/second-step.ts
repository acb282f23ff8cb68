import { setTimeout as wait } from 'node:timers/promises';
import { record } from '$lib/server/audit/record';
import { countAttempt, forgiveAttempt } from '$lib/server/auth/log-in-limits';
import type { SessionCookie } from '$lib/server/auth/sessions';
import type { Database, Sql } from '$lib/server/db';
import type { Sealing } from '$lib/server/sealing';
import { takeTotp } from './factors';
import { countTry, finishHalfLogIn, type HalfLogIn } from './half-log-in';
import { takePasskey } from './passkeys';
import { takeRecoveryCode } from './recovery-codes';

export type SecondFactor = { totp: string } | { recoveryCode: string } | { passkey: string; origin: string };

/** `over`: the password is asked for again. `used`: that code was right, and has been used. */
export type SecondStepRefusal = 'wrong' | 'used' | 'tooMany' | 'over';

/** So many failures of one account from anywhere, and codes are taken only from where its owner has come in before. */
const failuresFromAnywhere = 50;
const familiarFor = 90 * 24 * 60 * 60 * 1000;

/**
 * The second step of a log-in. Wrong ones are counted as wrong passwords are (A15), and beside that each password buys
 * five tries. Whoever has stolen a password and guesses codes from many addresses closes the door on strange addresses
 * only: the owner comes in from the usual one.
 */
export async function takeSecondStep(
	{ db, sealing }: { db: Database; sealing: Sealing },
	half: HalfLogIn,
	given: SecondFactor,
	{
		clientAddress,
		now,
		pause = wait
	}: { clientAddress: string; now: Date; pause?: (milliseconds: number) => Promise<unknown> }
): Promise<{ cookie: SessionCookie; recoveryCodesUsed: boolean } | { refused: SecondStepRefusal }> {
	const attempt = await countAttempt(db.sql, `second factor ${half.accountId}`, clientAddress, now);
	if (attempt.refused) return { refused: 'tooMany' };
	// A passkey can't be guessed.
	const guessable = !('passkey' in given);
	if (
		guessable &&
		attempt.ofAccount > failuresFromAnywhere &&
		!(await isFamiliar(db.sql, half, clientAddress, now))
	)
		return { refused: 'tooMany' };
	if (attempt.delay > 0) await pause(attempt.delay);
	if (!(await countTry(db.sql, half))) return { refused: 'over' };
	const taken = await take(db.sql, sealing, half, given, now);
	const factor = 'totp' in given ? 'totp' : 'passkey' in given ? 'passkey' : 'recoveryCode';
	const by = { kind: 'staff' as const, id: half.staffId };
	if (taken !== 'right') {
		await record(db.sql, { by, action: 'secondFactorFailed', details: { factor, why: taken } }, now);
		return { refused: taken };
	}
	await forgiveAttempt(db.sql, attempt);
	const cookie = await finishHalfLogIn(db, half, now, async (tx) => {
		if (factor === 'recoveryCode') await record(tx, { by, action: 'recoveryCodeUsed' }, now);
		await record(tx, { by, action: 'logIn', details: { factor } }, now);
	});
	return cookie ? { cookie, recoveryCodesUsed: factor === 'recoveryCode' } : { refused: 'over' };
}

async function take(sql: Sql, sealing: Sealing, half: HalfLogIn, given: SecondFactor, now: Date) {
	const { id: holder, accountId } = half;
	if ('totp' in given) return takeTotp(sql, sealing, accountId, given.totp, now);
	const isRight =
		'passkey' in given
			? await takePasskey(sql, { holder, accountId, origin: given.origin }, given.passkey, now)
			: await takeRecoveryCode(sql, accountId, given.recoveryCode, now);
	return isRight ? 'right' : 'wrong';
}

async function isFamiliar(sql: Sql, { staffId }: HalfLogIn, address: string, now: Date): Promise<boolean> {
	const since = new Date(now.getTime() - familiarFor);
	const [found] = await sql`
		select from audit_log entry
		where entry.actor_id = ${staffId} and entry.action = 'logIn' and entry.at > ${since}
			-- An IPv6 line has a whole /64 to come from.
			and entry.address <<= network(set_masklen(${address}::inet, case family(${address}::inet) when 4 then 32 else 64 end))
		limit 1`;
	return found !== undefined;
}
