import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Provider, type JWK, type KoaContextWithOIDC } from 'oidc-provider';
import type { BankCustomer } from './customers';
import { locales } from '$lib/domain/fields';
import { localeOf, overPage, pageHeaders } from './html';
import { memoryAdapter } from './memory-adapter';

export interface BankSettings {
	issuer: URL;
	/** The portal's public keys. */
	clientKeys: { keys: JsonWebKey[] };
	redirectUri: string;
	customers: BankCustomer[];
}

export const bankClientId = 'kellari';
const sessionCookie = 'demo-bank-session';
export const levels = ['http://ftn.ficora.fi/2017/loa2', 'http://ftn.ficora.fi/2017/loatest2'];

/** As the brokers of the Finnish Trust Network: nothing but signed requests, private_key_jwt and encrypted ID tokens. */
export function bankProvider({ issuer, clientKeys, redirectUri, customers }: BankSettings): Provider {
	const portalOrigin = new URL(redirectUri).origin;
	const provider = new Provider(issuer.origin, {
		adapter: memoryAdapter(),
		clients: [
			{
				client_id: bankClientId,
				redirect_uris: [redirectUri],
				response_types: ['code'],
				grant_types: ['authorization_code'],
				token_endpoint_auth_method: 'private_key_jwt',
				token_endpoint_auth_signing_alg: 'RS256',
				request_object_signing_alg: 'RS256',
				require_signed_request_object: true,
				id_token_signed_response_alg: 'RS256',
				id_token_encrypted_response_alg: 'RSA-OAEP',
				id_token_encrypted_response_enc: 'A128CBC-HS256',
				require_auth_time: true,
				jwks: clientKeys as { keys: JWK[] }
			}
		],
		// New ones at each start: whoever believes its tokens has to fetch them.
		jwks: { keys: [signingKey()] },
		cookies: {
			keys: [randomBytes(32).toString('base64url')],
			// Cookies know no ports: the portal beside it must not be sent what is the bank's.
			names: { session: sessionCookie, interaction: 'demo-bank', resume: 'demo-bank-resume' }
		},
		acrValues: levels,
		claims: {
			openid: [
				'sub',
				'urn:oid:1.2.246.21',
				'urn:oid:1.3.6.1.5.5.7.9.1',
				'urn:oid:2.5.4.4',
				'urn:oid:1.2.246.575.1.14'
			]
		},
		// Else only userinfo would have them.
		conformIdTokenClaims: false,
		features: {
			devInteractions: { enabled: false },
			encryption: { enabled: true },
			requestObjects: { enabled: true },
			userinfo: { enabled: false },
			rpInitiatedLogout: { enabled: false },
			dPoP: { enabled: false },
			pushedAuthorizationRequests: { enabled: false },
			resourceIndicators: { enabled: false }
		},
		enabledJWA: { requestObjectSigningAlgValues: ['RS256'], clientAuthSigningAlgValues: ['RS256'] },
		pkce: { required: () => true },
		clientBasedCORS: () => false,
		ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 300, Interaction: 1200, Session: 60, Grant: 300 },
		interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
		findAccount(_context, accountId) {
			const customer = customers.find(({ key }) => key === accountId);
			return customer && { accountId, claims: () => claimsOf(customer) };
		},
		loadExistingGrant: grantWhatIsAsked,
		renderError(context, { error }) {
			// `error` is a code of the protocol: what our own portal asked wrong, or a page that was left lying open.
			context.type = 'html';
			context.set(pageHeaders(portalOrigin));
			context.body = overPage(localeOf(context.acceptsLanguages(...locales)), portalOrigin, error);
		}
	});
	return provider;
}

function claimsOf({ key, hetu, bornOn, familyName, givenNames }: BankCustomer) {
	return {
		sub: key,
		...(hetu && { 'urn:oid:1.2.246.21': hetu }),
		'urn:oid:1.3.6.1.5.5.7.9.1': bornOn,
		'urn:oid:2.5.4.4': familyName,
		'urn:oid:1.2.246.575.1.14': givenNames
	};
}

/**
 * Every identification is of somebody new: no bank takes an earlier identification in this browser for a new one.
 */
export function forgetEarlierVisitor(request: IncomingMessage): void {
	if (!/^\/auth(\?|\/|$)/.test(request.url ?? '')) return;
	const kept = (request.headers.cookie ?? '').split(/;\s*/).filter((each) => !each.startsWith(sessionCookie));
	request.headers.cookie = kept.join('; ');
}

async function grantWhatIsAsked({ oidc }: KoaContextWithOIDC) {
	const { Grant } = oidc.provider;
	const grant = new Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId! });
	grant.addOIDCScope('openid');
	await grant.save();
	return grant;
}

function signingKey(): JWK {
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const kid = randomBytes(8).toString('hex');
	return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid } as JWK;
}
