import type { Database, Sql } from '$lib/server/db';
import { isPlain } from '$lib/server/auth/session-cookie';
import { newToken, startSessionIn, tokenHash, type SessionCookie } from '$lib/server/auth/sessions';

// Whoever of the staff has given the right password and not the second factor yet (T1). Not a session: no other page
// looks at this cookie, so that it opens none of them.

const lifetime = 10 * 60 * 1000;
/** After so many wrong codes the password is asked for again. */
const tries = 5;

export interface HalfLogIn {
	id: string;
	accountId: string;
	staffId: string;
	email: string;
	name: string;
	device: string;
	replaces: string | null;
}

export function halfLogInCookieName(): string {
	return isPlain() ? 'kellari-half' : '__Host-kellari-half';
}

/** In the transaction that holds the password. */
export async function beginHalfLogIn(
	tx: Sql,
	{ accountId, device, replaces }: { accountId: string; device: string; replaces: string | null },
	now: Date
): Promise<SessionCookie> {
	const token = newToken();
	const expiresAt = new Date(now.getTime() + lifetime);
	await tx`
		insert into staff_log_ins (id, account_id, device, replaces, created_at, expires_at)
		values (${tokenHash(token)}, ${accountId}, ${device}, ${replaces}, ${now}, ${expiresAt})`;
	return {
		...blankHalfLogInCookie(),
		value: token,
		attributes: { ...attributes(), maxAge: lifetime / 1000 }
	};
}

export function blankHalfLogInCookie(): SessionCookie {
	return { name: halfLogInCookieName(), value: '', attributes: { ...attributes(), maxAge: 0 } };
}

/** @param token the cookie's value */
export async function findHalfLogIn(
	sql: Sql,
	token: string | undefined,
	now: Date
): Promise<HalfLogIn | undefined> {
	if (!token || !/^[a-z2-7]{40}$/.test(token)) return undefined;
	const [found] = await sql<HalfLogIn[]>`
		select half.id, half.account_id, half.device, half.replaces, staff.id as staff_id, account.email, staff.name
		from staff_log_ins half
		join accounts account on account.id = half.account_id and account.ended_at is null
		join staff on staff.id = account.staff_id and staff.active
		where half.id = ${tokenHash(token)} and half.expires_at > ${now} and half.failures < ${tries}`;
	return found;
}

/** Counts a try before its outcome is known; false where there are none left. */
export async function countTry(sql: Sql, half: HalfLogIn): Promise<boolean> {
	const counted = await sql`
		update staff_log_ins set failures = failures + 1
		where id = ${half.id} and failures < ${tries} returning failures`;
	return counted.length === 1;
}

/**
 * The factor was right: a session begins, under a new token, and the half log-in is over. `also` is written with it.
 * Undefined where another request was first.
 */
export async function finishHalfLogIn(
	db: Database,
	half: HalfLogIn,
	now: Date,
	also: (tx: Sql) => Promise<unknown>
): Promise<SessionCookie | undefined> {
	return db.begin(async (tx) => {
		const ended = await tx`delete from staff_log_ins where id = ${half.id} returning id`;
		if (ended.length === 0) return undefined;
		await also(tx);
		const { accountId, device, replaces } = half;
		return (await startSessionIn(tx, { accountId, device, replaces }, now)).cookie;
	});
}

export async function purgeHalfLogIns(sql: Sql, now: Date): Promise<void> {
	await sql`delete from staff_log_ins where expires_at <= ${now}`;
	await sql`delete from passkey_challenges where expires_at <= ${now}`;
	await sql`delete from staff_oidc_requests where expires_at <= ${now}`;
	await sql`delete from staff_invitations where coalesce(used_at, expires_at) <= ${now}`;
}

function attributes() {
	return { httpOnly: true, secure: !isPlain(), sameSite: 'lax' as const, path: '/', maxAge: 0 };
}
