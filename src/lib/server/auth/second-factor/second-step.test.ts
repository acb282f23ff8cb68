import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../../tests/support/database';
import { withOrigin } from '$lib/server/audit/origin';
import { deviceName } from '$lib/server/auth/device-name';
import { failuresPerPair } from '$lib/server/auth/log-in-limits';
import { logIn } from '$lib/server/auth/log-in';
import { findSession, tokenHash } from '$lib/server/auth/sessions';
import { giveTotp, makeHouse, makeStaff, password, testSealing } from '$lib/server/auth/test-people';
import { enrol } from './enrolment';
import { confirmTotp, offerTotp, readFactors, removeTotp, takeTotp } from './factors';
import { findHalfLogIn, type HalfLogIn } from './half-log-in';
import { countRecoveryCodes, renewRecoveryCodes } from './recovery-codes';
import { takeSecondStep, type SecondFactor } from './second-step';
import { totpCode, totpStep } from './totp';

const now = new Date('2026-11-22T10:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const office = '192.0.2.1';
let database: TestDatabase;

beforeAll(async () => {
	database = await createTestDatabase();
	await makeHouse(database.db.sql);
});
afterAll(() => database.drop());
beforeEach(async () => {
	await database.db.sql`delete from login_failures`;
});

async function halfway(email: string, at = now, from = office): Promise<HalfLogIn & { token: string }> {
	const outcome = await logIn(
		database.db,
		{ email, password, clientAddress: from, replaces: null, device: deviceName('Firefox/1 Linux') },
		at
	);
	if (!('secondFactor' in outcome)) throw new Error(`no second step: ${JSON.stringify(outcome)}`);
	const token = outcome.secondFactor.value;
	return { ...(await findHalfLogIn(database.db.sql, token, at))!, token };
}

const take = (half: HalfLogIn, given: SecondFactor, at = now, from = office) =>
	withOrigin({ address: () => from, device: 'Firefox · Linux' }, () =>
		takeSecondStep({ db: database.db, sealing: testSealing }, half, given, {
			clientAddress: from,
			now: at,
			pause: async () => undefined
		})
	);
const codeAt = (secret: string, at = now) => ({ totp: totpCode(secret, totpStep(at)) });
const wrongFor = (secret: string) => {
	const near = [-1, 0, 1, 2, 3, 4].map((by) => totpCode(secret, totpStep(now) + by));
	return {
		totp: ['000000', '111111', '222222', '333333', '444444', '555555', '666666'].find(
			(code) => !near.includes(code)
		)!
	};
};

async function caretaker() {
	const made = await makeStaff(database.db.sql, ['maintenance']);
	return { ...made, secret: await giveTotp(database.db.sql, made.accountId) };
}

test('T1 staff come in with the password and the code of their phone, under a new token', async () => {
	const { email, secret, staffId } = await caretaker();
	const half = await halfway(email);
	const outcome = await take(half, codeAt(secret));
	if (!('cookie' in outcome)) throw new Error('refused');
	expect(outcome.cookie.value).not.toBe(half.token);
	expect(await findSession(database.db.sql, tokenHash(outcome.cookie.value), now)).toMatchObject({
		active: { staff: { id: staffId } }
	});
	expect(await findHalfLogIn(database.db.sql, half.token, now)).toBeUndefined();
});

test('T1 between password and code there is no session, whatever is asked for by the token', async () => {
	const { email } = await caretaker();
	const half = await halfway(email);
	expect(await findSession(database.db.sql, tokenHash(half.token), now)).toBeNull();
});

test('T1 attack: a code that was seen over a shoulder works no second time', async () => {
	const { email, secret } = await caretaker();
	const [first, second] = [await halfway(email), await halfway(email)];
	expect(await take(first, codeAt(secret))).toHaveProperty('cookie');
	expect(await take(second, codeAt(secret))).toEqual({ refused: 'used' });
	const next = await halfway(email);
	expect(await take(next, codeAt(secret, later(30)), later(30))).toHaveProperty('cookie');
	const after = await halfway(email);
	expect(await take(after, codeAt(secret), later(31)), 'the one before, which still is near').toEqual({
		refused: 'used'
	});
});

test('T1 attack: of the same code sent ten times at once, one comes in', async () => {
	const { email, secret } = await caretaker();
	const halves = await Promise.all(Array.from({ length: 9 }, () => halfway(email)));
	const outcomes = await Promise.all(halves.map((half) => take(half, codeAt(secret))));
	expect(outcomes.filter((outcome) => 'cookie' in outcome)).toHaveLength(1);
});

test('T1 attack: one half log-in becomes one session', async () => {
	const { email, secret } = await caretaker();
	const half = await halfway(email);
	expect(await take(half, codeAt(secret))).toHaveProperty('cookie');
	expect(await take(half, codeAt(secret, later(30)), later(30))).toEqual({ refused: 'over' });
});

test('T1 attack: a password buys five guesses, then it is asked for again', async () => {
	const { email, secret } = await caretaker();
	const half = await halfway(email);
	for (let guess = 0; guess < 5; guess++)
		expect(await take(half, wrongFor(secret))).toEqual({ refused: 'wrong' });
	expect(await take(half, codeAt(secret))).toEqual({ refused: 'over' });
	expect(await findHalfLogIn(database.db.sql, half.token, now)).toBeUndefined();
});

test('T1 A15 attack: guesses from one address end, however often the password is given', async () => {
	const { email, secret } = await caretaker();
	const outcomes = [];
	for (let i = 0; i < failuresPerPair + 3; i++)
		outcomes.push(await take(await halfway(email), wrongFor(secret)));
	expect(outcomes.slice(-3)).toEqual(Array(3).fill({ refused: 'tooMany' }));
});

test('T1 A15 attack: guesses from everywhere end too, and the owner comes in from the usual place', async () => {
	const { email, secret } = await caretaker();
	const ipv6 = '2001:db8:7:8::1';
	expect(await take(await halfway(email, now, ipv6), codeAt(secret), now, ipv6)).toHaveProperty('cookie');
	const at = later(90);
	const outcomes = [];
	for (let i = 0; i < 60; i++) {
		const from = `198.51.100.${i}`;
		outcomes.push(await take(await halfway(email, at, from), wrongFor(secret), at, from));
	}
	expect(outcomes.at(-1)).toEqual({ refused: 'tooMany' });
	const stranger = '203.0.113.200';
	expect(
		await take(await halfway(email, at, stranger), codeAt(secret, at), at, stranger),
		'even the right code, where nobody has come in before'
	).toEqual({ refused: 'tooMany' });
	const usual = '2001:db8:7:8:aaaa::2';
	expect(await take(await halfway(email, at, usual), codeAt(secret, at), at, usual)).toHaveProperty('cookie');
});

test('T1 a half log-in lasts ten minutes, and not past a leaver’s last moment', async () => {
	const { email, staffId } = await caretaker();
	const half = await halfway(email);
	expect(await findHalfLogIn(database.db.sql, half.token, later(599))).toBeDefined();
	expect(await findHalfLogIn(database.db.sql, half.token, later(600))).toBeUndefined();
	await database.db.sql`update staff set active = false where id = ${staffId}`;
	expect(await findHalfLogIn(database.db.sql, half.token, now)).toBeUndefined();
});

describe('T1 recovery codes', () => {
	test('each works once, as it was written down, and is kept as a hash alone', async () => {
		const { email, accountId } = await caretaker();
		const codes = await renewRecoveryCodes(database.db.sql, accountId);
		expect(new Set(codes).size).toBe(10);
		const kept = await database.db
			.sql`select code_hash from staff_recovery_codes where account_id = ${accountId}`;
		for (const { codeHash } of kept) expect(codeHash).toMatch(/^\$argon2id\$/);
		const code = codes[3]!;
		expect(code).toMatch(/^3[A-Z2-7]{3}(-[A-Z2-7]{4}){3}$/);
		expect(
			await take(await halfway(email), { recoveryCode: ` ${code.toLowerCase().replaceAll('-', ' ')} ` })
		).toHaveProperty('cookie');
		expect(await take(await halfway(email), { recoveryCode: code })).toEqual({ refused: 'wrong' });
		const misread = codes[0]!
			.replace('0', 'o')
			.replaceAll('O', '0')
			.replaceAll('I', '1')
			.replaceAll('B', '8');
		expect(await take(await halfway(email), { recoveryCode: misread }), 'what looks alike').toHaveProperty(
			'cookie'
		);
		expect(await countRecoveryCodes(database.db.sql, accountId)).toBe(8);
	});

	test('attack: one that is sent twice at once lets one in', async () => {
		const { email, accountId } = await caretaker();
		const [code = ''] = await renewRecoveryCodes(database.db.sql, accountId);
		const halves = [await halfway(email), await halfway(email)];
		const outcomes = await Promise.all(halves.map((half) => take(half, { recoveryCode: code })));
		expect(outcomes.filter((outcome) => 'cookie' in outcome)).toHaveLength(1);
	});

	test('attack: a colleague’s, or an old one, is wrong', async () => {
		const [one, other] = [await caretaker(), await caretaker()];
		const [old = ''] = await renewRecoveryCodes(database.db.sql, one.accountId);
		await renewRecoveryCodes(database.db.sql, one.accountId);
		const [colleagues = ''] = await renewRecoveryCodes(database.db.sql, other.accountId);
		for (const recoveryCode of [old, colleagues, '', '0', 'x'.repeat(60)])
			expect(await take(await halfway(one.email), { recoveryCode })).toEqual({ refused: 'wrong' });
	});
});

describe('T1 setting up', () => {
	const sealed = () => ({ db: database.db, sealing: testSealing });
	const offer = (half: HalfLogIn) =>
		offerTotp(database.db.sql, testSealing, { holder: half.id, accountId: half.accountId });

	test('the first log-in sets the second factor up, and comes in with recovery codes', async () => {
		const { email, accountId } = await makeStaff(database.db.sql, ['customerService']);
		const half = await halfway(email);
		const secret = await offer(half);
		expect(await offer(half), 'the page loaded again').toBe(secret);
		expect(await enrol(sealed(), half, wrongFor(secret), now)).toEqual({ refused: 'wrong' });
		const outcome = await enrol(sealed(), half, codeAt(secret), now);
		expect(outcome).toMatchObject({ cookie: { value: expect.any(String) }, recoveryCodes: { length: 10 } });
		expect(await readFactors(database.db.sql, accountId)).toEqual({ totp: true, passkeys: 0 });
		expect(await take(await halfway(email), codeAt(secret)), 'the code that confirmed it is used up').toEqual(
			{ refused: 'used' }
		);
		expect(await take(await halfway(email, later(60)), codeAt(secret, later(60)), later(60))).toHaveProperty(
			'cookie'
		);
	});

	test('attack: whoever has the password alone sets up nothing where there is a factor', async () => {
		const { email, accountId, secret } = await caretaker();
		const half = await halfway(email);
		const own = await offer(half);
		expect(await enrol(sealed(), half, codeAt(own), now)).toEqual({ refused: 'over' });
		expect(await takeTotp(database.db.sql, testSealing, accountId, codeAt(secret).totp, now)).toBe('right');
	});

	test('attack: a secret that somebody else was shown is not the one that is taken into use', async () => {
		const { email } = await makeStaff(database.db.sql, ['customerService']);
		const [attacker, owner] = [await halfway(email), await halfway(email)];
		const seen = await offer(attacker);
		const own = await offer(owner);
		expect(own).not.toBe(seen);
		expect(await enrol(sealed(), attacker, codeAt(seen), now)).toEqual({ refused: 'wrong' });
		expect(await enrol(sealed(), owner, codeAt(own), now)).toHaveProperty('recoveryCodes');
	});

	test('a new phone takes the old one’s place when its code is right, and not before', async () => {
		const { accountId, secret } = await caretaker();
		const { sql } = database.db;
		const holder = { holder: 'a session', accountId };
		const fresh = await offerTotp(sql, testSealing, holder);
		expect(await takeTotp(sql, testSealing, accountId, codeAt(secret).totp, now)).toBe('right');
		expect(await confirmTotp(sql, testSealing, holder, codeAt(fresh, later(60)).totp, later(60))).toBe(true);
		expect(await takeTotp(sql, testSealing, accountId, codeAt(secret, later(120)).totp, later(120))).toBe(
			'wrong'
		);
		expect(await takeTotp(sql, testSealing, accountId, codeAt(fresh, later(120)).totp, later(120))).toBe(
			'right'
		);
	});

	test('the last factor is not taken away', async () => {
		const { accountId, staffId } = await caretaker();
		expect(await removeTotp(database.db, { accountId, staffId }, now)).toBe(false);
		expect(await readFactors(database.db.sql, accountId)).toEqual({ totp: true, passkeys: 0 });
	});

	test('the secret lies sealed in the database', async () => {
		const { accountId, secret } = await caretaker();
		const [row] = await database.db
			.sql`select to_jsonb(t)::text as all_of_it, secret_sealed from staff_totp t where account_id = ${accountId}`;
		expect(row?.allOfIt).not.toContain(secret);
		expect(Buffer.from(row?.secretSealed).includes(Buffer.from(secret))).toBe(false);
	});
});

test('T7 each step of a log-in is in the audit log, with the address and the device', async () => {
	const { email, staffId, secret } = await caretaker();
	const half = await halfway(email);
	await take(half, wrongFor(secret));
	await take(half, codeAt(secret));
	const entries = await database.db.sql`
		select action, details, host(address) as address, device from audit_log where actor_id = ${staffId} order by id`;
	expect([...entries]).toEqual([
		{
			action: 'secondFactorFailed',
			details: { factor: 'totp', why: 'wrong' },
			address: office,
			device: 'Firefox · Linux'
		},
		{ action: 'logIn', details: { factor: 'totp' }, address: office, device: 'Firefox · Linux' }
	]);
});
