import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../../tests/support/database';
import { makeStaff } from '$lib/server/auth/test-people';
import { removePasskey, readFactors } from './factors';
import {
	addPasskey,
	askForPasskey,
	offerPasskey,
	readPasskeys,
	renamePasskey,
	takePasskey
} from './passkeys';

const now = new Date('2026-11-22T10:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const origin = 'https://portal.example.fi';
let database: TestDatabase;
let kalle: Awaited<ReturnType<typeof makeStaff>>;
let sari: Awaited<ReturnType<typeof makeStaff>>;

beforeAll(async () => {
	database = await createTestDatabase();
	kalle = await makeStaff(database.db.sql, ['maintenance']);
	sari = await makeStaff(database.db.sql, ['customerService']);
});
afterAll(() => database.drop());

interface Key {
	id: string;
	sign(challenge: string, said?: { from?: string; flags?: number; counter?: number; type?: string }): string;
}

/** A passkey as a device makes one, in an account's list. */
async function keyOf(accountId: string): Promise<Key> {
	const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
	// COSE: an elliptic key for ES256 on P-256, its x and y.
	const cose = Buffer.concat([
		Buffer.from('a5010203262001215820', 'hex'),
		Buffer.from(x, 'base64url'),
		Buffer.from('225820', 'hex'),
		Buffer.from(y, 'base64url')
	]);
	const id = randomBytes(16).toString('base64url');
	await database.db.sql`
		insert into staff_passkeys (id, account_id, public_key, name) values (${id}, ${accountId}, ${cose}, 'Puhelin')`;
	let used = 0;
	return {
		id,
		sign(challenge, { from = origin, flags = 0b101, counter = ++used, type = 'webauthn.get' } = {}) {
			const client = Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }));
			const count = Buffer.alloc(4);
			count.writeUInt32BE(counter);
			const rp = createHash('sha256').update('portal.example.fi').digest();
			const authenticatorData = Buffer.concat([rp, Buffer.from([flags]), count]);
			const signed = Buffer.concat([authenticatorData, createHash('sha256').update(client).digest()]);
			const signature = createSign('sha256').update(signed).sign(privateKey);
			return JSON.stringify({
				id,
				rawId: id,
				type: 'public-key',
				clientExtensionResults: {},
				response: {
					clientDataJSON: client.toString('base64url'),
					authenticatorData: authenticatorData.toString('base64url'),
					signature: signature.toString('base64url')
				}
			});
		}
	};
}

async function challengeFor(accountId: string, holder = 'a half log-in', at = now): Promise<string> {
	const asked = await askForPasskey(database.db.sql, { holder, accountId, origin }, at);
	return asked!.challenge;
}

const take = (
	accountId: string,
	answer: string,
	{ holder = 'a half log-in', at = now, from = origin } = {}
) => takePasskey(database.db.sql, { holder, accountId, origin: from }, answer, at);

test('T1 a passkey of the account is taken, and when it was used is known', async () => {
	const key = await keyOf(kalle.accountId);
	expect(await take(kalle.accountId, key.sign(await challengeFor(kalle.accountId)))).toBe(true);
	expect(
		(await readPasskeys(database.db.sql, kalle.accountId)).find(({ id }) => id === key.id)
	).toMatchObject({
		lastUsedAt: now
	});
});

test('T1 attack: an answer whose name no database holds is a wrong one', async () => {
	const key = await keyOf(kalle.accountId);
	const answer = JSON.parse(key.sign(await challengeFor(kalle.accountId))) as Record<string, unknown>;
	expect(await take(kalle.accountId, JSON.stringify({ ...answer, id: `${key.id}\u0000` }))).toBe(false);
});

test('T1 the device is told to make sure who it is', async () => {
	const asked = await askForPasskey(
		database.db.sql,
		{ holder: 'x', accountId: kalle.accountId, origin },
		now
	);
	expect(asked).toMatchObject({ userVerification: 'required', rpId: 'portal.example.fi' });
});

