import { createHash } from 'node:crypto';
import type { Sql } from '$lib/server/db';
import { limitedAddress } from './client-address';

// Failed logins are counted three ways (A15). From one address to one account: refused after a few. From one address to
// any account: refused after many, because a whole house may share it. To one account from anywhere: only slowed down,
// so that a stranger who guesses from everywhere can't lock its owner out.
export const limitWindow = 15 * 60 * 1000;
export const failuresPerPair = 10;
export const failuresPerAddress = 100;
const freeFailuresPerAccount = 20;
const longestDelay = 4000;

export interface Attempt {
	subjects: { pair: string; address: string; account: string };
	refused: boolean;
	/** Milliseconds to wait before the password is looked at. */
	delay: number;
	/** Failures of this account, from anywhere. */
	ofAccount: number;
}

/** Counts an attempt before its outcome is known: a hundred guesses sent at once would else all find the count at nought. */
export async function countAttempt(
	sql: Sql,
	email: string,
	clientAddress: string,
	now: Date
): Promise<Attempt> {
	const address = limitedAddress(clientAddress);
	const subjects = {
		pair: subject('pair', email, address),
		address: subject('address', address),
		account: subject('account', email)
	};
	const windowStart = new Date(now.getTime() - limitWindow);
	// In the order of subjects: two attempts that lock the same rows must lock them in one order.
	const rows = Object.values(subjects)
		.sort()
		.map((each) => ({ subject: each, failures: 1, windowStartedAt: now }));
	const counted = await sql`
		insert into login_failures ${sql(rows)}
		on conflict (subject) do update set
			failures = case when login_failures.window_started_at <= ${windowStart} then 1 else login_failures.failures + 1 end,
			window_started_at = case when login_failures.window_started_at <= ${windowStart} then ${now} else login_failures.window_started_at end
		returning subject, failures`;
	const failures = new Map(counted.map((row) => [row.subject as string, row.failures as number]));
	const of = (each: string) => failures.get(each) ?? 0;
	return {
		subjects,
		refused: of(subjects.pair) > failuresPerPair || of(subjects.address) > failuresPerAddress,
		delay: Math.min(longestDelay, Math.max(0, of(subjects.account) - freeFailuresPerAccount) * 100),
		ofAccount: of(subjects.account)
	};
}

/** The owner is in: the pair starts afresh, and the other counts lose only what this attempt had added. */
export async function forgiveAttempt(sql: Sql, { subjects }: Attempt): Promise<void> {
	await sql`delete from login_failures where subject = ${subjects.pair}`;
	await sql`
		update login_failures set failures = greatest(0, failures - 1)
		where subject in ${sql([subjects.account, subjects.address].sort())}`;
}

/** Whoever has a new password has not guessed at it: where they are, they may log in at once. */
export async function forgiveAddress(sql: Sql, email: string, clientAddress: string): Promise<void> {
	const address = limitedAddress(clientAddress);
	await sql`delete from login_failures where subject = ${subject('pair', email.toLowerCase(), address)}`;
}

/** How often an address has asked for something in this window, this time included. */
export async function countAsking(sql: Sql, what: string, clientAddress: string, now: Date): Promise<number> {
	const windowStart = new Date(now.getTime() - limitWindow);
	const [row] = await sql<{ failures: number }[]>`
		insert into login_failures (subject, failures, window_started_at)
		values (${subject('asking', what, limitedAddress(clientAddress))}, 1, ${now})
		on conflict (subject) do update set
			failures = case when login_failures.window_started_at <= ${windowStart} then 1 else login_failures.failures + 1 end,
			window_started_at = case when login_failures.window_started_at <= ${windowStart} then ${now} else login_failures.window_started_at end
		returning failures`;
	return row?.failures ?? 1;
}

export async function purgeLogInFailures(sql: Sql, now: Date): Promise<void> {
	await sql`delete from login_failures where window_started_at <= ${new Date(now.getTime() - limitWindow)}`;
}

/** Hashed, so that the table is no list of who tried from where. */
function subject(...parts: string[]): string {
	return createHash('sha256').update(parts.join('\n')).digest('hex');
}
