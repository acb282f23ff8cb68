import { createHash } from 'node:crypto';
import { generateIdFromEntropySize, Lucia, TimeSpan } from 'lucia';
import type { Database, Sql } from '$lib/server/db';
import { isPlain, sessionCookieName } from './session-cookie';
import {
	markEnded,
	noteUse,
	sessionIsActive,
	sessionStore,
	useIsDue,
	type EndReason,
	type SessionAttributes,
	type StoredStaff,
	type UserAttributes
} from './session-store';

// The only file that imports Lucia: it makes tokens and cookies and decides on a session, the store does the rest.

export { readSessionCookie, sessionCookieName } from './session-cookie';
export { sessionIsActive } from './session-store';

/**
 * Who is asking, and no more: what they may see follows from the registers at the moment of asking (A10, A11).
 */
export interface ActiveSession {
	id: string;
	accountId: string;
	/** Null for staff. */
	personId: string | null;
	staff: StoredStaff | null;
	createdAt: Date;
	expiresAt: Date;
}

export interface EndedSession {
	ended: 'expired' | 'revoked' | 'loggedOut' | 'accessEnded';
}

export interface SessionCookie {
	name: string;
	value: string;
	attributes: { httpOnly: boolean; secure: boolean; sameSite: 'lax'; path: string; maxAge: number };
}

/** @param isUse false for what a page asks by itself: an open desk that nobody touches closes */
export async function findSession(
	sql: Sql,
	sessionId: string,
	now = new Date(),
	isUse = true
): Promise<{ active: ActiveSession } | EndedSession | null> {
	const { session, user } = await luciaAt(sql, now).validateSession(sessionId);
	if (!session) return findEnd(sql, sessionId);
	if (isUse && useIsDue(session.lastUsedAt, user.staff ? 'staff' : 'resident', now))
		await noteUse(sql, sessionId, now);
	const { id, createdAt, validUntil } = session;
	const { personId, staff } = user;
	return { active: { id, accountId: user.id, personId, staff, createdAt, expiresAt: validUntil } };
}

/**
 * Logs an account in. `replaces` is the session that the browser has had until now: it ends, so that nobody who planted
 * or kept its token gets in by it.
 */
export async function startSession(
	db: Database,
	{ accountId, device, replaces }: NewSession,
	now = new Date()
): Promise<{ token: string; cookie: SessionCookie }> {
	return db.begin((tx) => startSessionIn(tx, { accountId, device, replaces }, now));
}

export interface NewSession {
	accountId: string;
	device: string;
	replaces?: string | null;
}

/** In the transaction of what lets the person in. */
export async function startSessionIn(
	tx: Sql,
	{ accountId, device, replaces }: NewSession,
	now: Date
): Promise<{ token: string; id: string; cookie: SessionCookie }> {
	const token = newToken();
	const id = tokenHash(token);
	if (replaces) await markEnded(tx, replaces, 'replaced', now);
	const lucia = luciaAt(tx, now);
	const attributes = { device, createdAt: now, lastUsedAt: now, validUntil: now };
	await lucia.createSession(accountId, attributes, { sessionId: id });
	return { token, id, cookie: cookieOf(lucia.createSessionCookie(token)) };
}

/** 25 random bytes, for a cookie or a link. */
export function newToken(): string {
	return generateIdFromEntropySize(25);
}

/** Whether it says who is asking, still. No use of the session is noted by that. */
export async function isActive(sql: Sql, id: string, now: Date): Promise<boolean> {
	const found = await sql`
		select from sessions session join accounts account on account.id = session.account_id
		where session.id = ${id} and ${sessionIsActive(sql, now)}`;
	return found.length > 0;
}

/**
 * The same session under another token, with the limits that it had: whoever got hold of the old token is out.
 * Undefined where it has ended meanwhile.
 */
export async function rotateSession(
	tx: Sql,
	sessionId: string,
	now: Date
): Promise<{ id: string; cookie: SessionCookie } | undefined> {
	const token = newToken();
	const id = tokenHash(token);
	const [open] = await tx`select from sessions where id = ${sessionId} and ended_at is null for update`;
	if (!open) return undefined;
	await tx`
		insert into sessions (id, account_id, created_at, expires_at, ends_at, last_used_at, device)
		select ${id}, account_id, created_at, expires_at, ends_at, ${now}, device from sessions where id = ${sessionId}`;
	await markEnded(tx, sessionId, 'replaced', now);
	return { id, cookie: cookieOf(luciaAt(tx, now).createSessionCookie(token)) };
}

export async function endSession(sql: Sql, id: string, reason: EndReason, now = new Date()): Promise<void> {
	await markEnded(sql, id, reason, now);
}

/** Everything that an account has open, the one used last first (A14). */
export async function openSessions(sql: Sql, accountId: string, now = new Date()) {
	const sessions = await luciaAt(sql, now).getUserSessions(accountId);
	return sessions.map(({ id, device, createdAt, lastUsedAt }) => ({ id, device, createdAt, lastUsedAt }));
}

export async function revokeSessionsOf(sql: Sql, accountId: string, now = new Date()): Promise<void> {
	await luciaAt(sql, now).invalidateUserSessions(accountId);
}

/** Forgets sessions that ended more than 90 days ago. */
export async function purgeSessions(sql: Sql, now = new Date()): Promise<void> {
	await luciaAt(sql, now).deleteExpiredSessions();
}

export function blankSessionCookie(sql: Sql): SessionCookie {
	return cookieOf(luciaAt(sql, new Date()).createBlankSessionCookie());
}

/** What the database knows a token by: whoever reads the table can't log in with it. */
export function tokenHash(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}

async function findEnd(sql: Sql, sessionId: string): Promise<EndedSession | null> {
	const [found] = await sql`select end_reason from sessions where id = ${sessionId}`;
	if (!found) return null;
	// A replaced session is one that another tab still used for a moment: to say "logged out" would clear the device.
	return { ended: found.endReason === null || found.endReason === 'replaced' ? 'expired' : found.endReason };
}

function luciaAt(sql: Sql, now: Date) {
	return new Lucia(sessionStore(sql, now), {
		// None of Lucia's own: it would renew a session at half of it, and the store knows whose session lasts how long.
		sessionExpiresIn: new TimeSpan(0, 'ms'),
		sessionCookie: {
			name: sessionCookieName(),
			// Outlives the session, whose end could not be told without it.
			expires: false,
			attributes: { secure: !isPlain(), sameSite: 'lax', path: '/' }
		},
		getSessionAttributes: (attributes: SessionAttributes) => attributes,
		getUserAttributes: (attributes: UserAttributes) => attributes
	});
}

function cookieOf({
	name,
	value,
	attributes
}: ReturnType<ReturnType<typeof luciaAt>['createSessionCookie']>): SessionCookie {
	const { httpOnly = true, secure = true, maxAge = 0 } = attributes;
	return { name, value, attributes: { httpOnly, secure, sameSite: 'lax', path: '/', maxAge } };
}

declare module 'lucia' {
	interface Register {
		Lucia: ReturnType<typeof luciaAt>;
		DatabaseSessionAttributes: SessionAttributes;
		DatabaseUserAttributes: UserAttributes;
	}
}
