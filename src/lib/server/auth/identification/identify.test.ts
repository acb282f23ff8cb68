import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newSealingKey, parseSealingKeys, sealingFrom } from '$lib/server/sealing';
import { createTestDatabase, type TestDatabase } from '../../../../../tests/support/database';
import { attemptLifetime, claimAttempt, hashOf, secretsOf } from './attempts';
import { brokersFrom, IdentificationRefused } from './brokers';
import {
	beginIdentification,
	beginningsPerAddress,
	completeIdentification,
	type Identifying
} from './identify';
import { newKeySet, readKeys } from './keys';
import { startTestBroker, type Faults, type TestBroker } from './test-broker';

const origin = 'https://portal.example.fi';
const folder = mkdtempSync(join(tmpdir(), 'kellari-keys-'));
const keyFile = join(folder, 'keys.json');
const sealing = sealingFrom(parseSealingKeys(newSealingKey('1')));
let database: TestDatabase;
let broker: TestBroker;
let identifying: Identifying;

beforeAll(async () => {
	database = await createTestDatabase();
	writeFileSync(keyFile, JSON.stringify(await newKeySet('test')));
	const keys = await readKeys(keyFile);
	broker = await startTestBroker(keys.publicSet);
	const environment = {
		IDENTIFICATION_BROKERS: 'demo',
		IDENTIFICATION_DEMO_ISSUER: broker.issuer,
		IDENTIFICATION_DEMO_CLIENT_ID: 'kellari',
		IDENTIFICATION_DEMO_TIMEOUT: '2'
	};
	const settings = { brokers: brokersFrom(environment), keys, origin, allowArtificial: true };
	identifying = { sql: database.db.sql, sealing, settings };
});
afterAll(async () => {
	await broker?.close();
	await database.drop();
	rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
	broker.faults = {};
	await database.db.sql`delete from login_failures`;
});

async function begin(at = new Date(), locale: 'fi' | 'sv' | 'en' = 'fi') {
	const begun = await beginIdentification(
		identifying,
		{ broker: 'demo', purpose: 'register', nextPath: '', clientAddress: '192.0.2.1', locale },
		at
	);
	if (!begun || !('url' in begun)) throw new Error(JSON.stringify(begun));
	return begun;
}

const complete = (token: string | undefined, answer: URLSearchParams, at = new Date()) =>
	completeIdentification(identifying, { token, broker: 'demo', answer }, at);

async function identifyWith(faults: Faults = {}, settings = identifying.settings) {
	const { token, url } = await begin();
	broker.faults = faults;
	const answer = await broker.visit(url);
	return completeIdentification({ ...identifying, settings }, { token, broker: 'demo', answer }, new Date());
}

test('A1 whoever the bank has identified is known by name and code', async () => {
	expect(await identifyWith()).toMatchObject({
		identification: {
			purpose: 'register',
			personId: null,
			identity: {
				hetu: '010594Y9032',
				bornOn: '1994-05-01',
				familyName: 'Virtanen',
				givenNames: 'Aino Maria'
			}
		}
	});
});

test('A1 the request is the Finnish Trust Network’s: signed, short-lived, for its level, in the page’s language', async () => {
	const { url } = await begin(new Date(), 'sv');
	await broker.visit(url);
	const { request, outer } = broker.seen;
	expect(request).toMatchObject({
		iss: 'kellari',
		client_id: 'kellari',
		aud: broker.issuer,
		response_type: 'code',
		scope: 'openid',
		redirect_uri: `${origin}/identification/callback/demo`,
		acr_values: 'http://ftn.ficora.fi/2017/loa2',
		ui_locales: 'sv',
		code_challenge_method: 'S256'
	});
	expect(request!.exp! - request!.iat!).toBe(600);
	expect(request!.state).not.toBe(request!.nonce);
	// Nothing that ties the browser to the person stands outside of what is signed.
	expect([...outer!.keys()].sort()).toEqual(['client_id', 'request', 'response_type', 'scope']);
});

test('A1 the portal shows the broker who it is by a signature for its token endpoint, each time another', async () => {
	await identifyWith();
	const first = broker.seen.assertion!;
	expect(first).toMatchObject({ iss: 'kellari', sub: 'kellari', aud: `${broker.issuer}/token` });
	expect(first.exp! - first.iat!).toBeLessThanOrEqual(120);
	await identifyWith();
	expect(broker.seen.assertion!.jti).not.toBe(first.jti);
});

