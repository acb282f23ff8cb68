import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Sql } from '$lib/server/db';

// An identification that was begun in a browser. The browser holds a token, the database its hash, and state, nonce and
// PKCE verifier are made of the token: an answer of the bank counts in the browser that asked, once.

export const purposes = ['register', 'logIn', 'userId', 'acceptPower'] as const;
export type Purpose = (typeof purposes)[number];

export interface Attempt {
	broker: string;
	purpose: Purpose;
	nextPath: string;
}

export interface AttemptSecrets {
	state: string;
	nonce: string;
	pkceVerifier: string;
}

/** Some find their bank's codes only after a while. */
export const attemptLifetime = 20 * 60 * 1000;

export async function beginAttempt(sql: Sql, attempt: Attempt, now: Date): Promise<string> {
	const token = randomBytes(32).toString('base64url');
	const { broker, purpose, nextPath } = attempt;
	await sql`
		insert into identification_attempts (id, broker, purpose, next_path, expires_at)
		values (${hashOf(token)}, ${broker}, ${purpose}, ${nextPath}, ${new Date(now.getTime() + attemptLifetime)})`;
	return token;
}

export function secretsOf(token: string): AttemptSecrets {
	const part = (purpose: string) => createHmac('sha256', token).update(purpose).digest('base64url');
	return { state: part('state'), nonce: part('nonce'), pkceVerifier: part('pkce') };
}

/** Before anything is consumed: another site that sends the browser here must not spoil what its owner has begun. */
export function isStateOf(token: string, state: string | null): boolean {
	const [given, expected] = [Buffer.from(state ?? ''), Buffer.from(secretsOf(token).state)];
	return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Takes the attempt away: the same answer a second time finds none. */
export async function claimAttempt(
	sql: Sql,
	token: string,
	broker: string,
	now: Date
): Promise<Attempt | null> {
	const [claimed] = await sql<Attempt[]>`
		delete from identification_attempts
		where id = ${hashOf(token)} and broker = ${broker} and expires_at > ${now}
		returning broker, purpose, next_path`;
	return claimed ?? null;
}

export function hashOf(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}
