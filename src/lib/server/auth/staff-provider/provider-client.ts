import * as openid from 'openid-client';
import { isOwnMachine, type StaffProvider } from './settings';

// What is said to the landlord's provider, and what is believed of its answers.

export interface Claims {
	sub: string;
	[claim: string]: unknown;
}

export interface Tokens {
	refreshToken: string | undefined;
	accessToken: string;
}

export interface ProviderSecrets {
	state: string;
	nonce: string;
	codeVerifier: string;
}

/** It said no: not this person, not these tokens, not this client. Anything else that goes wrong passes. */
export class ProviderRefusal extends Error {}

const patienceSeconds = 5;
const known = new Map<string, Promise<openid.Configuration>>();

export function newSecrets(): ProviderSecrets {
	return {
		state: openid.randomState(),
		nonce: openid.randomNonce(),
		codeVerifier: openid.randomPKCECodeVerifier()
	};
}

export async function providerUrl(
	provider: StaffProvider,
	redirectUri: string,
	{ state, nonce, codeVerifier }: ProviderSecrets
): Promise<URL> {
	return openid.buildAuthorizationUrl(await clientFor(provider), {
		redirect_uri: redirectUri,
		scope: provider.scope,
		response_type: 'code',
		state,
		nonce,
		code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
		code_challenge_method: 'S256'
	});
}

/** @param answer the address that the browser came back to; @throws ProviderRefusal */
export async function claimsOfAnswer(
	provider: StaffProvider,
	answer: URL,
	{ state, nonce, codeVerifier }: ProviderSecrets
): Promise<{ claims: Claims; tokens: Tokens }> {
	return orRefusal(async () => {
		const client = await clientFor(provider);
		const granted = await openid.authorizationCodeGrant(client, answer, {
			expectedState: state,
			expectedNonce: nonce,
			pkceCodeVerifier: codeVerifier,
			idTokenExpected: true
		});
		const claims = granted.claims()!;
		const tokens = { accessToken: granted.access_token, refreshToken: granted.refresh_token };
		return { claims: { ...claims, ...(await userInfo(client, tokens.accessToken, claims.sub)) }, tokens };
	});
}

/** What the provider says of somebody now, a while after the log-in. @throws ProviderRefusal */
export async function claimsNow(
	provider: StaffProvider,
	sub: string,
	{ accessToken, refreshToken }: Tokens
): Promise<{ claims: Claims; tokens: Tokens }> {
	return orRefusal(async () => {
		const client = await clientFor(provider);
		if (!refreshToken)
			return {
				claims: { ...(await userInfo(client, accessToken, sub)), sub },
				tokens: { accessToken, refreshToken }
			};
		const granted = await openid.refreshTokenGrant(client, refreshToken);
		const said = granted.claims();
		if (said && said.sub !== sub) throw new ProviderRefusal('another person');
		const tokens = {
			accessToken: granted.access_token,
			refreshToken: granted.refresh_token ?? refreshToken
		};
		return { claims: { ...said, ...(await userInfo(client, tokens.accessToken, sub)), sub }, tokens };
	});
}

async function userInfo(client: openid.Configuration, accessToken: string, sub: string) {
	return client.serverMetadata().userinfo_endpoint ? openid.fetchUserInfo(client, accessToken, sub) : {};
}

/** A provider that was away when it was asked first is asked again. */
async function clientFor(provider: StaffProvider): Promise<openid.Configuration> {
	const { issuer, clientId, clientSecret } = provider;
	const key = `${issuer.href} ${clientId}`;
	const found = known.get(key);
	if (found) return found;
	const discovered = openid.discovery(issuer, clientId, clientSecret, undefined, {
		timeout: patienceSeconds,
		...(isOwnMachine(issuer) && { execute: [openid.allowInsecureRequests] })
	});
	known.set(key, discovered);
	discovered.catch(() => known.delete(key));
	return discovered;
}

async function orRefusal<T>(ask: () => Promise<T>): Promise<T> {
	try {
		return await ask();
	} catch (error) {
		if (isRefusal(error)) throw new ProviderRefusal('refused', { cause: error });
		throw error;
	}
}

function isRefusal(error: unknown): boolean {
	if (
		error instanceof openid.AuthorizationResponseError ||
		error instanceof openid.WWWAuthenticateChallengeError
	)
		return true;
	return error instanceof openid.ResponseBodyError && error.status < 500 && error.status !== 429;
}
