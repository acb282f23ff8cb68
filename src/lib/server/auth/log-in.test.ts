import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import { connect } from '$lib/server/db';
import { grantedScopes } from '$lib/server/scopes';
import { failuresPerAddress, failuresPerPair, limitWindow } from './log-in-limits';
import { logIn as logInTo } from './log-in';
import { findSession, readSessionCookie, tokenHash } from './sessions';
import { makeHouse, makeResident, makeStaff, moveIn, password } from './test-people';

const now = new Date('2026-11-22T10:00:00Z');
const wrong = 'Väärä-sana 1';

let database: TestDatabase;
let home: { buildingId: string; apartmentId: string };

beforeAll(async () => {
	database = await createTestDatabase();
	home = await makeHouse(database.db.sql);
});
afterAll(() => database.drop());
beforeEach(async () => {
	await database.db.sql`delete from login_failures`;
});

const pause = vi.fn(async () => undefined);
function logIn(email: string, given = password, { at = now, from = '192.0.2.1' } = {}) {
	const credentials = {
		email,
		password: given,
		clientAddress: from,
		replaces: null,
		device: 'Firefox · Linux'
	};
	return logInTo(database.db, credentials, at, pause);
}

const resident = (tenancy: object = {}) =>
	makeResident(database.db.sql, [{ apartmentId: home.apartmentId, startsOn: '2020-01-01', ...tenancy }]);

test('A6 a resident logs in with e-mail and password alone', async () => {
	const { email, personId } = await resident();
	const outcome = await logIn(email);
	expect(outcome).toMatchObject({ loggedIn: 'resident', language: 'fi' });
	if (!('cookie' in outcome)) return;
	const token = readSessionCookie(`${outcome.cookie.name}=${outcome.cookie.value}`);
	expect(await findSession(database.db.sql, tokenHash(token ?? ''), now)).toMatchObject({
		active: { personId }
	});
});

test('A6 whoever logs in is greeted in the language of the profile, though nobody was known until then', async () => {
	const { email, personId } = await resident();
	await database.db.sql`update profiles set language = 'sv' where id = ${personId}`;
	const pages = connect(database.url, { connections: 2, actingAs: 'nobody' });
	const given = { email, password, clientAddress: '192.0.2.1', replaces: null, device: '' };
	const outcome = await logInTo(pages, given, now, pause).finally(() => pages.end());
	expect(outcome).toMatchObject({ loggedIn: 'resident', language: 'sv' });
});

test('A6 an address that no database holds is nobody’s', async () => {
	expect(await logIn('aino\u0000@example.fi')).toEqual({ refused: 'wrong' });
});

test('A6 the e-mail address may be written in capitals and with spaces around it', async () => {
	const { email } = await resident();
	expect(await logIn(`  ${email.toUpperCase()} `)).toHaveProperty('loggedIn');
});

test('T1 staff log in on the same page, and their password alone begins no session', async () => {
	const { email, accountId } = await makeStaff(database.db.sql, ['customerService']);
	const outcome = await logIn(email);
	expect(Object.keys(outcome)).toEqual(['secondFactor']);
	expect(await database.db.sql`select from sessions where account_id = ${accountId}`).toHaveLength(0);
});

test('A6 a wrong password and an unknown address get the same answer', async () => {
	const { email } = await resident();
	expect(await logIn(email, wrong)).toEqual({ refused: 'wrong' });
	expect(await logIn('nobody@example.fi', wrong)).toEqual({ refused: 'wrong' });
});

// A machine that does something else meanwhile may upset one measurement, but not four.
test('A6 a wrong password and an unknown address cost the same work', { retry: 3 }, async () => {
	const { email } = await resident();
	const took = async (who: string) => {
		const began = performance.now();
		for (let i = 0; i < 5; i++) await logIn(who, wrong);
		return performance.now() - began;
	};
	await took('warm-up@example.fi');
	const ratio = (await took('nobody@example.fi')) / (await took(email));
	expect(ratio).toBeGreaterThan(0.5);
	expect(ratio).toBeLessThan(2);
});

test('A5 who has signed comes in before the agreement has begun', async () => {
	const { email } = await resident({ signedOn: '2026-11-01', startsOn: '2027-01-01' });
	expect(await logIn(email)).toHaveProperty('loggedIn', 'resident');
});

test.each([
	['whose agreement has ended', { signedOn: '2019-12-01', endsOn: '2026-11-21' }],
	['who has moved out', { endsOn: '2026-11-21' }],
	['who has only applied', { signedOn: null }]
])('A10 somebody %s does not come in, and the reason is not said', async (_who, tenancy) => {
	const { email } = await resident(tenancy);
	expect(await logIn(email)).toEqual({ refused: 'noAccess' });
});

