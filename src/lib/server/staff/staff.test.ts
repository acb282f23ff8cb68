import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StaffRole } from '$lib/domain/actor';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import { makeHouse, makeResident, makeStaff } from '$lib/server/auth/test-people';
import type { Staff } from './access';
import { act } from './act';
import { assignToSelf, readAssignees } from './assignments';
import { findConversationCase } from './conversation-case';
import { findDefectCase } from './defect-case';
import { writeNote } from './notes';
import { readBuildings, readQueue, readQueueFilter } from './queue';
import { makeConversation, makeEntry, makeReport } from './test-matters';

const now = new Date('2026-11-22T10:00:00Z');

let database: TestDatabase;
let home: Awaited<ReturnType<typeof makeHouse>>;
let elsewhere: Awaited<ReturnType<typeof makeHouse>>;
let aino: Awaited<ReturnType<typeof makeResident>>;
let report: string;
let otherReport: string;
let conversation: string;

beforeAll(async () => {
	database = await createTestDatabase();
	const { sql } = database.db;
	home = await makeHouse(sql, 'Kaivokatu 12');
	elsewhere = await makeHouse(sql, 'Ylätie 3');
	aino = await makeResident(sql, [{ apartmentId: home.apartmentId, startsOn: '2020-01-01' }]);
	const bertil = await makeResident(
		sql,
		[{ apartmentId: elsewhere.apartmentId, startsOn: '2020-01-01' }],
		'Bertil Berg'
	);
	report = await makeReport(sql, aino.personId, home);
	otherReport = await makeReport(sql, bertil.personId, elsewhere, {
		reportedBy: 'Bertil Berg',
		description: 'Ovi ei sulkeudu 100_%'
	});
	conversation = await makeConversation(sql, aino.personId, home, [
		['resident', '2026-11-21T08:00:00Z', 'Tarvitsen avaimen']
	]);
});
afterAll(() => database.drop());

async function staffWith(roles: StaffRole[], buildingIds: string[] = []): Promise<Staff> {
	const { staffId } = await makeStaff(database.db.sql, roles, buildingIds);
	return { id: staffId, name: 'Kaisa Korhonen', shownName: 'Kaisa', roles, buildingIds };
}

const queue = (staff: Staff, address = '') =>
	readQueue(database.db.sql, staff, readQueueFilter(new URLSearchParams(address)), now);
const idsOf = async (staff: Staff, address = '') => (await queue(staff, address)).rows.map(({ id }) => id);

