import { setTimeout as wait } from 'node:timers/promises';
import type { Database, Sql } from '$lib/server/db';
import { countAttempt, forgiveAttempt } from './log-in-limits';
import { isPasswordOf } from './passwords';
import { hasAccess } from './session-store';
import { startSession, type SessionCookie } from './sessions';

export interface Credentials {
	email: string;
	password: string;
	/** The address that the request came from. */
	clientAddress: string;
	/** The session that the browser had until now. */
	replaces: string | null;
	device: string;
}

export type LogInOutcome =
	| {
			loggedIn: 'resident' | 'staff';
			personId: string | null;
			cookie: SessionCookie;
			language: string | null;
	  }
	/**
	 * `wrong`: no such account, or another password, which nobody can tell apart. `noAccess`: the right password of
	 * somebody whose access has not begun or has ended. `tooMany`: nothing was looked at.
	 */
	| { refused: 'wrong' | 'noAccess' | 'tooMany' };

/** Logs residents and staff in by e-mail and password (A6). */
export async function logIn(
	db: Database,
	{ email, password, clientAddress, replaces, device }: Credentials,
	now = new Date(),
	pause: (milliseconds: number) => Promise<unknown> = wait
): Promise<LogInOutcome> {
	const userId = email.normalize('NFC').trim().toLowerCase();
	const attempt = await countAttempt(db.sql, userId, clientAddress, now);
	if (attempt.refused) return { refused: 'tooMany' };
	if (attempt.delay > 0) await pause(attempt.delay);
	const account = await findAccount(db.sql, userId, now);
	if (!(await isPasswordOf(account?.passwordHash ?? null, password)) || !account) return { refused: 'wrong' };
	await forgiveAttempt(db.sql, attempt);
	if (!account.mayEnter) return { refused: 'noAccess' };
	const { cookie } = await startSession(db, { accountId: account.id, device, replaces }, now);
	const { isStaff, personId, language } = account;
	return { loggedIn: isStaff ? 'staff' : 'resident', personId, cookie, language };
}

interface FoundAccount {
	id: string;
	passwordHash: string;
	personId: string | null;
	isStaff: boolean;
	mayEnter: boolean;
	language: string | null;
}

async function findAccount(sql: Sql, email: string, now: Date): Promise<FoundAccount | undefined> {
	const [found] = await sql<FoundAccount[]>`
		select account.id, account.person_id, account.password_hash, account.staff_id is not null as is_staff, profile.language,
			${hasAccess(sql, now)} and (account.staff_id is null or staff.active) as may_enter
		from accounts account
		left join staff on staff.id = account.staff_id
		left join profiles profile on profile.id = account.person_id
		where lower(account.email) = ${email} and account.ended_at is null`;
	return found;
}
