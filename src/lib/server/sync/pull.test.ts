import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import { Replica, reportOf } from '../../../../tests/support/replica';
import {
	addPerson,
	appointGuardian,
	buildHouse,
	moveIn,
	publishBulletin,
	scopeOf,
	type House,
	type Person
} from '../../../../tests/support/world';
import { renewEpoch, readEpoch } from './epoch';
import { pageLimits } from './pull';

const now = new Date('2026-03-10T10:00:00Z');
let database: TestDatabase;
let house: House;
let other: House;
let person: Person;
let building: number;
let replica: Replica;

beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
	const { sql } = database.db;
	[house, other] = [await buildHouse(sql), await buildHouse(sql, { street: 'Rantatie 2' })];
	person = await addPerson(sql);
	await moveIn(sql, person.id, house.staircases[0]!.apartments[0]!);
	building = await scopeOf(sql, 'building', house.id);
	replica = new Replica(database.db, person.id, now);
});
afterEach(() => {
	pageLimits.rows = 200;
});

const purgeTombs = () => database.db.sql`select sync_purge_tombs(now() + interval '1 minute')`;

describe('I1 the rows of a scope', () => {
	test('come whole, the emergency card before everything else', async () => {
		const answer = await replica.catchUp();
		expect(answer.s?.[0]?.r?.[0]?.[0]).toBe('emergencyCard');
		expect(replica.ids('membership')).toEqual([person.id]);
		expect(replica.ids('building')).toEqual([house.id]);
	});

	test('say for whom they are seen, to a guardian too', async () => {
		const ward = await addPerson(database.db.sql, 'Ville');
		await moveIn(database.db.sql, ward.id, other.staircases[0]!.apartments[0]!);
		await appointGuardian(database.db.sql, person.id, ward.id);
		const answer = await replica.catchUp();
		const wards = await scopeOf(database.db.sql, 'person', ward.id);
		expect(answer.s?.find(({ i }) => i === wards)?.p).toEqual([ward.id]);
	});

	test('of a report are its words alone: nothing of the staff', async () => {
		const args = reportOf(house.staircases[0]!.apartments[0]!);
		await replica.ask({ mutations: [[1, person.id, 'reportDefect', 1, args]] });
		const [row] = [...replica.rows.values()].filter(({ kind }) => kind === 'defectReport');
		expect(row?.data).toMatchObject({ description: 'Hana vuotaa', arrivedAt: now.toISOString() });
		expect(Object.keys(row?.data ?? {})).not.toContain('syncVer');
	});
});

test('I2 whoever moves house loses the old building whole and gains the new one', async () => {
	await publishBulletin(database.db.sql, [building]);
	await replica.catchUp();
	expect(replica.ids('bulletin')).toHaveLength(1);
	await database.db.sql`
		update occupancies set apartment_id = ${other.staircases[0]!.apartments[0]!} where person_id = ${person.id}`;
	const answer = await replica.catchUp();
	expect(answer.x).toContain(building);
	expect(replica.ids('building')).toEqual([other.id]);
	expect(replica.ids('bulletin')).toEqual([]);
});

test('I2 a scope that waits to be loaded again is dropped when its grant ends meanwhile', async () => {
	await replica.catchUp();
	pageLimits.rows = 1;
	await replica.ask({ reload: replica.scopes() });
	await database.db.sql`delete from occupancies where person_id = ${person.id}`;
	await moveIn(database.db.sql, person.id, other.staircases[0]!.apartments[0]!);
	await replica.catchUp();
	expect(replica.ids('building')).toEqual([other.id]);
});

test('I3 a row whose writer was slow has a version above all that was served meanwhile', async () => {
	await replica.catchUp();
	let letGo!: () => void;
	const held = new Promise<void>((resolve) => (letGo = resolve));
	const writer = database.db.begin(async (tx) => {
		await publishBulletin(tx, [building], 'hidas');
		await held;
	});
	const second = publishBulletin(database.db.sql, [building], 'nopea');
	await replica.catchUp();
	const served = Math.max(
		...[...replica.rows.values()].filter(({ scope }) => scope === building).map(({ version }) => version)
	);
	letGo();
	await Promise.all([writer, second]);
	await replica.catchUp();
	expect(replica.ids('bulletin')).toHaveLength(2);
	for (const { kind, version } of replica.rows.values())
		if (kind === 'bulletin') expect(version).toBeGreaterThan(served);
});

describe('I4 the cursor', () => {
	test('stays where it is while nothing moves', async () => {
		const { c } = await replica.catchUp();
		expect((await replica.catchUp()).c).toBe(c);
	});

	test('of somebody else makes no difference to others: a forged one is no cursor', async () => {
		await replica.catchUp();
		const { epoch } = await readEpoch(database.db.sql);
		replica.cookie = `${replica.cookie!.slice(0, -4)}AAAA`;
		expect((await replica.catchUp()).z).toBe(1);
		expect((await readEpoch(database.db.sql)).epoch).toBe(epoch);
	});
});

