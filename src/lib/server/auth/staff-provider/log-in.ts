import { record } from '$lib/server/audit/record';
import { isPlain } from '$lib/server/auth/session-cookie';
import { newToken, startSessionIn, tokenHash, type SessionCookie } from '$lib/server/auth/sessions';
import type { Database, Sql } from '$lib/server/db';
import type { Sealing } from '$lib/server/sealing';
import { claimsOfAnswer, newSecrets, providerUrl, ProviderRefusal, type Tokens } from './provider-client';
import type { StaffProvider } from './settings';
import { providedRoles, staffByClaims } from './staff-by-claims';

// The staff at the landlord's own provider (T1): there is their second factor, and there they are removed when they leave.

const requestLifetime = 15 * 60 * 1000;
/** Shorter than the staff's other sessions: who somebody is there is the provider's word. */
const sessionLifetime = 8 * 60 * 60 * 1000;
export const checkedEvery = 15 * 60 * 1000;

export function requestCookieName(): string {
	return isPlain() ? 'kellari-provider' : '__Host-kellari-provider';
}

/** Where to send the browser, and the cookie by which its answer is known to be its own. */
export async function beginAtProvider(
	sql: Sql,
	provider: StaffProvider,
	{ redirectUri, next }: { redirectUri: string; next: string },
	now: Date
): Promise<{ url: URL; cookie: SessionCookie }> {
	const secrets = newSecrets();
	const url = await providerUrl(provider, redirectUri, secrets);
	const token = newToken();
	const { state, nonce, codeVerifier } = secrets;
	await sql`
		insert into staff_oidc_requests (id, state, nonce, code_verifier, next, expires_at)
		values (${tokenHash(token)}, ${state}, ${nonce}, ${codeVerifier}, ${next}, ${new Date(now.getTime() + requestLifetime)})`;
	return { url, cookie: requestCookie(token, requestLifetime / 1000) };
}

export function requestCookie(value: string, maxAge: number): SessionCookie {
	return {
		name: requestCookieName(),
		value,
		attributes: { httpOnly: true, secure: !isPlain(), sameSite: 'lax', path: '/', maxAge }
	};
}

export type ProviderOutcome =
	{ cookie: SessionCookie; next: string } | { refused: 'over' | 'notStaff' | 'provider' };

/** The browser is back. A request is answered once, in the browser that began it. */
export async function completeAtProvider(
	{ db, sealing }: { db: Database; sealing: Sealing },
	provider: StaffProvider,
	{
		token,
		answer,
		replaces,
		device
	}: { token: string | undefined; answer: URL; replaces: string | null; device: string },
	now: Date
): Promise<ProviderOutcome> {
	const [request] = await db.sql`
		delete from staff_oidc_requests where id = ${tokenHash(token ?? '')}
		returning state, nonce, code_verifier, next, expires_at`;
	if (!request || request.expiresAt <= now) return { refused: 'over' };
	const { state, nonce, codeVerifier, next } = request;
	const said = await claimsOfAnswer(provider, answer, { state, nonce, codeVerifier }).catch(
		(error: unknown) => {
			if (error instanceof ProviderRefusal) return undefined;
			throw error;
		}
	);
	if (!said) return { refused: 'provider' };
	const roles = providedRoles(said.claims, provider);
	if (roles.length === 0) {
		await record(
			db.sql,
			{ by: { kind: 'unknown' }, action: 'logInFailed', details: { why: 'noRole', factor: 'provider' } },
			now
		);
		return { refused: 'notStaff' };
	}
	return db.begin(async (tx) => {
		const staff = await staffByClaims(tx, provider, said.claims, roles, now);
		if (!staff) return { refused: 'notStaff' };
		const { id, cookie } = await startSessionIn(tx, { accountId: staff.accountId, device, replaces }, now);
		await shorten(tx, id, now);
		await keepTokens(tx, sealing, id, said.tokens, now);
		const by = { kind: 'staff' as const, id: staff.staffId };
		await record(tx, { by, action: 'logIn', details: { factor: 'provider' } }, now);
		return { cookie, next };
	});
}

async function shorten(tx: Sql, sessionId: string, now: Date): Promise<void> {
	const end = new Date(now.getTime() + sessionLifetime);
	await tx`
		update sessions set ends_at = least(ends_at, ${end}), expires_at = least(expires_at, ${end})
		where id = ${sessionId}`;
}

export async function keepTokens(
	sql: Sql,
	sealing: Sealing,
	sessionId: string,
	{ accessToken, refreshToken }: Tokens,
	now: Date
): Promise<void> {
	const refresh = refreshToken ? sealing.seal(refreshToken, 'oidcToken') : null;
	const due = new Date(now.getTime() + checkedEvery);
	await sql`
		insert into staff_oidc_sessions (session_id, refresh_token_sealed, access_token_sealed, confirmed_at, check_due_at)
		values (${sessionId}, ${refresh}, ${sealing.seal(accessToken, 'oidcToken')}, ${now}, ${due})
		on conflict (session_id) do update set
			refresh_token_sealed = excluded.refresh_token_sealed, access_token_sealed = excluded.access_token_sealed,
			confirmed_at = excluded.confirmed_at, check_due_at = excluded.check_due_at`;
}
