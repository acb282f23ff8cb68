import * as openid from 'openid-client';
import type { Locale } from '$lib/domain/fields';
import type { AttemptSecrets } from './attempts';
import type { Broker } from './brokers';
import type { IdentificationKeys } from './keys';

// What is said to a broker and what is believed of its answer, by the OpenID Connect profile of the Finnish Trust Network
// (Traficom recommendation 213/2023 S). The only file that imports openid-client.

/**
 * Why there is no identity. `cancelled`: the person did not want to. `unreachable`: the broker is away, slow or can't at
 * the moment. `refused`: it said no to us. `notBelieved`: its answer is not what we asked for.
 */
export type BrokerFailure = 'cancelled' | 'unreachable' | 'refused' | 'notBelieved';

/** `reason` is a code for the log, without anything of the person. */
export class BrokerFault extends Error {
	readonly failure: BrokerFailure;
	readonly reason: string;

	constructor(failure: BrokerFailure, reason: string, cause?: unknown) {
		super(`${failure}: ${reason}`, { cause });
		this.failure = failure;
		this.reason = reason;
	}
}

export interface Party {
	broker: Broker;
	keys: IdentificationKeys;
	/** Where the bank sends people back to; exactly what the broker has registered. */
	redirectUri: string;
}

/** Where to send the browser. @throws BrokerFault */
export async function authorizationUrl(
	{ broker, keys, redirectUri }: Party,
	{ state, nonce, pkceVerifier }: AttemptSecrets,
	locale: Locale
): Promise<URL> {
	return asFault(async () => {
		const client = await clientFor(broker, keys);
		const url = await openid.buildAuthorizationUrlWithJAR(
			client,
			{
				redirect_uri: redirectUri,
				scope: 'openid',
				response_type: 'code',
				acr_values: broker.acr[0]!,
				state,
				nonce,
				ui_locales: locale,
				...(takesPkce(client) && {
					code_challenge: await openid.calculatePKCECodeChallenge(pkceVerifier),
					code_challenge_method: 'S256'
				})
			},
			{ key: keys.signing.key, kid: keys.signing.kid },
			{
				[openid.modifyAssertion]: (_header, claims) =>
					void (claims.exp = Number(claims.iat) + requestLifetime)
			}
		);
		// In the request object already, where some brokers look; OpenID Connect asks for them outside as well.
		url.searchParams.set('scope', 'openid');
		url.searchParams.set('response_type', 'code');
		return url;
	});
}

/** The claims of the ID token that the answer's code is exchanged for. @throws BrokerFault */
export async function claimsFrom(
	{ broker, keys, redirectUri }: Party,
	{ state, nonce, pkceVerifier }: AttemptSecrets,
	answer: URLSearchParams,
	now: Date
): Promise<Record<string, unknown>> {
	const claims = await asFault(async () => {
		const client = await clientFor(broker, keys);
		const tokens = await openid.authorizationCodeGrant(client, new URL(`${redirectUri}?${answer}`), {
			expectedState: state,
			expectedNonce: nonce,
			idTokenExpected: true,
			...(takesPkce(client) && { pkceCodeVerifier: pkceVerifier })
		});
		// A token that came in clear has been read by every proxy on its way.
		if (tokens.id_token?.split('.').length !== 5) throw new BrokerFault('notBelieved', 'not encrypted');
		return tokens.claims()!;
	});
	if (!broker.acr.includes(String(claims.acr))) throw new BrokerFault('notBelieved', 'acr');
	if (!isRecent(claims.auth_time, broker.maxAge, now)) throw new BrokerFault('notBelieved', 'auth_time');
	return claims;
}

const requestLifetime = 10 * 60;
const clockTolerance = 60;
const metadataLifetime = 60 * 60 * 1000;

function isRecent(authTime: unknown, maxAge: number, now: Date): boolean {
	if (typeof authTime !== 'number') return false;
	const age = now.getTime() / 1000 - authTime;
	return age >= -clockTolerance && age <= maxAge + clockTolerance;
}

const takesPkce = (client: openid.Configuration) => client.serverMetadata().supportsPKCE();

/**
 * A client for one step. It has the broker's addresses from an earlier one, but not its keys: those are fetched anew each
 * time, so that a key that was changed a second ago is known, and one that was withdrawn is not.
 */
async function clientFor(broker: Broker, keys: IdentificationKeys): Promise<openid.Configuration> {
	const metadata = {
		client_id: broker.clientId,
		token_endpoint_auth_method: 'private_key_jwt',
		id_token_signed_response_alg: 'RS256',
		[openid.clockTolerance]: clockTolerance
	};
	const server = await serverMetadata(broker);
	const authentication = openid.PrivateKeyJwt(
		{ key: keys.signing.key, kid: keys.signing.kid },
		{ [openid.modifyAssertion]: (_header, claims) => void (claims.aud = server.token_endpoint ?? claims.aud) }
	);
	const client = new openid.Configuration(server, broker.clientId, metadata, authentication);
	client.timeout = broker.timeout / 1000;
	if (broker.isDemo) openid.allowInsecureRequests(client);
	openid.enableDecryptingResponses(
		client,
		['A128CBC-HS256', 'A256GCM', 'A128GCM'],
		...keys.decrypting.map(({ key, kid }) => ({ key, kid, alg: 'RSA-OAEP' }))
	);
	// The signature inside the encryption counts, whatever the line says.
	openid.enableNonRepudiationChecks(client);
	return client;
}

const known = new Map<string, { server: openid.ServerMetadata; until: number }>();

async function serverMetadata({ issuer, clientId, timeout, isDemo }: Broker): Promise<openid.ServerMetadata> {
	const found = known.get(issuer.href);
	if (found && found.until > Date.now()) return found.server;
	const discovered = await openid.discovery(issuer, clientId, undefined, undefined, {
		timeout: timeout / 1000,
		execute: isDemo ? [openid.allowInsecureRequests] : []
	});
	const server = discovered.serverMetadata();
	known.set(issuer.href, { server, until: Date.now() + metadataLifetime });
	return server;
}

async function asFault<T>(step: () => Promise<T>): Promise<T> {
	try {
		return await step();
	} catch (error) {
		throw faultFrom(error);
	}
}

/** Whatever else is thrown is a mistake of ours. */
function faultFrom(error: unknown): unknown {
	if (error instanceof BrokerFault) return error;
	if (error instanceof openid.AuthorizationResponseError)
		return new BrokerFault(ofAnswer(error.error), error.error);
	if (error instanceof openid.ResponseBodyError) return new BrokerFault('refused', error.error, error);
	if (error instanceof openid.ClientError) {
		const code = error.code ?? 'unknown';
		return new BrokerFault(unreachableCodes.has(code) ? 'unreachable' : 'notBelieved', code, error);
	}
	// What fetch throws where nobody answers.
	if (error instanceof TypeError && error.message === 'fetch failed')
		return new BrokerFault('unreachable', 'fetch failed', error);
	return error;
}

const unreachableCodes = new Set([
	'OAUTH_TIMEOUT',
	'OAUTH_ABORT',
	'OAUTH_RESPONSE_IS_NOT_CONFORM',
	'OAUTH_RESPONSE_IS_NOT_JSON'
]);

function ofAnswer(code: string): BrokerFailure {
	if (code === 'access_denied') return 'cancelled';
	return ['temporarily_unavailable', 'server_error'].includes(code) ? 'unreachable' : 'refused';
}
