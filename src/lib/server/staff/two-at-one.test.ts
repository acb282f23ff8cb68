import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StaffRole } from '$lib/domain/actor';
import { makeHouse, makeResident, makeStaff } from '$lib/server/auth/test-people';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import type { Staff } from './access';
import { act } from './act';
import { assignIfFree, assignToSelf } from './assignments';
import { findConversationCase } from './conversation-case';
import { findDefectCase } from './defect-case';
import { bePresent, leave } from './presences';
import { makeConversation, makeEntry, makeReport } from './test-matters';

const now = new Date('2026-11-22T10:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

let database: TestDatabase;
let home: Awaited<ReturnType<typeof makeHouse>>;
let aino: Awaited<ReturnType<typeof makeResident>>;
let kaisa: Staff;
let kalle: Staff;

beforeAll(async () => {
	database = await createTestDatabase();
	const { sql } = database.db;
	home = await makeHouse(sql, 'Kaivokatu 12');
	aino = await makeResident(sql, [{ apartmentId: home.apartmentId, startsOn: '2020-01-01' }]);
	kaisa = await staffCalled('Kaisa Korhonen', ['customerService']);
	kalle = await staffCalled('Kalle Kivi', ['customerService']);
});
afterAll(() => database.drop());

async function staffCalled(name: string, roles: StaffRole[]): Promise<Staff> {
	const { sql } = database.db;
	const { staffId } = await makeStaff(sql, roles, []);
	await sql`update staff set name = ${name} where id = ${staffId}`;
	return { id: staffId, name, shownName: name, roles, buildingIds: [] };
}

const onReport = (id: string) => ({ kind: 'defectReport' as const, id });
const onThread = (id: string) => ({ kind: 'conversation' as const, id });

function plan(staff: Staff, reportId: string, hour: string, linesSeen: number, entryId = randomUUID()) {
	const args = {
		reportId,
		entryId,
		writtenAt: now.toISOString(),
		inState: 'inProgress' as const,
		from: `2026-11-25T${hour}:00:00.000Z`,
		to: `2026-11-25T${hour}:30:00.000Z`,
		text: ''
	};
	return act(database.db, staff, onReport(reportId), 'planVisit', args, now, linesSeen);
}

describe('T2 two at one matter', () => {
	test('T2 a visit that a colleague has just moved is not moved again unseen, though the state is the same', async () => {
		const { db } = database;
		const id = await makeReport(db.sql, aino.personId, home, { state: 'inProgress' });
		expect(await plan(kaisa, id, '08', 0)).toBeNull();
		expect(await plan(kalle, id, '14', 0)).toEqual({ refused: 'changedMeanwhile' });
		const seen = await findDefectCase(db.sql, kalle, id);
		expect(seen?.report.plannedVisit?.from).toBe('2026-11-25T08:00:00.000Z');
		expect(await plan(kalle, id, '14', seen!.entries.length)).toBeNull();
	});

	test('T2 of many who act at the same moment one gets through', async () => {
		const { db } = database;
		const id = await makeReport(db.sql, aino.personId, home, { state: 'inProgress' });
		const outcomes = await Promise.all(
			['08', '09', '10', '11'].map((hour, at) => plan(at % 2 ? kalle : kaisa, id, hour, 0))
		);
		expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
		expect((await findDefectCase(db.sql, kaisa, id))?.entries).toHaveLength(1);
	});

	test('T2 what was accepted and whose answer was lost is not refused when it is sent again', async () => {
		const { db } = database;
		const id = await makeReport(db.sql, aino.personId, home, { state: 'inProgress' });
		const entryId = randomUUID();
		expect(await plan(kaisa, id, '08', 0, entryId)).toBeNull();
		expect(await plan(kaisa, id, '08', 0, entryId)).toBeNull();
		expect((await findDefectCase(db.sql, kaisa, id))?.entries).toHaveLength(1);
	});

	test('T2 nobody answers past what the resident has just added', async () => {
		const { db } = database;
		const id = await makeReport(db.sql, aino.personId, home, { state: 'inProgress' });
		await makeEntry(db.sql, id, 'resident', '2026-11-22T09:59:00Z');
		const answer = (linesSeen: number) =>
			act(
				db,
				kaisa,
				onReport(id),
				'answerDefectReport',
				{ reportId: id, entryId: randomUUID(), writtenAt: now.toISOString(), text: 'Tulen huomenna.' },
				now,
				linesSeen
			);
		expect(await answer(0)).toEqual({ refused: 'changedMeanwhile' });
		expect(await answer(1)).toBeNull();
	});

	test('T2 a thread to which the resident has just written is not closed unanswered', async () => {
		const { db } = database;
		const id = await makeConversation(db.sql, aino.personId, home, [
			['resident', '2026-11-22T09:00:00Z', 'Kiitos.'],
			['resident', '2026-11-22T09:59:00Z', 'Vielä yksi asia.']
		]);
		const close = (linesSeen: number) =>
			act(db, kaisa, onThread(id), 'closeConversation', { conversationId: id }, now, linesSeen);
		expect(await close(1)).toEqual({ refused: 'changedMeanwhile' });
		expect((await findConversationCase(db.sql, kaisa, id))?.conversation.state).toBe('open');
		expect(await close(2)).toBeNull();
	});

	test('T2 a matter is taken from whom one saw it with, and from nobody else', async () => {
		const { db } = database;
		const id = await makeConversation(db.sql, aino.personId, home, [
			['resident', '2026-11-22T09:00:00Z', 'Hei']
		]);
		const handler = async () => (await findConversationCase(db.sql, kaisa, id))?.assignedTo?.name;
		expect(await assignToSelf(db.sql, kaisa, onThread(id), now, null)).toBeNull();
		expect(await assignToSelf(db.sql, kalle, onThread(id), now, null)).toEqual({
			refused: 'changedMeanwhile'
		});
		expect(await handler()).toBe('Kaisa Korhonen');
		expect(await assignToSelf(db.sql, kalle, onThread(id), now, kaisa.id)).toBeNull();
		expect(await handler()).toBe('Kalle Kivi');
		await assignIfFree(db.sql, kaisa, onThread(id), now);
		expect(await handler()).toBe('Kalle Kivi');
	});
});

describe('T2 colleagues see each other at a matter', () => {
	test('T2 by name, whether they write, and until they go', async () => {
		const { sql } = database.db;
		const id = await makeReport(sql, aino.personId, home);
		const at = onReport(id);
		expect(await bePresent(sql, kaisa, at, false, now)).toEqual([]);
		expect(await bePresent(sql, kalle, at, true, later(1))).toEqual([
			{ name: 'Kaisa Korhonen', writing: false }
		]);
		expect(await bePresent(sql, kaisa, at, false, later(2))).toEqual([{ name: 'Kalle Kivi', writing: true }]);
		await leave(sql, kalle, id, later(3));
		expect(await bePresent(sql, kaisa, at, false, later(4))).toEqual([]);
	});

	test('T2 who says nothing for a while has gone', async () => {
		const { sql } = database.db;
		const at = onReport(await makeReport(sql, aino.personId, home));
		await bePresent(sql, kaisa, at, false, now);
		expect(await bePresent(sql, kalle, at, false, later(39))).toHaveLength(1);
		expect(await bePresent(sql, kalle, at, false, later(41))).toHaveLength(0);
	});

	test('T1 at a matter that is not theirs nobody is present, and nobody is seen', async () => {
		const { sql } = database.db;
		const id = await makeReport(sql, aino.personId, home);
		await bePresent(sql, kaisa, onReport(id), false, now);
		const stranger = await staffCalled('Outi Outo', ['maintenance']);
		expect(await bePresent(sql, stranger, onReport(id), false, now)).toBeUndefined();
		expect(await bePresent(sql, kalle, onReport(id), false, now)).toHaveLength(1);
	});
});
