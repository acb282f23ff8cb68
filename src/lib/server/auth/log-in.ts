import { setTimeout as wait } from 'node:timers/promises';
import { actingAs } from '$lib/server/acting';
import { record } from '$lib/server/audit/record';
import type { Database, Sql } from '$lib/server/db';
import { holdPassword } from './held-password';
import { countAttempt, forgiveAttempt } from './log-in-limits';
import { isPasswordOf } from './passwords';
import { beginHalfLogIn } from './second-factor/half-log-in';
import { hasAccess } from './session-store';
import { startSessionIn, type SessionCookie } from './sessions';

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
	| { loggedIn: 'resident'; personId: string; cookie: SessionCookie; language: string | null }
	/** Somebody of the staff, who is asked for the second factor now (T1). The cookie opens the page that asks, and no other. */
	| { secondFactor: SessionCookie }
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
	const wrong = async () => {
		await recordFailure(db.sql, account, 'password', now);
		return { refused: 'wrong' } as const;
	};
	if (!(await isPasswordOf(account?.passwordHash ?? null, password)) || !account) return wrong();
	await forgiveAttempt(db.sql, attempt);
	const { id: accountId, passwordHash, personId, language } = account;
	if (!account.mayEnter) {
		await recordFailure(db.sql, account, 'noAccess', now);
		return { refused: 'noAccess' };
	}
	const entered = await db.begin<LogInOutcome | undefined>(async (tx) => {
		if (!(await holdPassword(tx, { accountId, passwordHash }))) return undefined;
		if (personId === null)
			return { secondFactor: await beginHalfLogIn(tx, { accountId, device, replaces }, now) };
		const { cookie } = await startSessionIn(tx, { accountId, device, replaces }, now);
		await record(tx, { by: { kind: 'resident', id: personId }, action: 'logIn' }, now);
		return { loggedIn: 'resident', personId, cookie, language };
	});
	return entered ?? wrong();
}

/** Whose password it was not; what was typed is in no log, for it may be a password in the wrong box. */
async function recordFailure(
	sql: Sql,
	account: FoundAccount | undefined,
	why: 'password' | 'noAccess',
	now: Date
): Promise<void> {
	const by = account?.personId
		? { kind: 'resident' as const, id: account.personId }
		: account?.staffId
			? { kind: 'staff' as const, id: account.staffId }
			: { kind: 'unknown' as const };
	await record(sql, { by, action: 'logInFailed', details: { why } }, now);
}

interface FoundAccount {
	id: string;
	/** Null where there is none that opens: whoever comes by the landlord's provider comes by that alone (T1). */
	passwordHash: string | null;
	personId: string | null;
	staffId: string | null;
	mayEnter: boolean;
	language: string | null;
}

async function findAccount(sql: Sql, email: string, now: Date): Promise<FoundAccount | undefined> {
	// No database holds such a text, and so nobody is called that.
	if (email.includes('\u0000')) return undefined;
	// Nobody is logged in yet, and the language is the profile's.
	return actingAs('portal', () => readAccount(sql, email, now));
}

async function readAccount(sql: Sql, email: string, now: Date): Promise<FoundAccount | undefined> {
	const [found] = await sql<FoundAccount[]>`
		select account.id, account.person_id, account.staff_id, profile.language,
			case when staff.oidc_subject is null then account.password_hash end as password_hash,
			${hasAccess(sql, now)} and (account.staff_id is null or staff.active) as may_enter
		from accounts account
		left join staff on staff.id = account.staff_id
		left join profiles profile on profile.id = account.person_id
		where lower(account.email) = ${email} and account.ended_at is null`;
	return found;
}