describe('I6 a load in pages', () => {
	beforeEach(() => {
		pageLimits.rows = 2;
	});

	test('ends with every row, though rows come, change and go between the pages and their tombstones are purged', async () => {
		const { sql } = database.db;
		const ids = [];
		for (let n = 0; n < 12; n++) ids.push(await publishBulletin(sql, [building], `n${n}`));
		let pages = 0;
		for (let more = true; more; pages++) {
			const outcome = await replica.ask();
			if (!('c' in outcome)) throw new Error('no answer');
			more = outcome.m === 1;
			if (pages > 4) continue;
			await sql`delete from bulletins where id = ${ids[pages]!}`;
			await sql`update bulletins set version = version + 1 where id = ${ids[11 - pages]!}`;
			if (pages % 2) await purgeTombs();
			expect(pages).toBeLessThan(60);
		}
		await replica.catchUp();
		expect(replica.ids('bulletin')).toEqual(ids.slice(5).sort());
	});

	test('tells the last mutation with its last page only', async () => {
		for (let n = 0; n < 6; n++) await publishBulletin(database.db.sql, [building], `n${n}`);
		const args = reportOf(house.staircases[0]!.apartments[0]!);
		await replica.ask({ mutations: [[1, person.id, 'reportDefect', 1, args]] });
		await replica.catchUp();
		const told = replica.answers.map(({ l, m }) => [l, m]);
		expect(told.at(-1)).toEqual([1, undefined]);
		expect(told.slice(0, -1).every(([l, m]) => l === undefined && m === 1)).toBe(true);
	});

	test('never parts what one transaction wrote', async () => {
		await database.db.begin(async (tx) => {
			for (let n = 0; n < 7; n++) await publishBulletin(tx, [building], `n${n}`);
		});
		const seen: number[] = [];
		for (let more = true; more;) {
			const outcome = await replica.ask();
			more = 'c' in outcome && outcome.m === 1;
			seen.push(replica.ids('bulletin').length);
		}
		expect(new Set(seen)).toEqual(new Set([0, 7]));
	});
});

test('I7 a device whose rows disagree has that scope again, and no other', async () => {
	await replica.catchUp();
	const answer = await replica.catchUp({ reload: [building] });
	expect(answer.s?.map(({ i, f }) => [i, f])).toEqual([[building, 1]]);
	expect(replica.ids('building')).toEqual([house.id]);
});

test('I7 the digest is the count and the sum of what is there', async () => {
	const answer = await replica.catchUp();
	for (const { i, d } of answer.s ?? []) {
		const rows = [...replica.rows.values()].filter(({ scope }) => scope === i);
		expect(d).toEqual([rows.length, rows.reduce((sum, { version }) => sum + version, 0)]);
	}
});

describe('I9 after a copy of the database was put back', () => {
	test('a device that is ahead of it renews the epoch, and everybody loads everything again', async () => {
		const { sql } = database.db;
		await replica.catchUp();
		const [kept] = await sql`select ver, row_count, version_sum from sync_scope where id = ${building}`;
		const id = await publishBulletin(sql, [building]);
		await replica.catchUp();
		const before = (await readEpoch(sql)).epoch;
		// What a folder copied back has forgotten: the row, its version, and that there ever was one.
		await sql`delete from bulletins where id = ${id}`;
		await sql`delete from sync_tomb where scope_id = ${building}`;
		await sql`update sync_scope set ver = ${kept?.ver}, last_xid = null where id = ${building}`;
		const answer = await replica.catchUp();
		expect(answer.z).toBe(1);
		expect(replica.ids('bulletin')).toEqual([]);
		expect((await readEpoch(sql)).epoch).not.toBe(before);
	});

	test('the epoch is renewed once, by whoever notices first', async () => {
		const { sql } = database.db;
		const { epoch } = await readEpoch(sql);
		const renewals = [renewEpoch(sql, epoch), renewEpoch(sql, epoch), renewEpoch(sql, epoch)];
		expect((await Promise.all(renewals)).sort()).toEqual([false, false, true]);
		expect((await readEpoch(sql)).epoch).not.toBe(epoch);
	});

	test('a client that it does not know begins anew by itself, and nobody else does', async () => {
		const { sql } = database.db;
		const args = reportOf(house.staircases[0]!.apartments[0]!);
		await replica.ask({ mutations: [[1, person.id, 'reportDefect', 1, args]] });
		await replica.catchUp();
		const { epoch } = await readEpoch(sql);
		await sql`delete from sync_clients where id = ${replica.client}`;
		expect(await replica.ask()).toEqual({ newClient: true });
		expect((await readEpoch(sql)).epoch).toBe(epoch);
	});
});

describe('I10 after tombstones were purged', () => {
	test('a device that was away longer loads that scope again, with whom it is seen for as before', async () => {
		const id = await publishBulletin(database.db.sql, [building]);
		await replica.catchUp();
		await database.db.sql`delete from bulletins where id = ${id}`;
		await purgeTombs();
		const answer = await replica.catchUp();
		expect(answer.s?.map(({ i, f, p }) => [i, f, p])).toEqual([[building, 1, undefined]]);
		expect(replica.ids('bulletin')).toEqual([]);
	});

	test('a device that has seen the last of them goes on from there', async () => {
		const id = await publishBulletin(database.db.sql, [building]);
		await replica.catchUp();
		await database.db.sql`delete from bulletins where id = ${id}`;
		await replica.catchUp();
		await purgeTombs();
		expect((await replica.catchUp()).s).toBeUndefined();
	});
});

test('a row that died and lives again, with the same id, is there', async () => {
	const { sql } = database.db;
	const id = await publishBulletin(sql, [building]);
	await replica.catchUp();
	await sql`update bulletins set withdrawn_at = now() where id = ${id}`;
	await sql`update bulletins set withdrawn_at = null where id = ${id}`;
	await replica.catchUp();
	expect(replica.ids('bulletin')).toEqual([id]);
});

test('a bulletin withdrawn from one audience stays with the other', async () => {
	const { sql } = database.db;
	const staircase = await scopeOf(sql, 'staircase', house.staircases[0]!.id);
	const id = await publishBulletin(sql, [building, staircase]);
	await replica.catchUp();
	await sql`delete from bulletin_audiences where bulletin_id = ${id} and scope_id = ${building}`;
	await replica.catchUp();
	expect(
		[...replica.rows.values()].filter(({ kind }) => kind === 'bulletin').map(({ scope }) => scope)
	).toEqual([staircase]);
});
