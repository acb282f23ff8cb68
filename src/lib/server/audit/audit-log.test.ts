import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import { makeHouse, makeResident, makeStaff } from '$lib/server/auth/test-people';
import { act } from '$lib/server/staff/act';
import type { Staff } from '$lib/server/staff/access';
import { writeNote } from '$lib/server/staff/notes';
import { makeConversation, makeReport } from '$lib/server/staff/test-matters';
import { push } from '$lib/server/sync/push';
import { recordListed, recordOpened } from './looks';
import { withOrigin } from './origin';
import { readAccessLog, readAudit, readAuditFilter } from './read';
import { record, recordLook } from './record';

const now = new Date('2026-11-22T10:00:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
let database: TestDatabase;
let owner: postgres.Sql;
let home: Awaited<ReturnType<typeof makeHouse>>;
let aino: Awaited<ReturnType<typeof makeResident>>;
let erik: Awaited<ReturnType<typeof makeResident>>;
let staff: Staff;

beforeAll(async () => {
	database = await createTestDatabase();
	owner = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
	const { sql } = database.db;
	home = await makeHouse(sql);
	const lives = [{ apartmentId: home.apartmentId, startsOn: '2020-01-01' }];
	aino = await makeResident(sql, lives);
	erik = await makeResident(sql, lives, 'Erik Lindqvist');
	const made = await makeStaff(sql, ['customerService'], [], 'Sari Nieminen');
	staff = {
		id: made.staffId,
		name: 'Sari Nieminen',
		shownName: 'Sari',
		roles: ['customerService'],
		buildingIds: []
	};
});
afterAll(async () => {
	await owner.end();
	await database.drop();
});

const entriesBy = (id: string) => database.db.sql`
	select action, object_kind, object_id, subject_ids, principal_id, details from audit_log where actor_id = ${id} order by at, id`;

describe('T7 the log is only added to', () => {
	const attempts = [
		['changed', `update audit_log set action = 'logOut'`],
		['deleted', 'delete from audit_log'],
		['emptied', 'truncate audit_log']
	] as const;

	test.each(attempts)('an entry is not %s by the application’s role', async (_what, statement) => {
		await record(database.db.sql, { by: { kind: 'system' }, action: 'logIn' }, now);
		await expect(database.db.sql.unsafe(statement)).rejects.toMatchObject({ code: '42501' });
	});

	test.each(attempts)('an entry is not %s by the owner either', async (_what, statement) => {
		await record(database.db.sql, { by: { kind: 'system' }, action: 'logIn' }, now);
		await expect(owner.unsafe(statement)).rejects.toMatchObject({ code: '55000' });
	});

	test('nor in a month’s own table, by either', async () => {
		await record(database.db.sql, { by: { kind: 'system' }, action: 'logIn' }, now);
		const [{ month } = { month: '' }] = await owner`
			select tableoid::regclass::text as month from audit_log where at = ${now} limit 1`;
		expect(month).toBe('audit.log_2026_11');
		for (const statement of [`delete from ${month}`, `update ${month} set at = now()`, `truncate ${month}`]) {
			await expect(database.db.sql.unsafe(statement)).rejects.toMatchObject({ code: '42501' });
			await expect(owner.unsafe(statement)).rejects.toMatchObject({ code: '55000' });
		}
	});

	test('the application’s role makes no table go, whatever it calls', async () => {
		await record(database.db.sql, { by: { kind: 'system' }, action: 'logIn' }, now);
		const count = async () => (await owner`select count(*)::int as entries from audit_log`)[0]?.entries;
		const before = await count();
		await database.db.sql`update landlords set settings = '{"auditKeptMonths": -1000}'`;
		await database.db.sql`select audit_keep('2100-01-01')`;
		expect(await count()).toBe(before);
		await database.db.sql`update landlords set settings = '{}'`;
	});
});

test('T7 months that are no longer kept go, and the next ones are open', async () => {
	const months = async () =>
		(
			await owner`select relname from pg_class where relnamespace = 'audit'::regnamespace and relkind = 'r' and relname ~ '\\d' order by 1`
		).map(({ relname }) => String(relname));
	await owner`create table audit.log_2023_01 partition of audit_log for values from ('2023-01-01') to ('2023-02-01')`;
	await database.db.sql`select audit_keep()`;
	const kept = await months();
	expect(kept).not.toContain('log_2023_01');
	const thisMonth = new Date().toISOString().slice(0, 7).replace('-', '_');
	expect(kept).toContain(`log_${thisMonth}`);
	expect(kept.length).toBeGreaterThanOrEqual(13);
});

test('T7 an entry of a month that nobody opened is kept all the same', async () => {
	const at = new Date('2040-01-01T00:00:00Z');
	await record(database.db.sql, { by: { kind: 'system' }, action: 'logOut' }, at);
	expect(await database.db.sql`select from audit_log where at = ${at}`).toHaveLength(1);
});

test('T7 what staff change is in the log with the change, or neither is', async () => {
	const { sql } = database.db;
	const report = await makeReport(sql, aino.personId, home);
	const subject = { kind: 'defectReport' as const, id: report };
	const answer = {
		reportId: report,
		entryId: randomUUID(),
		text: 'Tulemme huomenna',
		writtenAt: now.toISOString()
	};
	const before = (await entriesBy(staff.id)).length;
	expect(await act(database.db, staff, subject, 'answerDefectReport', answer, now)).toBeNull();
	expect(await act(database.db, staff, subject, 'answerDefectReport', answer, now), 'sent twice').toBeNull();
	const refused = await act(
		database.db,
		staff,
		subject,
		'answerDefectReport',
		{ ...answer, entryId: randomUUID(), text: '' },
		now
	);
	expect(refused).not.toBeNull();
	expect((await entriesBy(staff.id)).slice(before)).toEqual([
		{
			action: 'change',
			objectKind: 'defectReport',
			objectId: report,
			subjectIds: [aino.personId],
			principalId: null,
			details: { mutation: 'answerDefectReport' }
		}
	]);
	const all = await sql`select audit_log::text as entry from audit_log`;
	expect(
		all.some(({ entry }) => entry.includes('huomenna')),
		'what was written is in no log'
	).toBe(false);
});

test('T7 a note is in the log once, however often it is sent', async () => {
	const { sql } = database.db;
	const id = await makeConversation(sql, erik.personId, home, [['resident', '2026-11-21T08:00:00Z', 'Hej']]);
	const note = { id: randomUUID(), text: 'Soitetaan' };
	const before = (await entriesBy(staff.id)).length;
	for (let times = 0; times < 2; times++)
		expect(await writeNote(sql, staff, { kind: 'conversation', id }, note, now)).toBeNull();
	expect((await entriesBy(staff.id)).slice(before)).toMatchObject([
		{ action: 'change', objectId: id, subjectIds: [erik.personId], details: { mutation: 'writeNote' } }
	]);
});

test('T7 what residents change is in the log, by whom and for whom', async () => {
	const { sql } = database.db;
	const ward = await makeResident(
		sql,
		[{ apartmentId: home.apartmentId, startsOn: '2020-01-01' }],
		'Elsa Aalto'
	);
	await sql`
		insert into guardianships (id, guardian_id, ward_id, starts_on)
		values (${randomUUID()}, ${aino.personId}, ${ward.personId}, '2020-01-01')`;
	const reportFor = (id: string) => ({
		id,
		apartmentId: home.apartmentId,
		place: 'apartment',
		room: 'kitchen',
		category: 'waterAndSewer',
		description: 'Hana vuotaa',
		masterKeyAllowed: true,
		pets: '',
		access: '',
		phone: '',
		urgentKind: null,
		photos: [],
		attachments: [],
		writtenAt: now.toISOString()
	});
	const pusher = { personId: aino.personId, client: randomUUID(), now, alert: () => undefined };
	const [own, wards] = [randomUUID(), randomUUID()];
	await push(database.db, pusher, [
		[1, aino.personId, 'reportDefect', 1, reportFor(own)],
		[2, ward.personId, 'reportDefect', 1, reportFor(wards)],
		[3, aino.personId, 'markRead', 1, { id: own, subjectKind: 'defectReport', version: 1 }]
	] as never);
	const stored =
		await sql`select seq, refusal from sync_outcomes where client_id = ${pusher.client} order by seq`;
	expect(stored.slice(0, 2).map(({ refusal }) => refusal)).toEqual([null, null]);
	expect([...(await entriesBy(aino.personId))]).toEqual([
		expect.objectContaining({ objectId: own, principalId: null, subjectIds: [aino.personId] }),
		expect.objectContaining({ objectId: wards, principalId: ward.personId, subjectIds: [ward.personId] })
	]);
	const log = await readAccessLog(sql, { personId: ward.personId, principalId: ward.personId }, now);
	expect(log).toMatchObject([{ by: 'resident', name: 'Aino Virtanen', what: 'change', objectId: wards }]);
});

describe('T7 looks', () => {
	test('a case that is open is one look, however often its page reads it again', async () => {
		const { sql } = database.db;
		const { staffId } = await makeStaff(sql, ['customerService']);
		const colleague = { ...staff, id: staffId };
		const report = await makeReport(sql, aino.personId, home);
		const open = (at: Date) => recordOpened(sql, colleague, 'defectReport', report, aino.personId, at);
		for (const minutes of [0, 1, 9]) await open(later(minutes));
		expect(await entriesBy(staffId)).toHaveLength(1);
		await open(later(11));
		expect(await entriesBy(staffId)).toHaveLength(2);
	});

	test('a list is one entry with everybody who is on it, and a new one when somebody comes to it', async () => {
		const { sql } = database.db;
		const { staffId } = await makeStaff(sql, ['customerService']);
		const colleague = { ...staff, id: staffId };
		const [one, two] = [
			await makeReport(sql, aino.personId, home),
			await makeReport(sql, erik.personId, home)
		];
		const list = (ids: string[], at: Date, search = '') =>
			recordListed(sql, colleague, 'queue', ids, { search }, at);
		await list([one], now);
		await list([one], later(1));
		expect(await entriesBy(staffId)).toHaveLength(1);
		await list([one, two], later(2));
		await list([one], later(3));
		expect((await entriesBy(staffId)).map(({ subjectIds }) => subjectIds.length)).toEqual([1, 2]);
		await list([one], later(4), 'Virtanen');
		expect((await entriesBy(staffId)).at(-1)).toMatchObject({ details: { filter: { search: 'Virtanen' } } });
		await list([], later(5));
		expect(await entriesBy(staffId)).toHaveLength(3);
	});

	test('a resident sees who looked at their information, by day, and nothing of anybody else’s', async () => {
		const { sql } = database.db;
		const kaisa = await makeResident(
			sql,
			[{ apartmentId: home.apartmentId, startsOn: '2020-01-01' }],
			'Kaisa Uusi'
		);
		const report = await makeReport(sql, kaisa.personId, home);
		await withOrigin({ address: () => '192.0.2.7', device: 'Firefox · Linux' }, async () => {
			await recordOpened(sql, staff, 'defectReport', report, kaisa.personId, now);
			await recordOpened(sql, staff, 'defectReport', report, kaisa.personId, later(30));
			await recordOpened(sql, staff, 'defectReport', report, kaisa.personId, later(24 * 60));
			await record(
				sql,
				{ by: { kind: 'resident', id: kaisa.personId }, action: 'change', subjectIds: [kaisa.personId] },
				now
			);
		});
		const rows = await readAccessLog(
			sql,
			{ personId: kaisa.personId, principalId: kaisa.personId },
			later(48 * 60)
		);
		expect(rows.map(({ day, name, what, times }) => ({ day, name, what, times }))).toEqual([
			{ day: '2026-11-23', name: 'Sari', what: 'open', times: 1 },
			{ day: '2026-11-22', name: 'Sari', what: 'open', times: 2 }
		]);
		expect(JSON.stringify(rows)).not.toContain('192.0.2.7');
		expect(JSON.stringify(rows)).not.toContain('Nieminen');
	});
});

describe('T7 the administrator’s page', () => {
	const read = (address: string, at = later(60)) =>
		readAudit(database.db.sql, readAuditFilter(new URLSearchParams(address)), at);

	test('finds by who, by whose, by what and by day in Helsinki', async () => {
		const { sql } = database.db;
		const subjectIds = [erik.personId];
		const by = { kind: 'staff' as const, id: staff.id };
		const midnight = new Date('2026-12-05T22:00:00Z');
		await recordLook(
			sql,
			{ by, action: 'open', subjectIds, object: { kind: 'defectReport', id: randomUUID() } },
			midnight
		);
		await record(sql, { by, action: 'recoveryCodeUsed' }, new Date('2026-12-05T21:59:59Z'));
		const at = new Date('2026-12-07T00:00:00Z');
		expect((await read('from=2026-12-06&to=2026-12-06', at)).rows).toMatchObject([
			{ action: 'open', actorName: 'Sari Nieminen', subjectNames: ['Erik Lindqvist'] }
		]);
		expect((await read('from=2026-12-05&to=2026-12-05', at)).rows).toMatchObject([
			{ action: 'recoveryCodeUsed' }
		]);
		expect((await read('action=recoveryCodeUsed&who=nieminen', at)).rows).toHaveLength(1);
		expect((await read('whose=lindq&from=2026-12-01', at)).rows).toHaveLength(1);
		expect((await read('who=nobody%25', at)).rows).toEqual([]);
	});

	test('goes back page by page without leaving one out or telling one twice', async () => {
		const { sql } = database.db;
		const by = { kind: 'staff' as const, id: randomUUID() };
		const at = new Date('2027-01-10T10:00:00Z');
		for (let i = 0; i < 130; i++) await record(sql, { by, action: 'logOut', details: { i } }, at);
		const first = await read('action=logOut&from=2027-01-10&to=2027-01-10', at);
		expect([first.rows.length, first.more]).toEqual([100, true]);
		const last = first.rows.at(-1)!;
		const second = await read(
			`action=logOut&from=2027-01-10&to=2027-01-10&before=${new Date(last.at).toISOString()}_${last.id}`,
			at
		);
		expect([second.rows.length, second.more]).toEqual([30, false]);
		expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(130);
	});

	test('takes no address amiss', () => {
		expect(
			readAuditFilter(new URLSearchParams('from=2026-02-30&to=x&action=drop&before=1_2&who=%00a&whose='))
		).toEqual({ from: null, to: null, action: null, who: 'a', whose: '', before: null });
	});
});