describe('T1 what a role sees', () => {
	test.each<[string, StaffRole[], () => string[], () => string[]]>([
		[
			'maintenance sees the defects of its buildings',
			['maintenance'],
			() => [home.buildingId],
			() => [report]
		],
		['maintenance without buildings sees nothing', ['maintenance'], () => [], () => []],
		[
			'customer service sees all defects and messages',
			['customerService'],
			() => [],
			() => [report, otherReport, conversation]
		],
		['a property manager sees all', ['propertyManager'], () => [], () => [report, otherReport, conversation]],
		[
			'an administrator sees none: users, settings and imports are their work',
			['administrator'],
			() => [],
			() => []
		],
		[
			'two roles see what either sees',
			['maintenance', 'customerService'],
			() => [home.buildingId],
			() => [report, otherReport, conversation]
		],
		['nobody sees anything without a role', [], () => [home.buildingId], () => []]
	])('%s', async (_claim, roles, buildings, seen) => {
		expect((await idsOf(await staffWith(roles, buildings()))).sort()).toEqual(seen().sort());
	});

	test('T1 what is not theirs looks like what does not exist: to look at, to act on, to note, to take', async () => {
		const { db } = database;
		const staff = await staffWith(['maintenance'], [elsewhere.buildingId]);
		const attempts = async (id: string) => [
			await findDefectCase(db.sql, staff, id),
			await findConversationCase(db.sql, staff, id),
			await act(db, staff, { kind: 'defectReport', id }, 'seeDefectReport', { reportId: id }, now),
			await act(db, staff, { kind: 'conversation', id }, 'seeConversation', { conversationId: id }, now),
			await writeNote(db.sql, staff, { kind: 'defectReport', id }, { id: randomUUID(), text: 'x' }, now),
			await assignToSelf(db.sql, staff, { kind: 'conversation', id }, now)
		];
		const absent = await attempts(randomUUID());
		expect(absent).toEqual([undefined, undefined, ...Array(4).fill({ refused: 'notFound' })]);
		expect(await attempts(report)).toEqual(absent);
		expect(await attempts(conversation)).toEqual(absent);
		expect(await attempts("' or 1=1 --")).toEqual(absent);
		const [untouched] = await db.sql`select seen_by_staff_at from defect_reports where id = ${report}`;
		expect(untouched?.seenByStaffAt).toBeNull();
		expect(await db.sql`select from case_notes`).toHaveLength(0);
		expect(await db.sql`select from case_assignments`).toHaveLength(0);
	});

	test('T1 the buildings to choose from are those whose matters one sees', async () => {
		const names = async (staff: Staff) =>
			(await readBuildings(database.db.sql, staff)).map(({ name }) => name);
		expect(await names(await staffWith(['maintenance'], [elsewhere.buildingId]))).toEqual(['Ylätie 3']);
		expect(await names(await staffWith(['propertyManager']))).toEqual(['Kaivokatu 12', 'Ylätie 3']);
	});
});

