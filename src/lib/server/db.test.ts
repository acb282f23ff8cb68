import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database';
import { connect } from './db';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await connectAsOwner(async (owner) => {
		await owner.sql`
			create table notes (
				id bigint primary key,
				written_on date,
				seen_at timestamptz,
				extra_facts jsonb
			)`;
	});
});
afterAll(() => database.drop());

async function connectAsOwner(fn: (owner: ReturnType<typeof connect>) => Promise<void>) {
	const owner = connect(database.ownerUrl, { connections: 1 });
	await fn(owner);
	await owner.end();
}

test('columns come back in camel case, and the keys inside jsonb as they were', async () => {
	const { sql } = database.db;
	await sql`insert into notes (id, extra_facts) values (1, ${sql.json({ snake_key: { inner_key: 1 } })})`;
	const [row] = await sql`select extra_facts from notes where id = 1`;
	expect(row).toEqual({ extraFacts: { snake_key: { inner_key: 1 } } });
});

test('a bigint is a number, a day is text, an instant is a Date', async () => {
	const { sql } = database.db;
	const note = { id: 2, writtenOn: '2026-03-29', seenAt: new Date('2026-03-29T00:30:00Z') };
	await sql`insert into notes ${sql(note)}`;
	expect(await sql`select id, written_on, seen_at from notes where id = ${2}`).toEqual([note]);
	expect(await sql`select count(*) from notes where id = 2`).toEqual([{ count: 1 }]);
});

test('a bigint that a number can not hold exactly is an error, not another number', async () => {
	await expect(database.db.sql`select 9007199254740993::bigint as id`).rejects.toThrow('9007199254740993');
});

test('a Date is not accepted for a day, which would depend on the time zone', async () => {
	const { sql } = database.db;
	await expect(sql`select ${sql.typed.date(new Date() as never)} as day`).rejects.toThrow('YYYY-MM-DD');
});

test('the pool refuses inside a transaction, and serves again after it', async () => {
	const { sql, begin } = database.db;
	await begin(async (tx) => {
		expect(() => void sql`select 1`).toThrow('inside a transaction');
		await expect(begin(async () => undefined)).rejects.toThrow('inside a transaction');
		expect(await tx`select 1 as one`).toEqual([{ one: 1 }]);
	});
	expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
});

test('work left running by a transaction may use the pool once that is over', async () => {
	const { sql, begin } = database.db;
	let later: Promise<unknown> | undefined;
	const over = Promise.withResolvers<void>();
	await begin(async () => void (later = over.promise.then(() => sql`select 1 as one`)));
	over.resolve();
	expect(await later).toEqual([{ one: 1 }]);
});

test('a thrown error rolls back', async () => {
	const { sql, begin } = database.db;
	const failing = begin(async (tx) => {
		await tx`insert into notes (id) values (3)`;
		throw new Error('no');
	});
	await expect(failing).rejects.toThrow('no');
	expect(await sql`select id from notes where id = 3`).toEqual([]);
});

test('more transactions than connections wait for their turn, in order', async () => {
	const one = connect(database.url, { connections: 1 });
	const order: number[] = [];
	const numbers = Array.from({ length: 20 }, (_, i) => i);
	await Promise.all(
		numbers.map((i) =>
			one.begin('isolation level repeatable read', async (tx) => {
				await tx`select pg_sleep(0.005)`;
				order.push(i);
			})
		)
	);
	expect(order).toEqual(numbers);
	await one.end();
});

test('a long transaction holds up no single query', async () => {
	const { sql, begin } = database.db;
	const release = Promise.withResolvers<void>();
	const started = Promise.withResolvers<void>();
	const long = begin(async (tx) => {
		await tx`select 1`;
		started.resolve();
		await release.promise;
	});
	await started.promise;
	await Promise.all(Array.from({ length: 20 }, () => sql`select 1`));
	release.resolve();
	await long;
});

test('fragments, also unused ones, take no connection', async () => {
	const { sql } = database.db;
	const wanted = sql`id = ${2}`;
	for (let i = 0; i < 50; i++) void sql`unused`;
	expect(await sql`select id from notes where ${wanted} and ${sql('id')} in ${sql([1, 2])}`).toEqual([
		{ id: 2 }
	]);
});

test('a failed query frees its connection for the next ones', async () => {
	const { sql } = database.db;
	await Promise.all(Array.from({ length: 12 }, () => expect(sql`select broken`).rejects.toThrow('broken')));
	expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
});

test('a notification reaches who listens', async () => {
	const heard = Promise.withResolvers<string>();
	const { unlisten } = await database.db.listen('pokes', heard.resolve);
	await database.db.sql`select pg_notify('pokes', 'building:1')`;
	expect(await heard.promise).toBe('building:1');
	await unlisten();
});

test('a statement that runs too long is ended', async () => {
	const db = connect(database.url, { connections: 1, statementTimeout: 50 });
	await expect(db.sql`select pg_sleep(5)`).rejects.toMatchObject({ code: '57014' });
	await db.end();
});

test('the application may neither make tables nor escape row-level security', async () => {
	await expect(database.db.sql`create table mine (id int)`).rejects.toMatchObject({ code: '42501' });
	const [role] = await database.db.sql`
		select rolsuper, rolbypassrls, rolcreatedb from pg_roles where rolname = current_user`;
	expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreatedb: false });
});
