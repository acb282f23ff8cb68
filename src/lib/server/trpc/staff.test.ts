import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import type { ActiveSession } from '$lib/server/auth/sessions';
import { makeHouse, makeResident, makeStaff } from '$lib/server/auth/test-people';
import { makeReport } from '$lib/server/staff/test-matters';
import { staffRouter } from './staff';

const now = new Date('2026-11-22T10:00:00Z');
let database: TestDatabase;
let home: Awaited<ReturnType<typeof makeHouse>>;
let resident: Awaited<ReturnType<typeof makeResident>>;
let report: string;

beforeAll(async () => {
	database = await createTestDatabase();
	const { sql } = database.db;
	home = await makeHouse(sql);
	resident = await makeResident(sql, [{ apartmentId: home.apartmentId, startsOn: '2020-01-01' }]);
	report = await makeReport(sql, resident.personId, home);
});
afterAll(() => database.drop());

function callAs(who: Partial<ActiveSession> | null) {
	const session = who && {
		id: 'x',
		accountId: 'x',
		personId: null,
		staff: null,
		createdAt: now,
		expiresAt: now,
		...who
	};
	return staffRouter.createCaller({
		db: database.db,
		session,
		sessionId: null,
		now: () => now,
		alert: () => undefined
	});
}

async function caretakerOf(buildingIds: string[]) {
	const { staffId } = await makeStaff(database.db.sql, ['maintenance'], buildingIds);
	return callAs({
		staff: { id: staffId, name: 'Kalle Korhonen', shownName: 'Kalle', roles: ['maintenance'], buildingIds }
	});
}

test('the staff’s procedures are for nobody else', async () => {
	for (const who of [null, { personId: resident.personId }]) {
		await expect(callAs(who).queue({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
		await expect(callAs(who).see({ kind: 'defectReport', id: report })).rejects.toMatchObject({
			code: 'UNAUTHORIZED'
		});
	}
});

test('T1 a caretaker of another house finds nothing there', async () => {
	const stranger = await caretakerOf([]);
	expect(await stranger.queue({})).toEqual({ rows: [], more: false });
	expect(await stranger.see({ kind: 'defectReport', id: report })).toEqual({ refused: 'notFound' });
});

test('O7 the caretaker who opens a report has read it', async () => {
	const caretaker = await caretakerOf([home.buildingId]);
	expect((await caretaker.queue({ state: 'received' })).rows).toMatchObject([{ id: report, isNew: true }]);
	expect(await caretaker.see({ kind: 'defectReport', id: report })).toBeNull();
	expect((await caretaker.queue({})).rows).toMatchObject([{ id: report, isNew: false }]);
});