test('A10 the last day of a terminated agreement is still a day at home, until midnight in Helsinki', async () => {
	const { email } = await resident({ signedOn: '2019-12-01', endsOn: '2026-11-22' });
	expect(await logIn(email, password, { at: new Date('2026-11-22T21:59:59Z') })).toHaveProperty('loggedIn');
	expect(await logIn(email, password, { at: new Date('2026-11-22T22:00:00Z') })).toEqual({
		refused: 'noAccess'
	});
});

test('A10 whoever does not know the password learns nothing of somebody who has moved out', async () => {
	const { email } = await resident({ endsOn: '2026-11-21' });
	expect(await logIn(email, wrong)).toEqual({ refused: 'wrong' });
});

test('A11 what a session shows changes with the registers, without a new login', async () => {
	const { sql } = database.db;
	const { email, personId } = await resident({ endsOn: '2026-11-30' });
	const outcome = await logIn(email);
	expect(outcome).toHaveProperty('loggedIn');
	const kinds = async (at: Date) => (await grantedScopes(sql, personId, at)).map(({ kind }) => kind);
	const afterMovingOut = new Date('2026-12-01T10:00:00Z');
	expect(await kinds(afterMovingOut)).toEqual([]);
	await moveIn(sql, personId, {
		apartmentId: home.apartmentId,
		startsOn: '2026-12-01',
		signedOn: '2026-11-25'
	});
	expect(await kinds(afterMovingOut)).toEqual(['staircase', 'building', 'person', 'landlord']);
	const columns = await sql`select column_name from information_schema.columns where table_name = 'sessions'`;
	expect(columns.map(({ columnName }) => columnName).sort()).toEqual(
		[
			'account_id',
			'created_at',
			'device',
			'end_reason',
			'ended_at',
			'ends_at',
			'expires_at',
			'id',
			'last_used_at',
			'stepped_up_at'
		].sort()
	);
});

test('A15 guessing from one address is stopped after a few tries', async () => {
	const { email } = await resident();
	for (let i = 0; i < failuresPerPair; i++) expect(await logIn(email, wrong)).toEqual({ refused: 'wrong' });
	expect(await logIn(email, wrong)).toEqual({ refused: 'tooMany' });
	expect(await logIn(email)).toEqual({ refused: 'tooMany' });
});

test('A15 a stranger who guesses does not lock the owner out', async () => {
	const { email } = await resident();
	for (let stranger = 0; stranger < 5; stranger++)
		for (let i = 0; i < failuresPerPair + 1; i++)
			await logIn(email, wrong, { from: `198.51.100.${stranger}` });
	expect(await logIn(email)).toHaveProperty('loggedIn');
	expect(pause).toHaveBeenCalled();
});

test('A15 one address that tries many accounts is stopped', async () => {
	const { email } = await resident();
	await logIn('first@example.fi', wrong);
	await database.db.sql`update login_failures set failures = ${failuresPerAddress}`;
	expect(await logIn(email)).toEqual({ refused: 'tooMany' });
	expect(await logIn(email, password, { from: '203.0.113.9' })).toHaveProperty('loggedIn');
});

test('A15 the addresses of one IPv6 line count as one', async () => {
	const { email } = await resident();
	for (let i = 0; i < failuresPerPair; i++) await logIn(email, wrong, { from: `2001:db8:1:2::${i + 1}` });
	expect(await logIn(email, password, { from: '2001:db8:1:2:ffff::1' })).toEqual({ refused: 'tooMany' });
	expect(await logIn(email, password, { from: '2001:db8:1:3::1' })).toHaveProperty('loggedIn');
});

test('A15 after a quarter of an hour one may try again', async () => {
	const { email } = await resident();
	for (let i = 0; i <= failuresPerPair; i++) await logIn(email, wrong);
	const at = new Date(now.getTime() + limitWindow);
	expect(await logIn(email, password, { at })).toHaveProperty('loggedIn');
});

test('A15 many guesses sent at once count as many', async () => {
	const { email } = await resident();
	const outcomes = await Promise.all(Array.from({ length: failuresPerPair + 8 }, () => logIn(email, wrong)));
	expect(outcomes.filter((outcome) => 'refused' in outcome && outcome.refused === 'tooMany')).toHaveLength(8);
});

test('A15 a neighbour who mistypes now and then never fills up the house’s shared address', async () => {
	const { email } = await resident();
	for (let i = 0; i < 3; i++) {
		await logIn(email, wrong);
		expect(await logIn(email)).toHaveProperty('loggedIn');
	}
	const rows = await database.db.sql`select max(failures) as most from login_failures`;
	expect(rows[0]?.most).toBe(3);
});

test('A15 who tried from where can not be read from the counts', async () => {
	await logIn('aino@example.fi', wrong, { from: '192.0.2.77' });
	const rows = await database.db.sql`select subject from login_failures`;
	expect(rows).toHaveLength(3);
	for (const { subject } of rows) expect(subject).toMatch(/^[0-9a-f]{64}$/);
});
