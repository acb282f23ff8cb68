import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import { sessionIsActive } from './session-store';
import {
	endSession,
	findSession,
	openSessions,
	purgeSessions,
	readSessionCookie,
	revokeSessionsOf,
	startSession,
	tokenHash
} from './sessions';
import { makeHouse, makeResident, makeStaff } from './test-people';

const now = new Date('2026-11-22T10:00:00Z');
const hour = 60 * 60 * 1000;
const day = 24 * hour;
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);

let database: TestDatabase;
let resident: { personId: string; accountId: string };
let staff: { staffId: string; accountId: string };
const device = 'Firefox · Android';

beforeAll(async () => {
	database = await createTestDatabase();
	const { sql } = database.db;
	const { apartmentId, buildingId } = await makeHouse(sql);
	resident = await makeResident(sql, [{ apartmentId, startsOn: '2020-01-01' }]);
	staff = await makeStaff(sql, ['maintenance'], [buildingId]);
});
afterAll(() => database.drop());

async function logIn(accountId: string, replaces?: string) {
	const { token } = await startSession(database.db, { accountId, device, replaces }, now);
	return tokenHash(token);
}

const find = (id: string, at = now) => findSession(database.db.sql, id, at);

test('a session says who a resident is, and nothing of what they may see', async () => {
	const id = await logIn(resident.accountId);
	expect(await find(id)).toEqual({
		active: {
			id,
			accountId: resident.accountId,
			personId: resident.personId,
			staff: null,
			createdAt: now,
			expiresAt: expect.any(Date)
		}
	});
});

test('a session says who somebody of the staff is, with roles and buildings as they are now', async () => {
	const id = await logIn(staff.accountId);
	expect(await find(id)).toMatchObject({
		active: {
			personId: null,
			staff: { id: staff.staffId, roles: ['maintenance'], buildingIds: [expect.any(String)] }
		}
	});
	await database.db.sql`update staff set roles = '{customerService}' where id = ${staff.staffId}`;
	expect(await find(id)).toMatchObject({ active: { staff: { roles: ['customerService'] } } });
});

test('the token itself is stored nowhere', async () => {
	const { token } = await startSession(database.db, { accountId: resident.accountId, device }, now);
	const rows = await database.db.sql`select to_jsonb(s)::text as all_of_it from sessions s`;
	expect(rows.length).toBeGreaterThan(0);
	expect(rows.filter(({ allOfIt }) => allOfIt.includes(token))).toEqual([]);
	expect(rows.filter(({ allOfIt }) => allOfIt.includes(tokenHash(token)))).toHaveLength(1);
});

test('an unknown session is nobody', async () => {
	expect(await find(tokenHash('unknown'))).toBeNull();
});

test('T1 a resident may leave the app alone for 30 days, and staff for half an hour', async () => {
	const [ofResident, ofStaff] = [await logIn(resident.accountId), await logIn(staff.accountId)];
	expect(await find(ofResident, later(30 * day))).toEqual({ ended: 'expired' });
	expect(await find(ofStaff, later(hour / 2))).toEqual({ ended: 'expired' });
	expect(await find(ofStaff, later(hour / 2 - 1))).toHaveProperty('active');
	expect(await find(ofResident, later(30 * day - 1))).toHaveProperty('active');
});

test('T1 a desk that nobody touches closes, though its page asks on', async () => {
	const id = await logIn(staff.accountId);
	for (const minutes of [10, 20, 29])
		expect(await findSession(database.db.sql, id, later(minutes * 60_000), false)).toHaveProperty('active');
	expect(await findSession(database.db.sql, id, later(hour / 2), false)).toEqual({ ended: 'expired' });
});

test('T1 staff who go on working stay logged in, but never longer than 12 hours', async () => {
	const id = await logIn(staff.accountId);
	for (let at = 25; at < 12 * 60; at += 25)
		expect(await find(id, later(at * 60_000)), `after ${at} minutes`).toHaveProperty('active');
	expect(await find(id, later(12 * hour - 1))).toHaveProperty('active');
	expect(await find(id, later(12 * hour))).toEqual({ ended: 'expired' });
});

test('who comes back in time stays logged in, but never longer than half a year', async () => {
	const id = await logIn(resident.accountId);
	for (let at = 20; at < 180; at += 20) expect(await find(id, later(at * day))).toHaveProperty('active');
	expect(await find(id, later(180 * day - 1))).toHaveProperty('active');
	expect(await find(id, later(180 * day))).toEqual({ ended: 'expired' });
});

test('use is written down at most every quarter of an hour', async () => {
	const id = await logIn(resident.accountId);
	const lastUse = async () =>
		(await database.db.sql`select last_used_at from sessions where id = ${id}`)[0]?.lastUsedAt;
	await find(id, later(hour / 4 - 1));
	expect(await lastUse()).toEqual(now);
	await find(id, later(hour / 4));
	expect(await lastUse()).toEqual(later(hour / 4));
});

test.each(['loggedOut', 'revoked', 'accessEnded'] as const)(
	'a device that comes back is told: %s',
	async (reason) => {
		const id = await logIn(resident.accountId);
		await endSession(database.db.sql, id, reason, now);
		await endSession(database.db.sql, id, reason === 'revoked' ? 'loggedOut' : 'revoked', now);
		expect(await find(id)).toEqual({ ended: reason });
	}
);