describe('T2 the queue', () => {
	test('T2 is in order of arrival, overdue ones first, then urgent defects', async () => {
		const { sql } = database.db;
		const far = await makeHouse(sql, 'Järjestystie 1');
		const staff = await staffWith(['maintenance'], [far.buildingId]);
		const at = (iso: string) => ({ arrivedAt: new Date(iso) });
		const second = await makeReport(sql, aino.personId, far, at('2026-11-22T08:00:00Z'));
		const urgent = await makeReport(sql, aino.personId, far, {
			...at('2026-11-22T09:30:00Z'),
			urgentKind: 'lockedOut'
		});
		const first = await makeReport(sql, aino.personId, far, at('2026-11-21T08:00:00Z'));
		const overdue = await makeReport(sql, aino.personId, far, at('2026-11-19T08:00:00Z'));
		const urgentOverdue = await makeReport(sql, aino.personId, far, {
			...at('2026-11-22T08:30:00Z'),
			urgentKind: 'lockedOut'
		});
		expect(await idsOf(staff)).toEqual([urgentOverdue, overdue, urgent, first, second]);
	});

	test('T2 a visit whose outcome nobody told is overdue the day after', async () => {
		const { sql } = database.db;
		const far = await makeHouse(sql, 'Käyntitie 1');
		const staff = await staffWith(['maintenance'], [far.buildingId]);
		const plannedVisit = { from: '2026-11-21T06:00:00.000Z', to: '2026-11-21T09:00:00.000Z' };
		await makeReport(sql, aino.personId, far, { state: 'inProgress', plannedVisit });
		expect((await queue(staff)).rows).toMatchObject([{ overdue: true, plannedVisit }]);
	});

	test('M4 a message counts from the first thing that was not answered', async () => {
		const { sql } = database.db;
		const cecilia = await makeResident(sql, [], 'Cecilia Ceder');
		const id = await makeConversation(sql, cecilia.personId, null, [
			['resident', '2026-11-01T08:00:00Z', 'Ensimmäinen'],
			['staff', '2026-11-02T08:00:00Z', 'Vastaus'],
			['resident', '2026-11-20T08:00:00Z', 'Toinen'],
			['resident', '2026-11-21T08:00:00Z', 'Kolmas']
		]);
		const staff = await staffWith(['customerService']);
		expect((await queue(staff, 'search=cecilia')).rows).toMatchObject([
			{
				id,
				arrivedAt: new Date('2026-11-20T08:00:00Z'),
				overdue: false,
				isNew: true,
				excerpt: 'Kolmas',
				address: null
			}
		]);
	});

	test('T2 what a resident adds makes a report new again, and an answer makes it known', async () => {
		const { sql } = database.db;
		const far = await makeHouse(sql, 'Lisätie 1');
		const staff = await staffWith(['maintenance'], [far.buildingId]);
		const id = await makeReport(sql, aino.personId, far, { state: 'inProgress', seenByStaffAt: now });
		expect((await queue(staff)).rows).toMatchObject([{ isNew: false }]);
		await makeEntry(sql, id, 'resident', '2026-11-22T09:00:00Z');
		expect((await queue(staff)).rows).toMatchObject([{ isNew: true }]);
		await makeEntry(sql, id, 'staff', '2026-11-22T09:30:00Z');
		expect((await queue(staff)).rows).toMatchObject([{ isNew: false }]);
	});

	test('T2 is narrowed by kind, state, building and words', async () => {
		const staff = await staffWith(['customerService']);
		expect(await idsOf(staff, 'kind=conversation&building=' + home.buildingId)).toEqual([conversation]);
		expect(await idsOf(staff, 'kind=defectReport&building=' + home.buildingId)).toEqual([report]);
		expect(await idsOf(staff, 'search=bertil+ovi')).toEqual([otherReport]);
		expect(await idsOf(staff, 'search=bertil+hana')).toEqual([]);
		expect(await idsOf(staff, `search=${encodeURIComponent('100_%')}`)).toEqual([otherReport]);
		expect(await idsOf(staff, `search=${encodeURIComponent('10%')}`)).toEqual([]);
		expect(await idsOf(staff, 'state=over')).toEqual([]);
		expect(
			await idsOf(staff, 'state=nonsense&kind=nonsense&building=nonsense&page=-1&search=bertil')
		).toEqual([otherReport]);
	});

	test('T2 shows what somebody has taken on themselves', async () => {
		const staff = await staffWith(['customerService']);
		expect(await idsOf(staff, 'assignee=me')).toEqual([]);
		expect(
			await assignToSelf(database.db.sql, staff, { kind: 'conversation', id: conversation }, now)
		).toBeNull();
		expect(await idsOf(staff, 'assignee=me')).toEqual([conversation]);
		const colleague = await staffWith(['customerService']);
		expect(await idsOf(colleague, 'assignee=me')).toEqual([]);
		expect(await idsOf(colleague, `assignee=${staff.id}`)).toEqual([conversation]);
		expect(await idsOf(colleague, 'assignee=nobody')).not.toContain(conversation);
		expect(await idsOf(colleague, 'assignee=nobody')).toContain(report);
		expect((await readAssignees(database.db.sql, colleague)).map(({ id }) => id)).toContain(staff.id);
	});

	test('T2 is narrowed by age: what is overdue, what has just come, what has been lying', async () => {
		const { sql } = database.db;
		const far = await makeHouse(sql, 'Ikätie 1');
		const staff = await staffWith(['maintenance'], [far.buildingId]);
		const arrived = (iso: string) => makeReport(sql, aino.personId, far, { arrivedAt: new Date(iso) });
		const today = await arrived('2026-11-22T08:00:00Z');
		const yesterday = await arrived('2026-11-21T08:00:00Z');
		const fourDays = await arrived('2026-11-18T08:00:00Z');
		const tenDays = await arrived('2026-11-12T08:00:00Z');
		const long = await arrived('2026-10-01T08:00:00Z');
		expect(await idsOf(staff, 'age=overdue')).toEqual([long, tenDays, fourDays]);
		expect(await idsOf(staff, 'age=lastDay')).toEqual([today]);
		expect(await idsOf(staff, 'age=over3')).toEqual([long, tenDays, fourDays]);
		expect(await idsOf(staff, 'age=over7')).toEqual([long, tenDays]);
		expect(await idsOf(staff, 'age=over30')).toEqual([long]);
		expect(await idsOf(staff, 'age=nonsense')).toEqual([long, tenDays, fourDays, yesterday, today]);
	});
});