const seconds = (ago: number) => Math.floor(Date.now() / 1000) - ago;
const unbelievable: [string, Faults][] = [
	['identified on a lower level', { claims: { acr: 'http://ftn.ficora.fi/2017/loa1' } }],
	['identified on the test level', { claims: { acr: 'http://ftn.ficora.fi/2017/loatest2' } }],
	['says no level', { without: ['acr'] }],
	['identified an hour ago', { claims: { auth_time: seconds(3600) } }],
	['identifies in an hour', { claims: { auth_time: seconds(-3600) } }],
	['does not say when', { without: ['auth_time'] }],
	['has another nonce', { claims: { nonce: 'another' } }],
	['has no nonce', { without: ['nonce'] }],
	['is of another issuer', { claims: { iss: 'https://bank.example' } }],
	['is for another client', { claims: { aud: 'another' } }],
	['has expired', { claims: { iat: seconds(3600), exp: seconds(1800) } }],
	['is signed by another key of the same name', { foreignSignature: true }],
	['is not signed', { unsigned: true }],
	['is not encrypted', { unencrypted: true }],
	['is encrypted to somebody else', { encryptedToOther: true }]
];
test.each(unbelievable)('A1 an answer that %s is not believed', async (_what, faults) => {
	const kept = () => database.db.sql`select from identifications`;
	const before = (await kept()).length;
	expect(await identifyWith(faults)).toMatchObject({ failed: 'notBelieved' });
	expect(await kept()).toHaveLength(before);
});

const noIdentity: [string, Faults, string][] = [
	['has no code', { without: ['urn:oid:1.2.246.21'] }, 'noCode'],
	['has a test bank’s invention', { claims: { 'urn:oid:1.2.246.21': '280453-111A' } }, 'invalidCode'],
	['has a code whose sign is none', { claims: { 'urn:oid:1.2.246.21': '010100A001N' } }, 'invalidCode'],
	['has a code that is a number', { claims: { 'urn:oid:1.2.246.21': 10594 } }, 'noCode'],
	[
		'has another birthday than the code',
		{ claims: { 'urn:oid:1.3.6.1.5.5.7.9.1': '1994-01-05' } },
		'invalidCode'
	]
];
test.each(noIdentity)('A1 somebody who %s is told so', async (_who, faults, failed) => {
	expect(await identifyWith(faults)).toMatchObject({ failed, purpose: 'register' });
});

test('A1 an artificial code lets nobody in where real people live', async () => {
	const settings = { ...identifying.settings, allowArtificial: false };
	expect(await identifyWith({}, settings)).toMatchObject({ failed: 'invalidCode' });
});

test('A1 a broker may name its claims otherwise', async () => {
	const environment = {
		IDENTIFICATION_BROKERS: 'demo',
		IDENTIFICATION_DEMO_ISSUER: broker.issuer,
		IDENTIFICATION_DEMO_CLIENT_ID: 'kellari',
		IDENTIFICATION_DEMO_ACR: 'substantial high',
		IDENTIFICATION_DEMO_CLAIM_HETU: 'ftn_hetu',
		IDENTIFICATION_DEMO_CLAIM_FAMILY_NAME: 'family_name'
	};
	const settings = { ...identifying.settings, brokers: brokersFrom(environment) };
	const claims = {
		ftn_hetu: '020594x902n',
		family_name: 'Korhonen',
		acr: 'high',
		'urn:oid:1.3.6.1.5.5.7.9.1': ''
	};
	expect(await identifyWith({ claims }, settings)).toMatchObject({
		identification: { identity: { hetu: '020594X902N', familyName: 'Korhonen', givenNames: 'Aino Maria' } }
	});
});

test('A1 a broker that has changed its keys a moment ago is believed', async () => {
	expect(await identifyWith()).toHaveProperty('identification');
	await broker.rotateKeys();
	expect(await identifyWith()).toHaveProperty('identification');
});

test.each([
	['access_denied', 'cancelled'],
	['temporarily_unavailable', 'unreachable'],
	['invalid_request_object', 'refused']
])('A1 the bank’s “%s” means %s', async (error, failed) => {
	expect(await identifyWith({ error })).toMatchObject({ failed, reason: error, purpose: 'register' });
});

test.each([
	['does not answer', { hangs: true }],
	['has fallen over', { status: 502 }],
	['shows a page about maintenance', { html: true }]
] as [string, Faults][])('A1 a broker that %s is said to be away', async (_how, faults) => {
	expect(await identifyWith(faults)).toMatchObject({ failed: 'unreachable', purpose: 'register' });
});

test('A1 a broker that is not there is said to be away before anybody is sent to it', async () => {
	const environment = {
		IDENTIFICATION_BROKERS: 'demo',
		IDENTIFICATION_DEMO_ISSUER: 'http://127.0.0.1:9',
		IDENTIFICATION_DEMO_CLIENT_ID: 'kellari'
	};
	const settings = { ...identifying.settings, brokers: brokersFrom(environment) };
	const attempt = { broker: 'demo', purpose: 'register', nextPath: '' } as const;
	const begun = await beginIdentification(
		{ ...identifying, settings },
		{ ...attempt, clientAddress: '192.0.2.1', locale: 'fi' },
		new Date()
	);
	expect(begun).toMatchObject({ failed: 'unreachable' });
});

test('A1 an answer counts once', async () => {
	const { token, url } = await begin();
	const answer = await broker.visit(url);
	expect(await complete(token, answer)).toHaveProperty('identification');
	expect(await complete(token, answer)).toMatchObject({ failed: 'over', reason: 'used or expired' });
});

test('A1 an answer that comes twice at once counts once', async () => {
	const { token, url } = await begin();
	const answer = await broker.visit(url);
	const before = broker.seen.tokenRequests;
	const both = await Promise.all([complete(token, answer), complete(token, answer)]);
	expect(both.filter((each) => each && 'identification' in each)).toHaveLength(1);
	expect(broker.seen.tokenRequests - before).toBe(1);
});