test('logging in again ends the session that the browser had', async () => {
	const before = await logIn(resident.accountId);
	const after = await logIn(resident.accountId, before);
	// Not "logged out": a tab that was in the middle of something must not clear the device.
	expect(await find(before)).toEqual({ ended: 'expired' });
	expect(await find(after)).toHaveProperty('active');
});

test('A9 with the old user id its sessions end', async () => {
	const other = await makeResident(database.db.sql, []);
	const id = await logIn(other.accountId);
	await database.db.sql`update accounts set ended_at = ${now} where id = ${other.accountId}`;
	expect(await find(id)).toEqual({ ended: 'expired' });
});

test('somebody who has left the staff is out at once', async () => {
	const leaver = await makeStaff(database.db.sql, ['administrator']);
	const id = await logIn(leaver.accountId);
	await database.db.sql`update staff set active = false where id = ${leaver.staffId}`;
	expect(await find(id)).toEqual({ ended: 'expired' });
});

test('A14 open sessions are listed with their device, the one used last first, and all can be ended', async () => {
	const { accountId } = await makeResident(database.db.sql, []);
	const [phone, tablet] = [await logIn(accountId), await logIn(accountId)];
	await find(phone, later(hour));
	const open = await openSessions(database.db.sql, accountId, later(hour));
	expect(open.map(({ id }) => id)).toEqual([phone, tablet]);
	expect(open[0]).toMatchObject({ device, createdAt: now, lastUsedAt: later(hour) });
	await revokeSessionsOf(database.db.sql, accountId, later(hour));
	expect(await openSessions(database.db.sql, accountId, later(hour))).toEqual([]);
	expect(await find(phone, later(hour))).toEqual({ ended: 'revoked' });
});

test('how a session ended is known for 90 days, and then forgotten', async () => {
	const id = await logIn(resident.accountId);
	await endSession(database.db.sql, id, 'revoked', now);
	await purgeSessions(database.db.sql, later(90 * day - 1));
	expect(await find(id, later(90 * day))).toEqual({ ended: 'revoked' });
	await purgeSessions(database.db.sql, later(90 * day + 1));
	expect(await find(id, later(90 * day))).toBeNull();
});

test('the condition that the idle sync shares agrees with the session store', async () => {
	const { sql } = database.db;
	const gone = await makeResident(sql, []);
	const left = await makeStaff(sql, []);
	const ids = await Promise.all(
		[resident, staff, gone, left, resident, resident].map(({ accountId }) => logIn(accountId))
	);
	await sql`update accounts set ended_at = ${now} where id = ${gone.accountId}`;
	await sql`update staff set active = false where id = ${left.staffId}`;
	await endSession(sql, ids[4] as string, 'loggedOut', now);
	await sql`update sessions set ends_at = ${later(hour)} where id = ${ids[5] as string}`;
	let active = 0;
	for (const at of [now, later(2 * hour), later(13 * hour), later(31 * day), later(181 * day)]) {
		for (const id of ids) {
			// Each instant on its own: looking moves the idle limit on.
			const [row] = await sql`
				select from sessions session join accounts account on account.id = session.account_id
				where session.id = ${id} and ${sessionIsActive(sql, at)}`;
			const found = await find(id, at);
			expect(found !== null && 'active' in found).toBe(row !== undefined);
			if (row) active++;
		}
	}
	expect(active).toBeGreaterThan(4);
});

describe('the cookie', () => {
	const token = 'abcdefghijklmnopqrstuvwxyz234567abcdefgh';

	test('has the host prefix and every protection', async () => {
		const { cookie } = await startSession(database.db, { accountId: resident.accountId, device }, now);
		expect(cookie).toMatchObject({
			name: '__Host-kellari',
			attributes: { httpOnly: true, secure: true, sameSite: 'lax', path: '/' }
		});
		expect(readSessionCookie(`${cookie.name}=${cookie.value}`)).toBe(cookie.value);
	});

	test.each([
		'https://portal.example.fi',
		undefined,
		'http://portal.example.fi',
		'http://localhost.example.fi',
		'https://localhost:3000'
	])('is only read under its protected name at %s', (origin) => {
		expect(readSessionCookie(`kellari=${token}`, origin)).toBeNull();
		expect(readSessionCookie(`a=1; __Host-kellari=${token}; b=2`, origin)).toBe(token);
	});

	test.each(['http://localhost:3000', 'http://127.0.0.1:4173', 'http://localhost'])(
		'has a plain name at %s',
		(origin) => {
			expect(readSessionCookie(`kellari=${token}`, origin)).toBe(token);
			expect(readSessionCookie(`__Host-kellari=${token}`, origin)).toBeNull();
		}
	);

	test.each([
		null,
		'',
		'a=%E0%A4%A',
		`x__Host-kellari=${token}`,
		`__Host-kellari=${token}x`,
		'__Host-kellari=',
		'__Host-kellari=../../etc'
	])('is not found in %s', (header) => expect(readSessionCookie(header)).toBeNull());
});