test('O7 a report that staff have opened is read, once and by its own time', async () => {
	const { db } = database;
	const staff = await staffWith(['maintenance'], [elsewhere.buildingId]);
	const see = (at: Date) =>
		act(
			db,
			staff,
			{ kind: 'defectReport', id: otherReport },
			'seeDefectReport',
			{ reportId: otherReport },
			at
		);
	expect(await see(now)).toBeNull();
	expect(await see(new Date('2026-11-23T10:00:00Z'))).toBeNull();
	expect((await findDefectCase(db.sql, staff, otherReport))?.report.seenByStaffAt).toBe(now.toISOString());
});

test('T2 a note stays among the staff: no scope moves, and sent twice it is one', async () => {
	const { db } = database;
	const staff = await staffWith(['customerService']);
	const versions = () => db.sql`select sum(ver) as ver from sync_scope`;
	const before = await versions();
	const note = { id: randomUUID(), text: 'Avain on naapurilla' };
	for (let i = 0; i < 2; i++)
		expect(await writeNote(db.sql, staff, { kind: 'defectReport', id: report }, note, now)).toBeNull();
	expect(await versions()).toEqual(before);
	expect((await findDefectCase(db.sql, staff, report))?.notes).toMatchObject([
		{ text: note.text, authorName: 'Kaisa Korhonen' }
	]);
});

test('T2 a case shows who the resident is and how to reach them, as they say it themselves', async () => {
	const { sql } = database.db;
	await sql`update profiles set phone = '050 765 4321', language = 'sv' where id = ${aino.personId}`;
	const staff = await staffWith(['customerService']);
	expect(await findDefectCase(sql, staff, report)).toMatchObject({
		resident: { personId: aino.personId, name: 'Aino Virtanen', phone: '050 765 4321', language: 'sv' },
		place: { address: 'Kaivokatu 12 B 24', postalPlace: '00100 Helsinki' },
		report: { id: report, masterKeyAllowed: true, state: 'received' }
	});
});

test('T2 an answer to a conversation is there once, however often it was sent', async () => {
	const { db } = database;
	const staff = await staffWith(['customerService']);
	const args = {
		conversationId: conversation,
		messageId: randomUUID(),
		text: 'Avain on valmis',
		writtenAt: now.toISOString(),
		close: false
	};
	for (let i = 0; i < 2; i++)
		expect(
			await act(db, staff, { kind: 'conversation', id: conversation }, 'answerConversation', args, now)
		).toBeNull();
	const found = await findConversationCase(db.sql, staff, conversation);
	expect(found?.messages.map(({ by, text, authorName }) => [by, text, authorName])).toEqual([
		['resident', 'Tarvitsen avaimen', 'Aino Virtanen'],
		['staff', 'Avain on valmis', 'Kaisa']
	]);
});

test('A12 the queue names whose matter it is, and the case who acted', async () => {
	const { sql } = database.db;
	const guardian = await makeResident(sql, [], 'Jari Heikkinen');
	const acted = await makeReport(sql, aino.personId, home, {
		reportedBy: 'Jari Heikkinen',
		actedBy: guardian.personId
	});
	const office = await staffWith(['customerService']);
	const queued = (await queue(office)).rows.find(({ id }) => id === acted);
	expect(queued?.residentName).toBe('Aino Virtanen');
	expect(await findDefectCase(sql, office, acted)).toMatchObject({
		report: { reportedBy: 'Jari Heikkinen', actedBy: guardian.personId },
		resident: { name: 'Aino Virtanen' }
	});
	await sql`delete from defect_reports where id = ${acted}`;
});
