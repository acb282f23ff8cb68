import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Database } from '$lib/server/db';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { buildHouse, scopeOf } from '../support/world';

// Why the cursor is a version under a lock, and not what one would reach for first.

const writers = 8;
const writesEach = 60;
let database: TestDatabase;
let owner: Database;
let scope: number;

beforeAll(async () => {
	database = await createTestDatabase();
	owner = connect(database.ownerUrl, { connections: 10 });
	const house = await buildHouse(owner.sql);
	scope = await scopeOf(owner.sql, 'building', house.id);
	await owner.sql.unsafe(`
		create sequence usual_seq;
		create table usual (id uuid primary key default gen_random_uuid(), seq bigint not null default nextval('usual_seq'), updated_at timestamptz not null default clock_timestamp())`);
});
afterAll(async () => {
	await owner.end();
	await database.drop();
});

/** Eight writers, whose transactions stay open for a few statements, and a reader that polls: what it saw, and how often. */
async function poll<C>(
	write: (tx: Parameters<Parameters<Database['begin']>[0]>[0] & Database['sql']) => Promise<string>,
	start: C,
	read: (after: C) => Promise<{ ids: string[]; next: C }>
) {
	const written: string[] = [];
	const seen = new Map<string, number>();
	let writing = writers;
	const work = Array.from({ length: writers }, async (_, number) => {
		for (let n = 0; n < writesEach; n++)
			await owner.begin(async (tx) => {
				const id = await write(tx as never);
				// What a transaction does after its first row: how long that takes differs.
				for (let more = (n + number) % 5; more > 0; more--) await tx`select 1`;
				written.push(id);
			});
		writing--;
	});
	let at = start;
	const look = async () => {
		const { ids, next } = await read(at);
		for (const id of ids) seen.set(id, (seen.get(id) ?? 0) + 1);
		at = next;
	};
	while (writing > 0) await look();
	await Promise.all(work);
	await look();
	return {
		written: written.length,
		lost: written.filter((id) => !seen.has(id)).length,
		repeated: [...seen.values()].filter((times) => times > 1).length
	};
}

const insertUsual = async (tx: Database['sql']) =>
	(await tx`insert into usual default values returning id`)[0]?.id as string;

test('I3 a sequence as the cursor loses rows', async () => {
	const found = await poll(insertUsual, 0, async (after) => {
		const rows = await owner.sql`select id, seq from usual where seq > ${after} order by seq`;
		return { ids: rows.map(({ id }) => id), next: rows.at(-1)?.seq ?? after };
	});
	expect(found.lost).toBeGreaterThan(0);
});

test('I3 the time of the change as the cursor loses rows', async () => {
	await owner.sql`delete from usual`;
	const found = await poll(insertUsual, '-infinity', async (after) => {
		const rows =
			await owner.sql`select id, updated_at::text as at from usual where updated_at > ${after}::text::timestamptz order by updated_at`;
		return { ids: rows.map(({ id }) => id), next: rows.at(-1)?.at ?? after };
	});
	expect(found.lost).toBeGreaterThan(0);
});

test("I3 the scope's version loses none and repeats none", async () => {
	const found = await poll(
		async (tx) =>
			(
				await tx`insert into sync_projections (scope_id, kind, id, data) values (${scope}, 'bulletin', gen_random_uuid(), '{}') returning id`
			)[0]?.id,
		0,
		(after) =>
			owner.begin('isolation level repeatable read read only', async (tx) => {
				const [row] = await tx`select ver from sync_scope where id = ${scope}`;
				const rows =
					await tx`select id from sync_projections where scope_id = ${scope} and kind = 'bulletin' and sync_ver > ${after}`;
				return { ids: rows.map(({ id }) => id), next: row?.ver };
			})
	);
	expect(found).toEqual({ written: writers * writesEach, lost: 0, repeated: 0 });
});
