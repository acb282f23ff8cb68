import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
	CompactEncrypt,
	type CryptoKey,
	decodeProtectedHeader,
	exportJWK,
	generateKeyPair,
	importJWK,
	type JWTPayload,
	jwtVerify,
	SignJWT
} from 'jose';

/** A broker for the tests that can do what a real one never should. Its protocol is the real one's. */
export interface TestBroker {
	issuer: string;
	/** What it saw of the requests to it. */
	seen: {
		request?: JWTPayload;
		outer?: URLSearchParams;
		assertion?: JWTPayload;
		verifier?: string;
		tokenRequests: number;
	};
	/** What it does wrong; nothing unless set. */
	faults: Faults;
	/** Throws the signing key away and takes another. */
	rotateKeys(): Promise<void>;
	/** As the person's browser: takes the portal's request to the broker, and answers what it is sent back with. */
	visit(url: URL): Promise<URLSearchParams>;
	close(): Promise<void>;
}

export interface Faults {
	/** Instead of the ID token's own. */
	claims?: JWTPayload;
	without?: string[];
	/** The answer's parameters instead of a code. */
	error?: string;
	unencrypted?: boolean;
	/** Signed by a key that its key set does not have. */
	foreignSignature?: boolean;
	encryptedToOther?: boolean;
	unsigned?: boolean;
	/** Never answers at the token endpoint. */
	hangs?: boolean;
	status?: number;
	html?: boolean;
}

const levelTwo = 'http://ftn.ficora.fi/2017/loa2';

export async function startTestBroker(clientKeys: { keys: JsonWebKey[] }): Promise<TestBroker> {
	let signing = await newSigningKey();
	const codes = new Map<string, JWTPayload>();
	const hanging = new Set<ServerResponse>();
	const server = createServer((request, response) => void answer(request, response));
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const broker: TestBroker = {
		issuer,
		seen: { tokenRequests: 0 },
		faults: {},
		async rotateKeys() {
			signing = await newSigningKey();
		},
		visit,
		close: () => close(server, hanging)
	};
	return broker;

	async function visit(url: URL): Promise<URLSearchParams> {
		broker.seen.outer = url.searchParams;
		const request = await verified(url.searchParams.get('request') ?? '', issuer);
		broker.seen.request = request;
		const state = String(request.state);
		if (broker.faults.error) return new URLSearchParams({ error: broker.faults.error, state });
		const code = crypto.randomUUID();
		codes.set(code, request);
		return new URLSearchParams({ code, state });
	}

	async function answer(request: IncomingMessage, response: ServerResponse) {
		const path = request.url ?? '';
		if (path === '/.well-known/openid-configuration') return send(response, metadata());
		if (path === '/jwks') return send(response, { keys: [await publicKey(signing)] });
		if (path === '/token') return answerToken(request, response);
		response.writeHead(404).end();
	}

	async function answerToken(request: IncomingMessage, response: ServerResponse) {
		broker.seen.tokenRequests++;
		const { faults } = broker;
		if (faults.hangs) return void hanging.add(response);
		if (faults.html)
			return void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>maintenance</h1>');
		if (faults.status) return void response.writeHead(faults.status).end();
		const form = new URLSearchParams(await bodyOf(request));
		broker.seen.assertion = await verified(form.get('client_assertion') ?? '', `${issuer}/token`);
		broker.seen.verifier = form.get('code_verifier') ?? '';
		const asked = codes.get(form.get('code') ?? '');
		codes.delete(form.get('code') ?? '');
		if (!asked || !(await matches(broker.seen.verifier, String(asked.code_challenge))))
			return send(response, { error: 'invalid_grant' }, 400);
		send(response, { access_token: 'x', token_type: 'bearer', id_token: await idToken(asked) });
	}

	async function idToken(asked: JWTPayload): Promise<string> {
		const { faults } = broker;
		const now = Math.floor(Date.now() / 1000);
		const everything: JWTPayload = {
			iss: issuer,
			aud: 'kellari',
			sub: crypto.randomUUID(),
			iat: now,
			exp: now + 300,
			auth_time: now,
			acr: levelTwo,
			nonce: asked.nonce,
			'urn:oid:1.2.246.21': '010594Y9032',
			'urn:oid:1.3.6.1.5.5.7.9.1': '1994-05-01',
			'urn:oid:2.5.4.4': 'Virtanen',
			'urn:oid:1.2.246.575.1.14': 'Aino Maria',
			...faults.claims
		};
		const said = Object.entries(everything).filter(([name]) => !faults.without?.includes(name));
		const claims: JWTPayload = Object.fromEntries(said);
		const by = faults.foreignSignature ? await newSigningKey(signing.kid) : signing;
		let token = await new SignJWT(claims)
			.setProtectedHeader({ alg: 'RS256', kid: by.kid })
			.sign(by.privateKey);
		if (faults.unsigned) token = unsigned(claims);
		if (faults.unencrypted) return token;
		return new CompactEncrypt(new TextEncoder().encode(token))
			.setProtectedHeader({ alg: 'RSA-OAEP', enc: 'A128CBC-HS256', cty: 'JWT', kid: encryptionJwk().kid! })
			.encrypt(await encryptionKey());
	}

	async function encryptionKey(): Promise<CryptoKey> {
		if (broker.faults.encryptedToOther) return (await generateKeyPair('RSA-OAEP')).publicKey;
		return (await importJWK(encryptionJwk(), 'RSA-OAEP')) as CryptoKey;
	}

	function encryptionJwk() {
		return clientKeys.keys.find(({ use }) => use === 'enc') as JsonWebKey & { kid?: string; kty: string };
	}

	async function verified(token: string, audience: string): Promise<JWTPayload> {
		const { kid } = decodeProtectedHeader(token);
		const jwk = clientKeys.keys.find((key) => 'kid' in key && key.kid === kid) as JsonWebKey & {
			kty: string;
		};
		const key = await importJWK(jwk, 'RS256');
		const { payload } = await jwtVerify(token, key, { algorithms: ['RS256'], issuer: 'kellari', audience });
		return payload;
	}

	function metadata() {
		return {
			issuer,
			authorization_endpoint: `${issuer}/authorize`,
			token_endpoint: `${issuer}/token`,
			jwks_uri: `${issuer}/jwks`,
			id_token_signing_alg_values_supported: ['RS256'],
			code_challenge_methods_supported: ['S256']
		};
	}
}

interface SigningKey {
	kid: string;
	publicKey: CryptoKey;
	privateKey: CryptoKey;
}

async function newSigningKey(kid: string = crypto.randomUUID()): Promise<SigningKey> {
	return { kid, ...(await generateKeyPair('RS256')) };
}

async function publicKey({ kid, publicKey }: SigningKey) {
	return { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' };
}

async function matches(verifier: string, challenge: string): Promise<boolean> {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
	return Buffer.from(digest).toString('base64url') === challenge;
}

function unsigned(claims: JWTPayload): string {
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	return `${part({ alg: 'none' })}.${part(claims)}.`;
}

function send(response: ServerResponse, body: object, status = 200) {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	let body = '';
	for await (const piece of request) body += String(piece);
	return body;
}

async function close(server: Server, hanging: Set<ServerResponse>) {
	for (const response of hanging) response.destroy();
	server.closeAllConnections();
	await new Promise((closed) => server.close(closed));
}
