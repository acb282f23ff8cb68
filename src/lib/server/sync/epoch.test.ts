import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Sql } from '$lib/server/db';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import { Replica } from '../../../../tests/support/replica';
import { addPerson, buildHouse, moveIn, publishBulletin, scopeOf } from '../../../../tests/support/world';
import { adoptDatabase, renewEpoch, readEpoch } from './epoch';

const now = new Date('2026-03-10T10:00:00Z');
let database: TestDatabase;
let sql: Sql;
let building: number;
let replica: Replica;

beforeAll(async () => {
	database = await createTestDatabase();
	({ sql } = database.db);
	const house = await buildHouse(sql);
	building = await scopeOf(sql, 'building', house.id);
	const person = await addPerson(sql);
	await moveIn(sql, person.id, house.staircases[0]!.apartments[0]!);
	replica = new Replica(database.db, person.id, now);
});
afterAll(() => database.drop());
beforeEach(async () => {
	await adoptDatabase(sql);
	await publishBulletin(sql, [building]);
	await replica.catchUp();
});

const epoch = async () => (await readEpoch(sql)).epoch;
const version = async (of: Sql = sql) =>
	(await of`select ver from sync_scope where id = ${building}`)[0]?.ver as number;
const remembered = async () =>
	(await sql`select count(*)::int as count from sync_scope where last_xid is not null`)[0]?.count as number;

/** What is stored of the database that devices talked to, as a copy of it would bring it along. */
const elsewhere: [string, (sql: Sql) => Promise<unknown>][] = [
	['another cluster', (of) => of`update sync_epoch set system_identifier = system_identifier + 1`],
	['another timeline', (of) => of`update sync_epoch set timeline = timeline + 1`],
	[
		'another database of the cluster',
		(of) => of`update sync_epoch set database_oid = (database_oid::bigint + 1)::oid`
	]
];

describe('I9 a start', () => {
	test.each(elsewhere)(
		'on %s renews the epoch, once, and devices load everything again',
		async (_name, move) => {
			const before = await epoch();
			await move(sql);
			expect(await adoptDatabase(sql)).toBe(true);
			const renewed = await epoch();
			expect(renewed).not.toBe(before);
			expect(await adoptDatabase(sql)).toBe(false);
			expect(await epoch()).toBe(renewed);
			expect((await replica.catchUp()).z).toBe(1);
			expect((await replica.catchUp()).z).toBeUndefined();
		}
	);

	test('on the same database changes nothing, and devices go on from where they are', async () => {
		const [before, transactions] = [await readEpoch(sql), await remembered()];
		expect(transactions).toBeGreaterThan(0);
		expect(await adoptDatabase(sql)).toBe(false);
		expect(await readEpoch(sql)).toEqual(before);
		expect(await remembered()).toBe(transactions);
		expect((await replica.catchUp()).z).toBeUndefined();
	});

	test('is the first: the database is written down, and no device has talked to another one', async () => {
		const before = await epoch();
		await sql`update sync_epoch set system_identifier = null, timeline = null, database_oid = null`;
		await adoptDatabase(sql);
		expect(await epoch()).toBe(before);
		const [row] = await sql`
			select system_identifier = (pg_control_system()).system_identifier
				and timeline = (pg_control_checkpoint()).timeline_id
				and database_oid = (select oid from pg_database where datname = current_database()) as is_here
			from sync_epoch`;
		expect(row?.isHere).toBe(true);
	});

	test('after a restore into the same place renews the epoch, for the restore command says so', async () => {
		const before = await epoch();
		expect(await adoptDatabase(sql, true)).toBe(true);
		expect(await epoch()).not.toBe(before);
	});

	test('after the same copy was restored a second time has another epoch than after the first', async () => {
		const copied = await epoch();
		const seen = new Set<number>([copied]);
		for (let restored = 1; restored <= 20; restored++) {
			await sql`update sync_epoch set epoch = ${copied}, database_oid = (database_oid::bigint + 1)::oid`;
			await adoptDatabase(sql);
			seen.add(await epoch());
			expect(seen.size).toBe(restored + 1);
		}
		// As many as a cookie may have.
		expect(Math.max(...seen)).toBeLessThan(2 ** 28);
	});
});

describe('I9 with a new epoch', () => {
	const renewals: [string, (of: Sql) => Promise<unknown>][] = [
		...elsewhere.map(([name, move]): [string, (of: Sql) => Promise<unknown>] => [
			name,
			async (of) => (await move(of), adoptDatabase(of))
		]),
		['a restore', (of) => adoptDatabase(of, true)],
		['a device that was ahead', async (of) => renewEpoch(of, (await readEpoch(of)).epoch)]
	];

	test.each(renewals)('after %s no transaction of the past is remembered', async (_name, renew) => {
		expect(await remembered()).toBeGreaterThan(0);
		await renew(sql);
		expect(await remembered()).toBe(0);
	});

	test.each(renewals)(
		'after %s a transaction with the number of an earlier one has a version of its own',
		async (_name, renew) => {
			await database.db.begin(async (tx) => {
				await tx`update sync_scope set last_xid = pg_current_xact_id() where id = ${building}`;
				await renew(tx);
				const before = await version(tx);
				await publishBulletin(tx, [building]);
				expect(await version(tx)).toBe(before + 1);
			});
		}
	);
});

test.each(elsewhere)(
	'I9 of two that start on %s at the same time one renews the epoch',
	async (_name, move) => {
		const before = await epoch();
		await move(sql);
		const letGo = await holdEpoch();
		const starts = [adoptDatabase(sql), adoptDatabase(sql)];
		// Both have found another database stored, and neither has changed it.
		await vi.waitFor(async () => expect(await waiting()).toBe(2));
		await letGo();
		expect((await Promise.all(starts)).sort()).toEqual([false, true]);
		expect(await epoch()).not.toBe(before);
	}
);

/** Somebody else's transaction has the row, until it is let go. */
async function holdEpoch(): Promise<() => Promise<void>> {
	const [isHeld, letGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
	const holding = database.db.begin(async (tx) => {
		await tx`select 1 from sync_epoch for update`;
		isHeld.resolve();
		await letGo.promise;
	});
	await isHeld.promise;
	return () => (letGo.resolve(), holding);
}

async function waiting(): Promise<number> {
	const [row] = await sql`
		select count(*)::int as count from pg_stat_activity
		where datname = current_database() and wait_event_type = 'Lock'`;
	return row?.count;
}
