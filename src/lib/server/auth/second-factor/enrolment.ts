import { record } from '$lib/server/audit/record';
import type { SessionCookie } from '$lib/server/auth/sessions';
import type { Database, Sql } from '$lib/server/db';
import type { Sealing } from '$lib/server/sealing';
import { confirmTotp, hasFactor, readFactors, recordFactor } from './factors';
import { countTry, finishHalfLogIn, type HalfLogIn } from './half-log-in';
import { addPasskey } from './passkeys';
import { renewRecoveryCodes } from './recovery-codes';

export type FirstFactor = { totp: string } | { passkey: string; origin: string; name: string };

/**
 * The first second factor, at the first log-in: before it there is nothing to see. With it come the recovery codes and
 * the session. Only for an account that has none: else a stolen password would be enough.
 */
export async function enrol(
	{ db, sealing }: { db: Database; sealing: Sealing },
	half: HalfLogIn,
	given: FirstFactor,
	now: Date
): Promise<{ cookie: SessionCookie; recoveryCodes: string[] } | { refused: 'wrong' | 'over' }> {
	if (!(await countTry(db.sql, half))) return { refused: 'over' };
	if (hasFactor(await readFactors(db.sql, half.accountId))) return { refused: 'over' };
	if (!(await add(db.sql, sealing, half, given, now))) return { refused: 'wrong' };
	const by = { kind: 'staff' as const, id: half.staffId };
	const factor = 'totp' in given ? 'totp' : 'passkey';
	let recoveryCodes: string[] = [];
	const cookie = await finishHalfLogIn(db, half, now, async (tx) => {
		recoveryCodes = await renewRecoveryCodes(tx, half.accountId);
		await recordFactor(tx, half.staffId, 'secondFactorAdded', { factor }, now);
		await recordFactor(tx, half.staffId, 'recoveryCodesMade', {}, now);
		await record(tx, { by, action: 'logIn', details: { factor } }, now);
	});
	return cookie ? { cookie, recoveryCodes } : { refused: 'over' };
}

function add(sql: Sql, sealing: Sealing, half: HalfLogIn, given: FirstFactor, now: Date): Promise<boolean> {
	const { id: holder, accountId } = half;
	return 'totp' in given
		? confirmTotp(sql, sealing, { holder, accountId }, given.totp, now)
		: addPasskey(sql, { holder, accountId, origin: given.origin, name: given.name }, given.passkey, now);
}
