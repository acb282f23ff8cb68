import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database';
import {
	addPerson,
	appointGuardian,
	buildHouse,
	moveIn,
	publishBulletin,
	publishPlan,
	scopeOf,
	signAgreement,
	type House,
	type Person
} from '../../../tests/support/world';
import { recomputed } from '../../../tests/simulation/oracle';
import { connect, type Transaction } from './db';
import { lockScopes } from './scopes';

let database: TestDatabase;
let house: House;
let person: Person;
let home: string;

beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
	house = await buildHouse(database.db.sql);
	home = house.staircases[0]!.apartments[0]!;
	person = await addPerson(database.db.sql);
	await moveIn(database.db.sql, person.id, home);
});

const stale = () => recomputed(database.db, [person.id], [house.id]);

async function projection(kind: string, id: string) {
	const [row] = await database.db.sql`select data from sync_projections where kind = ${kind} and id = ${id}`;
	return row?.data;
}

describe('what is made from the registers is as if it were made anew', () => {
	const changes: Record<string, (tx: Transaction) => Promise<unknown>> = {
		'a person is renamed': (tx) => tx`update people set family_name = 'Korhonen' where id = ${person.id}`,
		'somebody signs an agreement': (tx) => signAgreement(tx, person.id, home),
		'an agreement ends': async (tx) => {
			const id = await signAgreement(tx, person.id, home);
			await tx`update agreements set ends_on = '2026-04-30' where id = ${id}`;
		},
		'an agreement is deleted': async (tx) => {
			const id = await signAgreement(tx, person.id, home);
			await tx`delete from agreements where id = ${id}`;
		},
		'an occupancy moves to another apartment': (tx) =>
			tx`update occupancies set apartment_id = ${house.staircases[1]!.apartments[0]!} where person_id = ${person.id}`,
		'an occupancy is deleted': (tx) => tx`delete from occupancies where person_id = ${person.id}`,
		'a building has another address': (tx) =>
			tx`update buildings set street_address = 'Uusikatu 3' where id = ${house.id}`,
		'a staircase is renamed': (tx) =>
			tx`update staircases set name = 'Z' where building_id = ${house.id} and name = 'A'`,
		'an apartment has another number': (tx) => tx`update apartments set number = '99' where id = ${home}`,
		'an apartment belongs to another staircase': (tx) =>
			tx`update apartments set staircase_id = ${house.staircases[1]!.id}, number = '77' where id = ${home}`,
		'an empty apartment is deleted': (tx) =>
			tx`delete from apartments where id = ${house.staircases[1]!.apartments[1]!}`,
		'a plan is published, and one more': async (tx) => {
			await publishPlan(tx, house.id, 1);
			await publishPlan(tx, house.id, 2);
		},
		'a plan is withdrawn': async (tx) => {
			await publishPlan(tx, house.id, 1);
			await tx`update rescue_plans set published_on = null where building_id = ${house.id}`;
		},
		'a bulletin changes its audience': async (tx) => {
			const id = await publishBulletin(tx, [await scopeOf(tx, 'building', house.id)]);
			await tx`update bulletin_audiences set scope_id = ${await scopeOf(tx, 'staircase', house.staircases[0]!.id)} where bulletin_id = ${id}`;
		},
		'a guardian is appointed and dismissed': async (tx) => {
			const ward = await addPerson(tx, 'Ville');
			await moveIn(tx, ward.id, home);
			const id = await appointGuardian(tx, person.id, ward.id);
			await tx`update guardianships set ends_on = '2026-01-01' where id = ${id}`;
		}
	};
	test.each(Object.entries(changes))('when %s', async (_name, change) => {
		await database.db.begin(change);
		expect(await stale()).toEqual([]);
	});
});

test('a neighbour hears that a staircase has another name: it is in their own address', async () => {
	await database.db.sql`update staircases set name = 'Z' where id = ${house.staircases[0]!.id}`;
	expect((await projection('membership', person.id)).tenancies[0].address).toBe('Kaivokatu 12 Z 1');
});

test('the building counts its apartments also after one moved to another house', async () => {
	const other = await buildHouse(database.db.sql, { street: 'Rantatie 2' });
	await database.db
		.sql`update apartments set staircase_id = ${other.staircases[0]!.id}, number = '77' where id = ${home}`;
	const apartments = async (id: string) => (await projection('building', id)).staircases[0].apartments;
	expect([await apartments(house.id), await apartments(other.id)]).toEqual([1, 3]);
});

test('I5 making it anew wakes nobody', async () => {
	const versions = () => database.db.sql`select id, ver from sync_scope order by id`;
	await publishPlan(database.db.sql, house.id, 1);
	const before = await versions();
	await database.db
		.sql`select project_building(${house.id}), project_rescue_plan(${house.id}), refresh_person(${person.id})`;
	expect(await versions()).toEqual(before);
});