test('T1 attack: a passkey of another account opens nothing', async () => {
	const [own, others] = [await keyOf(kalle.accountId), await keyOf(sari.accountId)];
	const challenge = await challengeFor(kalle.accountId);
	expect(await take(kalle.accountId, others.sign(challenge))).toBe(false);
	const again = await challengeFor(kalle.accountId);
	const forged = JSON.parse(others.sign(again));
	expect(
		await take(kalle.accountId, JSON.stringify({ ...forged, id: own.id, rawId: own.id })),
		'under the other’s name'
	).toBe(false);
});

test('T1 attack: an answer works once, for whom it was asked, and for five minutes', async () => {
	const key = await keyOf(kalle.accountId);
	const answer = key.sign(await challengeFor(kalle.accountId));
	expect(await take(kalle.accountId, answer, { holder: 'another half log-in' })).toBe(false);
	expect(await take(kalle.accountId, answer)).toBe(true);
	expect(await take(kalle.accountId, answer)).toBe(false);
	const late = key.sign(await challengeFor(kalle.accountId));
	expect(await take(kalle.accountId, late, { at: later(301) })).toBe(false);
});

test.each([
	['of another site', { from: 'https://portal.example.fi.evil.example' }],
	['by a device that did not make sure who it is', { flags: 0b001 }],
	['by nobody’s touch', { flags: 0b100 }],
	['that was made for something else', { type: 'webauthn.create' }]
])('T1 attack: an answer %s is refused', async (_what, said) => {
	const key = await keyOf(kalle.accountId);
	expect(await take(kalle.accountId, key.sign(await challengeFor(kalle.accountId), said))).toBe(false);
});

test('T1 attack: a copy of a key, whose count goes back, is refused', async () => {
	const key = await keyOf(kalle.accountId);
	expect(await take(kalle.accountId, key.sign(await challengeFor(kalle.accountId), { counter: 9 }))).toBe(
		true
	);
	expect(await take(kalle.accountId, key.sign(await challengeFor(kalle.accountId), { counter: 9 }))).toBe(
		false
	);
	expect(await take(kalle.accountId, key.sign(await challengeFor(kalle.accountId), { counter: 10 }))).toBe(
		true
	);
});

test.each(['', 'null', '7', '{}', '{"id": 7}', '[]', '{"id":"x","response":null}', 'x'.repeat(10_000)])(
	'T1 what no browser sends is refused: %.20s',
	async (answer) => {
		await keyOf(kalle.accountId);
		await challengeFor(kalle.accountId);
		expect(await take(kalle.accountId, answer)).toBe(false);
		const name = { holder: 'a session', accountId: kalle.accountId, origin, name: 'Puhelin' };
		const account = { id: kalle.accountId, email: kalle.email, name: 'Kalle' };
		await offerPasskey(
			database.db.sql,
			{ holder: 'a session', account, origin, landlord: 'Testitalot' },
			now
		);
		expect(await addPasskey(database.db.sql, name, answer, now)).toBe(false);
	}
);

test('T1 passkeys have names and are taken away one by one, but not the last one', async () => {
	const { sql } = database.db;
	const olli = await makeStaff(sql, ['administrator']);
	const [first, second] = [await keyOf(olli.accountId), await keyOf(olli.accountId)];
	await renamePasskey(sql, olli.accountId, first.id, 'Työpuhelin');
	await renamePasskey(sql, sari.accountId, second.id, 'Varastettu');
	expect((await readPasskeys(sql, olli.accountId)).map(({ name }) => name).sort()).toEqual([
		'Puhelin',
		'Työpuhelin'
	]);
	const remove = (id: string) => removePasskey(database.db, { ...olli, id }, now);
	expect(await removePasskey(database.db, { ...sari, id: first.id }, now), 'another’s').toBe(false);
	expect(await remove(first.id)).toBe(true);
	expect(await remove(second.id)).toBe(false);
	expect(await readFactors(sql, olli.accountId)).toEqual({ totp: false, passkeys: 1 });
});
