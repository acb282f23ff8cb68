import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database';
import {
	addPerson,
	appointGuardian,
	buildHouse,
	empower,
	moveIn,
	scopeOf,
	signAgreement,
	type House,
	type Person
} from '../../../tests/support/world';
import { actingAs, type ActingAs } from './acting';
import { makeStaff } from './auth/test-people';
import { connect, type Database } from './db';
import { makeReport } from './staff/test-matters';

let database: TestDatabase;
let web: Database;
let house: House;
let other: House;
let aino: Person;
let erik: Person;
let report: string;
let conversation: string;

beforeAll(async () => {
	database = await createTestDatabase();
	const { sql } = database.db;
	web = connect(database.url, { connections: 3, actingAs: 'nobody' });
	house = await buildHouse(sql);
	other = await buildHouse(sql, { street: 'Rantatie 2' });
	[aino, erik] = [await addPerson(sql, 'Aino'), await addPerson(sql, 'Erik')];
	await signAgreement(sql, aino.id, house.staircases[0]!.apartments[0]!);
	await moveIn(sql, erik.id, other.staircases[0]!.apartments[0]!);
	report = await makeReport(sql, aino.id, {
		buildingId: house.id,
		apartmentId: house.staircases[0]!.apartments[0]!
	} as never);
	conversation = randomUUID();
	await sql`
		insert into conversations (scope_id, id, classification, last_message_at)
		values (${await scopeOf(sql, 'person', aino.id)}, ${conversation}, 'feedback', now())`;
});
afterAll(async () => {
	await web.end();
	await database.drop();
});

const seen = (who: ActingAs, table: string) =>
	actingAs(who, async () => (await web.sql.unsafe(`select id from ${table}`)).map(({ id }) => id as string));

describe('what the database itself gives', () => {
	test('a person is given their own matters and no other’s', async () => {
		expect(await seen(`person:${aino.id}`, 'defect_reports')).toEqual([report]);
		expect(await seen(`person:${erik.id}`, 'defect_reports')).toEqual([]);
		expect(await seen(`person:${erik.id}`, 'conversations')).toEqual([]);
		const memberships = await seen(`person:${erik.id}`, "sync_projections where kind = 'membership'");
		expect(memberships).toEqual([erik.id]);
	});

	test('A12 a guardian is given the ward’s from the day that it holds', async () => {
		const guardian = await addPerson(database.db.sql, 'Jari');
		expect(await seen(`person:${guardian.id}`, 'defect_reports')).toEqual([]);
		await appointGuardian(database.db.sql, guardian.id, aino.id);
		expect(await seen(`person:${guardian.id}`, 'defect_reports')).toEqual([report]);
	});

	test('A13 an attorney is given the matters that the power names', async () => {
		const attorney = await addPerson(database.db.sql, 'Roope');
		await empower(database.db.sql, aino.id, attorney.id, { matters: ['messages'], endsOn: '2099-12-31' });
		expect(await seen(`person:${attorney.id}`, 'conversations')).toEqual([conversation]);
		expect(await seen(`person:${attorney.id}`, 'defect_reports')).toEqual([]);
	});

	test('A10 whose tenancy has ended is given nothing', async () => {
		const gone = await addPerson(database.db.sql, 'Petri');
		await moveIn(database.db.sql, gone.id, house.staircases[0]!.apartments[1]!, {
			startsOn: '2019-01-01',
			endsOn: '2020-01-31'
		});
		expect(await seen(`person:${gone.id}`, 'sync_projections')).toEqual([]);
	});

	test('T1 of the staff, maintenance is given the defects of its buildings, and the office all', async () => {
		const { sql } = database.db;
		const here = await makeStaff(sql, ['maintenance'], [house.id]);
		const elsewhere = await makeStaff(sql, ['maintenance'], [other.id]);
		const office = await makeStaff(sql, ['customerService'], []);
		expect(await seen(`staff:${here.staffId}`, 'defect_reports')).toEqual([report]);
		expect(await seen(`staff:${elsewhere.staffId}`, 'defect_reports')).toEqual([]);
		expect(await seen(`staff:${here.staffId}`, 'conversations')).toEqual([]);
		expect(await seen(`staff:${office.staffId}`, 'conversations')).toEqual([conversation]);
		await sql`update staff set active = false where id = ${office.staffId}`;
		expect(await seen(`staff:${office.staffId}`, 'conversations')).toEqual([]);
	});

	test('nobody is given nothing, and a connection that says nothing is nobody’s', async () => {
		for (const table of ['defect_reports', 'conversations', 'sync_projections', 'case_notes'])
			expect(await seen('nobody', table)).toEqual([]);
		expect(await web.sql`select id from defect_reports`).toEqual([]);
		const [bare] = await database.db.begin(async (tx) => {
			await tx`select set_config('kellari.acting_as', '', true)`;
			return tx`select count(*) from defect_reports`;
		});
		expect(bare?.count).toBe(0);
	});

	test('nobody writes into another’s scope, nor moves a row there', async () => {
		const [hers, his] = [
			await scopeOf(database.db.sql, 'person', aino.id),
			await scopeOf(database.db.sql, 'person', erik.id)
		];
		const insert = (scope: number) =>
			web.sql`
				insert into conversations (scope_id, id, classification, last_message_at)
				values (${scope}, ${randomUUID()}, 'feedback', now())`;
		await expect(actingAs(`person:${erik.id}`, () => insert(hers).execute())).rejects.toThrow(
			'row-level security'
		);
		await actingAs(`person:${erik.id}`, () => insert(his).execute());
		const stolen = await actingAs(
			`person:${erik.id}`,
			() => web.sql`update conversations set scope_id = ${his} where id = ${conversation} returning id`
		);
		expect(stolen).toEqual([]);
		await expect(
			actingAs(`person:${erik.id}`, () => web.sql`update conversations set scope_id = ${hers}`.execute())
		).rejects.toThrow('row-level security');
	});

	test('a pool that serves many at once mixes nobody up', async () => {
		const asked = Array.from({ length: 300 }, (_, at) => (at % 2 ? aino : erik));
		const answers = await Promise.all(
			asked.map(({ id }, at) =>
				actingAs(`person:${id}`, async () => {
					const read = (sql: Database['sql']) =>
						sql`select id from sync_projections where kind = 'membership' and ${at} = ${at}`;
					return at % 7 === 0
						? web.begin(async (tx) => (await read(tx))[0]?.id)
						: (await read(web.sql))[0]?.id;
				})
			)
		);
		expect(answers).toEqual(asked.map(({ id }) => id));
	});

	test('after a connection broke, nobody is served what was another’s', async () => {
		await seen(`person:${aino.id}`, 'defect_reports');
		await database.db.sql`
			select pg_terminate_backend(pid) from pg_stat_activity
			where datname = current_database() and application_name = 'kellari' and pid <> pg_backend_pid()`;
		for (let tries = 0; tries < 20; tries++) {
			const found = await seen(`person:${erik.id}`, 'defect_reports').catch(() => 'away');
			if (found !== 'away') expect(found).toEqual([]);
		}
	});
});
