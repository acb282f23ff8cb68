import {
	generateAuthenticationOptions,
	generateRegistrationOptions,
	verifyAuthenticationResponse,
	verifyRegistrationResponse,
	type AuthenticationResponseJSON,
	type RegistrationResponseJSON
} from '@simplewebauthn/server';
import type { Sql } from '$lib/server/db';

// Passkeys as a second factor (WebAuthn): the device makes sure who it is, every time. `holder` is the half log-in or the
// session that a challenge was given to; it is answered by that one, once.

const lifetime = 5 * 60 * 1000;
export const mostPasskeys = 20;

export interface Passkey {
	id: string;
	name: string;
	createdAt: Date;
	lastUsedAt: Date | null;
}

export async function readPasskeys(sql: Sql, accountId: string): Promise<Passkey[]> {
	return await sql<Passkey[]>`
		select id, name, created_at, last_used_at from staff_passkeys
		where account_id = ${accountId} order by created_at, id`;
}

/** What the browser is asked for at a log-in. @param origin the portal's own, `https://…` */
export async function askForPasskey(
	sql: Sql,
	{ holder, accountId, origin }: { holder: string; accountId: string; origin: string },
	now: Date
) {
	const allowCredentials = await credentialsOf(sql, accountId);
	if (allowCredentials.length === 0) return undefined;
	const options = await generateAuthenticationOptions({
		rpID: new URL(origin).hostname,
		userVerification: 'required',
		timeout: lifetime,
		allowCredentials
	});
	await keepChallenge(sql, holder, 'logIn', options.challenge, now);
	return options;
}

/** Whether the answer was made now by a passkey of this account. */
export async function takePasskey(
	sql: Sql,
	{ holder, accountId, origin }: { holder: string; accountId: string; origin: string },
	answer: string,
	now: Date
): Promise<boolean> {
	const expectedChallenge = await takeChallenge(sql, holder, 'logIn', now);
	const response = parsed<AuthenticationResponseJSON>(answer);
	if (!expectedChallenge || !response) return false;
	const [passkey] = await sql`
		select id, public_key, counter, transports from staff_passkeys
		where id = ${response.id} and account_id = ${accountId}`;
	if (!passkey) return false;
	const { id, publicKey, counter, transports } = passkey;
	const verified = await orRefused(
		verifyAuthenticationResponse({
			response,
			expectedChallenge,
			expectedOrigin: origin,
			expectedRPID: new URL(origin).hostname,
			requireUserVerification: true,
			credential: { id, publicKey: new Uint8Array(publicKey), counter, transports }
		})
	);
	if (!verified?.verified) return false;
	const { newCounter } = verified.authenticationInfo;
	await sql`update staff_passkeys set counter = ${newCounter}, last_used_at = ${now} where id = ${id}`;
	return true;
}

/** What the browser is asked for to make a new one. */
export async function offerPasskey(
	sql: Sql,
	{
		holder,
		account,
		origin,
		landlord
	}: {
		holder: string;
		account: { id: string; email: string; name: string };
		origin: string;
		landlord: string;
	},
	now: Date
) {
	const options = await generateRegistrationOptions({
		rpName: landlord,
		rpID: new URL(origin).hostname,
		userName: account.email,
		userDisplayName: account.name,
		userID: new Uint8Array(Buffer.from(account.id)),
		attestationType: 'none',
		timeout: lifetime,
		excludeCredentials: await credentialsOf(sql, account.id),
		authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' }
	});
	await keepChallenge(sql, holder, 'add', options.challenge, now);
	return options;
}

/** Keeps the passkey that the browser has made; false where the answer is none, or that passkey is known already. */
export async function addPasskey(
	sql: Sql,
	{ holder, accountId, origin, name }: { holder: string; accountId: string; origin: string; name: string },
	answer: string,
	now: Date
): Promise<boolean> {
	const expectedChallenge = await takeChallenge(sql, holder, 'add', now);
	const response = parsed<RegistrationResponseJSON>(answer);
	if (!expectedChallenge || !response) return false;
	const made = await orRefused(
		verifyRegistrationResponse({
			response,
			expectedChallenge,
			expectedOrigin: origin,
			expectedRPID: new URL(origin).hostname,
			requireUserVerification: true
		})
	);
	if (!made?.verified) return false;
	const { id, publicKey, counter, transports = [] } = made.registrationInfo.credential;
	const added = await sql`
		insert into staff_passkeys (id, account_id, public_key, counter, transports, name, created_at)
		select ${id}, ${accountId}, ${Buffer.from(publicKey)}, ${counter}, ${transports}, ${name}, ${now}
		where (select count(*) from staff_passkeys where account_id = ${accountId}) < ${mostPasskeys}
		on conflict (id) do nothing returning id`;
	return added.length === 1;
}

export async function renamePasskey(sql: Sql, accountId: string, id: string, name: string): Promise<void> {
	await sql`update staff_passkeys set name = ${name} where id = ${id} and account_id = ${accountId}`;
}

async function credentialsOf(sql: Sql, accountId: string) {
	const rows = await sql<{ id: string; transports: string[] }[]>`
		select id, transports from staff_passkeys where account_id = ${accountId} order by created_at`;
	return [...rows];
}

async function keepChallenge(
	sql: Sql,
	holder: string,
	purpose: 'logIn' | 'add',
	challenge: string,
	now: Date
) {
	const expiresAt = new Date(now.getTime() + lifetime);
	await sql`
		insert into passkey_challenges (holder, purpose, challenge, expires_at)
		values (${holder}, ${purpose}, ${challenge}, ${expiresAt})
		on conflict (holder, purpose) do update set challenge = excluded.challenge, expires_at = excluded.expires_at`;
}

async function takeChallenge(
	sql: Sql,
	holder: string,
	purpose: 'logIn' | 'add',
	now: Date
): Promise<string | undefined> {
	const [taken] = await sql`
		delete from passkey_challenges where holder = ${holder} and purpose = ${purpose} returning challenge, expires_at`;
	return taken && taken.expiresAt > now ? taken.challenge : undefined;
}

function parsed<T extends { id: string }>(answer: string): T | undefined {
	// No browser writes it, and no database holds it.
	if (answer.includes('\\u0000')) return undefined;
	try {
		const value: unknown = JSON.parse(answer);
		const isAnswer =
			typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
		return isAnswer ? (value as T) : undefined;
	} catch (error) {
		// Made by hand, and not by a browser.
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
}

/** The library throws at an answer that is not what was asked for: another origin, challenge or key. */
async function orRefused<T>(verification: Promise<T>): Promise<T | undefined> {
	return verification.catch((error: unknown) => {
		if (error instanceof Error) return undefined;
		throw error;
	});
}