describe('I1 of two who change the sources of one row at the same time', () => {
	/** Both write before either commits. */
	async function atOnce(
		first: (tx: Transaction) => Promise<unknown>,
		second: (tx: Transaction) => Promise<unknown>
	) {
		let hasWritten!: () => void;
		const written = new Promise<void>((resolve) => (hasWritten = resolve));
		let letGo!: () => void;
		const isLetGo = new Promise<void>((resolve) => (letGo = resolve));
		const slow = database.db.begin(async (tx) => {
			await first(tx);
			hasWritten();
			await isLetGo;
		});
		await written;
		const quick = database.db.begin(second);
		await isWaitingOrDone(quick);
		letGo();
		await Promise.all([slow, quick]);
	}

	/** Resolves when the second has met the first one's lock, or went on without one. */
	async function isWaitingOrDone(work: Promise<unknown>): Promise<void> {
		let isDone = false;
		void work.then(
			() => (isDone = true),
			() => (isDone = true)
		);
		for (;;) {
			const waiting = await database.db.sql`
				select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
			if (isDone || waiting.length > 0) return;
		}
	}

	test('neither is forgotten: two homes of one person', async () => {
		const second = house.staircases[1]!.apartments[0]!;
		const third = house.staircases[1]!.apartments[1]!;
		await atOnce(
			(tx) => moveIn(tx, person.id, second),
			(tx) => moveIn(tx, person.id, third)
		);
		expect((await projection('membership', person.id)).tenancies).toHaveLength(3);
		expect(await stale()).toEqual([]);
	});

	test('neither is forgotten: a ward moves while a guardian is appointed', async () => {
		const other = await buildHouse(database.db.sql, { street: 'Rantatie 2' });
		const ward = await addPerson(database.db.sql, 'Ville');
		await atOnce(
			(tx) => moveIn(tx, ward.id, other.staircases[0]!.apartments[0]!),
			(tx) => appointGuardian(tx, person.id, ward.id)
		);
		expect(await stale()).toEqual([]);
		const seen = await database.db
			.sql`select from sync_grant where person_id = ${person.id} and principal_id = ${ward.id}`;
		expect(seen.length).toBeGreaterThan(0);
	});

	const staircase = () => house.staircases[1]!;
	const renamed = (tx: Transaction) => tx`update staircases set name = 'Z' where id = ${staircase().id}`;
	const movedIn = (tx: Transaction) => moveIn(tx, person.id, staircase().apartments[0]!);
	test.each([
		['somebody moves into a staircase that is being renamed', renamed, movedIn],
		['a staircase is renamed into which somebody is moving', movedIn, renamed]
	])('neither is forgotten: %s', async (_name, first, second) => {
		await atOnce(first, second);
		expect(await stale()).toEqual([]);
	});

	test('neither is forgotten: a party signs while the agreement ends', async () => {
		const spouse = await addPerson(database.db.sql, 'Ville');
		const id = await signAgreement(database.db.sql, person.id, home);
		await atOnce(
			(tx) =>
				tx`insert into agreement_parties (agreement_id, person_id, role) values (${id}, ${spouse.id}, 'spouse')`,
			(tx) => tx`update agreements set ends_on = '2026-04-30' where id = ${id}`
		);
		expect(await recomputed(database.db, [person.id, spouse.id], [house.id])).toEqual([]);
	});

	test('neither is forgotten: an apartment changes to a staircase that is being renamed', async () => {
		await atOnce(
			(tx) => tx`update apartments set staircase_id = ${staircase().id}, number = '77' where id = ${home}`,
			renamed
		);
		expect(await stale()).toEqual([]);
	});

	test('neither is forgotten: a bulletin is withdrawn while it gets another audience', async () => {
		const building = await scopeOf(database.db.sql, 'building', house.id);
		const id = await publishBulletin(database.db.sql, []);
		await atOnce(
			(tx) => tx`insert into bulletin_audiences (bulletin_id, scope_id) values (${id}, ${building})`,
			(tx) => tx`update bulletins set withdrawn_at = now() where id = ${id}`
		);
		expect(await projection('bulletin', id)).toBeUndefined();
	});
});

test('I1 who has only referred to a scope makes no writer of it wait, and so stands in no ring with one', async () => {
	const scope = await scopeOf(database.db.sql, 'person', person.id);
	const others = connect(database.url, { connections: 1 });
	await database.db.begin(async (referring) => {
		// As the foreign key of a new row does.
		await referring`select from sync_scope where id = ${scope} for key share`;
		await others.begin(async (writing) => {
			await writing`set local lock_timeout = '1s'`;
			await lockScopes(writing, [scope]);
			await writing`select sync_hold(${scope})`;
		});
		await referring`select sync_hold(${scope})`;
	});
	await others.end();
});

test("a synced table can't be truncated: devices would keep its rows", async () => {
	const owner = database.db;
	await expect(owner.sql`truncate read_marks`).rejects.toThrow();
});

test('a row that moves to another scope is buried in the first and stamped in the second', async () => {
	const other = await addPerson(database.db.sql, 'Carl');
	const [from, to] = [
		await scopeOf(database.db.sql, 'person', person.id),
		await scopeOf(database.db.sql, 'person', other.id)
	];
	const id = randomUUID();
	await database.db.sql`
		insert into conversations (scope_id, id, classification, last_message_at) values (${from}, ${id}, 'feedback', now())`;
	await database.db.sql`update conversations set scope_id = ${to} where id = ${id}`;
	const tombs = await database.db.sql`select scope_id from sync_tomb where id = ${id}`;
	expect(tombs.map(({ scopeId }) => scopeId)).toEqual([from]);
	expect(await stale()).toEqual([]);
});
