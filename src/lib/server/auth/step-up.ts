import { setTimeout as wait } from 'node:timers/promises';
import type { Database, Sql } from '$lib/server/db';
import { holdPassword } from './held-password';
import { countAttempt, forgiveAttempt } from './log-in-limits';
import { isPasswordOf } from './passwords';
import { rotateSession, type ActiveSession, type SessionCookie } from './sessions';

/** So long what asks for the password again asks no more. */
export const stepUpLasts = 5 * 60 * 1000;

export type StepUpOutcome =
	/** The browser's new cookie: the session has another token from here on. */
	{ cookie: SessionCookie } | { refused: 'wrong' | 'tooMany' | 'sessionOver' };

/** The password again, in a session that is open: it may be somebody else who has the phone in their hand. */
export async function stepUp(
	db: Database,
	{ id, accountId }: Pick<ActiveSession, 'id' | 'accountId'>,
	{ password, clientAddress }: { password: string; clientAddress: string },
	now: Date,
	pause: (milliseconds: number) => Promise<unknown> = wait
): Promise<StepUpOutcome> {
	const [account] = await db.sql<{ email: string; passwordHash: string | null }[]>`
		select lower(email) as email, password_hash from accounts where id = ${accountId} and ended_at is null`;
	if (!account) return { refused: 'sessionOver' };
	// Counted with the failed logins, or a stolen phone would be a place to guess at will (A15).
	const attempt = await countAttempt(db.sql, account.email, clientAddress, now);
	if (attempt.refused) return { refused: 'tooMany' };
	if (attempt.delay > 0) await pause(attempt.delay);
	if (!(await isPasswordOf(account.passwordHash, password))) return { refused: 'wrong' };
	await forgiveAttempt(db.sql, attempt);
	const { passwordHash } = account;
	return db.begin<StepUpOutcome>(async (tx) => {
		if (!(await holdPassword(tx, { accountId, passwordHash }))) return { refused: 'wrong' };
		const rotated = await rotateSession(tx, id, now);
		if (!rotated) return { refused: 'sessionOver' };
		await tx`update sessions set stepped_up_at = ${now} where id = ${rotated.id}`;
		return { cookie: rotated.cookie };
	});
}

export async function isSteppedUp(sql: Sql, sessionId: string, now: Date): Promise<boolean> {
	const found = await sql`
		select from sessions
		where id = ${sessionId} and ended_at is null
			and stepped_up_at > ${new Date(now.getTime() - stepUpLasts)} and stepped_up_at <= ${now}`;
	return found.length > 0;
}
