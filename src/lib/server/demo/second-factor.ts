import { totpCode, totpStep } from '$lib/server/auth/second-factor/totp';
import type { Sql } from '$lib/server/db';
import type { Sealing } from '$lib/server/sealing';
import { demoTotpSecret } from './logins';

/**
 * The code that the demo's staff would read from their phones, so that anybody can try the staff's pages out: the next one
 * that was not used yet. Undefined for any other landlord, and for whoever has put a phone of their own in its place.
 */
export async function findDemoCode(
	sql: Sql,
	sealing: Sealing,
	accountId: string,
	now: Date
): Promise<string | undefined> {
	const [found] = await sql`
		select totp.secret_sealed, totp.last_step from staff_totp totp
		join landlords landlord on landlord.is_demo
		where totp.account_id = ${accountId} and totp.confirmed_at is not null`;
	if (!found || sealing.unseal(found.secretSealed, 'totp') !== demoTotpSecret) return undefined;
	const step = Math.max(totpStep(now), (found.lastStep ?? 0) + 1);
	// No further ahead than a code is taken.
	return step <= totpStep(now) + 1 ? totpCode(demoTotpSecret, step) : undefined;
}