test('A1 an answer in a browser that has not asked counts for nothing, and costs its owner nothing', async () => {
	const [attacker, victim] = [await begin(), await begin()];
	const planted = await broker.visit(attacker.url);
	expect(await complete(victim.token, planted)).toMatchObject({ failed: 'over', reason: 'state' });
	expect(await complete(undefined, planted)).toMatchObject({ failed: 'over', reason: 'no cookie' });
	expect(await complete(victim.token, await broker.visit(victim.url))).toHaveProperty('identification');
});

test('A1 somebody else’s code under one’s own state is refused by the broker', async () => {
	const [attacker, victim] = [await begin(), await begin()];
	const stolen = (await broker.visit(victim.url)).get('code')!;
	const { state } = secretsOf(attacker.token);
	expect(await complete(attacker.token, new URLSearchParams({ code: stolen, state }))).toMatchObject({
		failed: 'refused'
	});
});

test('A1 an answer that comes too late is over', async () => {
	const { token, url } = await begin();
	const late = new Date(Date.now() + attemptLifetime);
	expect(await complete(token, await broker.visit(url), late)).toMatchObject({ failed: 'over' });
});

test('A1 an answer of one broker is none of another’s', async () => {
	const { token } = await begin();
	expect(await claimAttempt(database.db.sql, token, 'other', new Date())).toBeNull();
	expect(await claimAttempt(database.db.sql, token, 'demo', new Date())).toMatchObject({ broker: 'demo' });
	const unknown = { token, broker: 'other', answer: new URLSearchParams() };
	expect(await completeIdentification(identifying, unknown, new Date())).toBeNull();
});

test('A1 who reads the table can neither finish nor fake what is under way', async () => {
	const { token } = await begin();
	const { state, nonce, pkceVerifier } = secretsOf(token);
	const [rows] = await database.db.sql`
		select string_agg(to_jsonb(attempt)::text, '') as text from identification_attempts attempt`;
	expect(rows!.text).toContain(hashOf(token));
	for (const secret of [token, state, nonce, pkceVerifier]) expect(rows!.text).not.toContain(secret);
	const stolen = { token: hashOf(token), broker: 'demo', answer: new URLSearchParams({ state, code: 'x' }) };
	expect(await completeIdentification(identifying, stolen, new Date())).toMatchObject({ failed: 'over' });
});

test('A15 one address does not begin without end', async () => {
	for (let i = 0; i < beginningsPerAddress; i++) await begin();
	const attempt = { broker: 'demo', purpose: 'register', nextPath: '' } as const;
	expect(
		await beginIdentification(
			identifying,
			{ ...attempt, clientAddress: '192.0.2.1', locale: 'fi' },
			new Date()
		)
	).toMatchObject({ failed: 'tooMany' });
});

const complete7 = {
	IDENTIFICATION_TELE_ISSUER: 'https://broker.example',
	IDENTIFICATION_TELE_CLIENT_ID: 'k'
};
test.each([
	['no issuer', { ...complete7, IDENTIFICATION_TELE_ISSUER: '' }],
	['an issuer without TLS', { ...complete7, IDENTIFICATION_TELE_ISSUER: 'http://broker.example' }],
	['no client', { ...complete7, IDENTIFICATION_TELE_CLIENT_ID: undefined }],
	['a timeout that is no number', { ...complete7, IDENTIFICATION_TELE_TIMEOUT: 'soon' }]
])('A1 settings with %s are refused', (_what, environment) => {
	expect(() => brokersFrom({ IDENTIFICATION_BROKERS: 'tele', ...environment })).toThrow(
		IdentificationRefused
	);
});

test('A1 without brokers nobody can identify, and with several each has its own way back', () => {
	expect(brokersFrom({})).toEqual([]);
	const environment = {
		...complete7,
		IDENTIFICATION_BROKERS: 'tele, other',
		IDENTIFICATION_OTHER_ISSUER: 'https://other.example',
		IDENTIFICATION_OTHER_CLIENT_ID: 'k2',
		IDENTIFICATION_OTHER_NAME: 'Other'
	};
	expect(brokersFrom(environment).map(({ id, name }) => [id, name])).toEqual([
		['tele', 'tele'],
		['other', 'Other']
	]);
});

test.each([
	['that is not there', '/nowhere/keys.json', undefined],
	['that is no JSON', 'no.json', '{"keys": ['],
	['without keys', 'none.json', '{"keys": []}']
])('A1 a key file %s is refused, with what to do', async (_what, name, text) => {
	const file = join(folder, name);
	if (text !== undefined) writeFileSync(file, text);
	await expect(readKeys(file)).rejects.toThrow(/npm run make-keys/);
});

test('A1 what the brokers are given has nothing of the private keys', async () => {
	const { publicSet } = await readKeys(keyFile);
	expect(publicSet.keys.map(({ use }) => use).sort()).toEqual(['enc', 'sig']);
	for (const key of publicSet.keys)
		expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
});
