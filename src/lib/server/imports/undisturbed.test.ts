import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import {
	importConnection,
	importFiles,
	registerWorld,
	sealing,
	stale
} from '../../../../tests/support/registers';
import { addPerson, moveIn } from '../../../../tests/support/world';
import type { RowSource } from './files';
import { rowFrom } from './json-rows';
import { push } from '$lib/server/sync/push';
import { runImport } from './run-import';
import type { ImportSession } from './session';

// What happens while an import runs, and to one that is stopped.

const homes = 200;
const people: RowSource = {
	name: 'people',
	async *rows() {
		for (let n = 0; n < homes; n++)
			yield {
				register: 'people',
				...rowFrom({ externalId: `N-${n}`, familyName: 'Niemi', givenNames: `Kai ${n}` }, n + 1)
			};
	}
};
const occupancies: RowSource = {
	name: 'occupancies',
	async *rows() {
		for (let n = 0; n < homes; n++)
			yield {
				register: 'occupancies',
				...rowFrom(
					{ externalId: `N-${n}`, person: `N-${n}`, apartment: 'K-100-A-1', startsOn: '2026-01-01' },
					n + 1
				)
			};
	}
};
const options = { askedBy: { by: 'command' as const }, sealing, now: new Date('2026-11-22T10:00:00Z') };
const world = registerWorld();
const examples = () => importFiles(world.db, world.examples);

beforeAll(async () => void (await examples()));

/** Calls back before each transaction of the import. */
function watched(before: (nth: number) => Promise<void> | void): ImportSession {
	let nth = 0;
	return {
		sql: world.db.sql,
		async begin(fn) {
			await before(++nth);
			return world.db.begin(fn);
		}
	};
}

test('T6 an import that is stopped between two batches has whole ones, and goes on when it is run again', async () => {
	const stop = new AbortController();
	const first = await runImport(
		watched((nth) => void (nth === 1 && stop.abort())),
		[people],
		{ ...options, signal: stop.signal }
	);
	expect(first.state).toBe('interrupted');
	const written = async () => (await world.db.sql`select from people where external_id like 'N-%'`).length;
	const half = await written();
	expect(half).toBeGreaterThan(0);
	expect(half).toBeLessThan(homes);
	expect(await stale(world.db)).toEqual([]);
	const second = await runImport(world.db, [people, occupancies], options);
	expect(second.counts.people).toMatchObject({ added: homes - half, changed: 0 });
	expect(await written()).toBe(homes);
	expect(await stale(world.db)).toEqual([]);
});

test('T6 an import whose connection is killed in the middle of a batch leaves no half of it', async () => {
	const own = importConnection(world.url);
	const [backend] = await own.sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
	const rows: RowSource = {
		name: 'people',
		async *rows() {
			for (let n = 0; n < 250; n++)
				yield {
					register: 'people',
					...rowFrom({ externalId: `K-${n}`, familyName: 'K', givenNames: 'K' }, n + 1)
				};
		}
	};
	let batch = 0;
	const session: ImportSession = {
		sql: own.sql,
		begin: (fn) =>
			own.begin(async (tx) => {
				const done = await fn(tx);
				if (++batch === 2) await world.db.sql`select pg_terminate_backend(${backend!.pid})`;
				return done;
			})
	};
	await expect(runImport(session, [rows], options)).rejects.toThrow();
	await own.end();
	expect(await world.db.sql`select from people where external_id like 'K-%'`).toHaveLength(100);
	expect(await stale(world.db)).toEqual([]);
	await runImport(world.db, [rows], options);
	expect(await world.db.sql`select from people where external_id like 'K-%'`).toHaveLength(250);
	const states = await world.db.sql`select state from imports order by started_at desc, finished_at desc`;
	expect(states.map(({ state }) => state)).toContain('interrupted');
});

test('T6 two imports exclude each other', async () => {
	const other = importConnection(world.url);
	let second;
	await runImport(
		watched(async (nth) => {
			if (nth === 1) second = await runImport(other, [people], options);
		}),
		[rowsOf('people', { externalId: 'Z-1', familyName: 'Z', givenNames: 'Z' })],
		options
	);
	await other.end();
	expect(second).toMatchObject({ state: 'refused', problem: { reason: 'anotherRuns' } });
});

test('T6 what an import is refused for is kept, with who asked', async () => {
	await importFiles(world.db, { 'people.csv': 'hat\n' });
	const [kept] = await world.db
		.sql`select state, problem, asked_by from imports order by started_at desc, finished_at desc limit 1`;
	expect(kept).toMatchObject({ askedBy: 'command' });
});

function rowsOf(register: 'people' | 'occupancies', ...objects: object[]): RowSource {
	return {
		name: register,
		async *rows() {
			for (const [n, object] of objects.entries()) yield { register, ...rowFrom(object, n + 1) };
		}
	};
}

describe('a resident meanwhile', () => {
	test('T6 X6 sends between two batches, and neither loses anything', async () => {
		const resident = await addPerson(world.db.sql, 'Aino');
		const [home] = await world.db.sql`select id from apartments where external_id = 'K-100-A-1'`;
		await moveIn(world.db.sql, resident.id, home?.id);
		const web = importConnection(world.url);
		const client = randomUUID();
		const slowest = { ms: 0 };
		let sent = 0;
		const rows: RowSource = {
			name: 'people',
			async *rows() {
				for (let n = 0; n < homes; n++)
					yield {
						register: 'people',
						...rowFrom({ externalId: `N-${n}`, familyName: 'Niemelä', givenNames: 'Kai' }, n + 1)
					};
			}
		};
		const session: ImportSession = {
			sql: world.db.sql,
			begin: (fn) =>
				world.db.begin(async (tx) => {
					const done = await fn(tx);
					// The batch is written, its locks are held, and it is not committed.
					const began = performance.now();
					const end = await push(
						web,
						{ personId: resident.id, client, now: options.now, alert: () => undefined },
						[
							[
								++sent,
								resident.id,
								'chooseLanguage',
								1,
								{ id: resident.id, language: sent % 2 ? 'sv' : 'fi' }
							]
						]
					);
					slowest.ms = Math.max(slowest.ms, performance.now() - began);
					expect(end).toEqual({ end: 'all' });
					return done;
				})
		};
		await runImport(session, [rows], options);
		await web.end();
		expect(sent).toBeGreaterThan(1);
		const [profile] = await world.db.sql`select language from profiles where id = ${resident.id}`;
		expect(profile?.language).toBe(sent % 2 ? 'sv' : 'fi');
		expect(await world.db.sql`select from people where family_name = 'Niemelä'`).toHaveLength(homes);
		expect(await stale(world.db)).toEqual([]);
	});
});

test('T6 nothing is noted and forgotten: what a batch affects is made anew as it commits', async () => {
	const moved = rowsOf('occupancies', {
		externalId: 'N-1',
		person: 'N-1',
		apartment: 'K-100-B-9',
		startsOn: '2026-01-01'
	});
	await runImport(world.db, [moved], options);
	expect(await world.db.sql`select from refresh_wanted`).toHaveLength(0);
	const [row] = await world.db.sql`
		select data #>> '{tenancies,0,address}' as address from sync_projections projection
		join people person on person.id = projection.id where person.external_id = 'N-1'`;
	expect(row?.address).toBe('Koivukuja 3 B 9');
	expect(await stale(world.db)).toEqual([]);
});
