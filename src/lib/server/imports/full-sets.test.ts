import { beforeEach, describe, expect, test } from 'vitest';
import { databaseText, importFiles, registerWorld, stale } from '../../../../tests/support/registers';

describe('a full set', () => {
	const world = registerWorld();
	beforeEach(
		async () =>
			void (await importFiles(world.db, world.examples, {
				full: ['parties', 'occupancies'],
				endEvenMany: true
			}))
	);

	const without = (name: string, key: string) =>
		world.file(name, (text) =>
			text
				.split('\n')
				.filter((line) => !line.startsWith(`${key};`))
				.join('\n')
		);

	test('T6 says that what is not in it ended yesterday, and only where that is asked for', async () => {
		await importFiles(world.db, without('occupancies.csv', 'A-3'));
		const end = async () =>
			(await world.db.sql`select ends_on from occupancies where external_id = 'A-3'`)[0]?.endsOn;
		expect(await end()).toBeNull();
		const options = { full: ['occupancies'] as const, endEvenMany: true };
		const outcome = await importFiles(world.db, without('occupancies.csv', 'A-3'), options);
		expect(outcome.counts.occupancies).toMatchObject({ ended: 1, changed: 0 });
		expect(await end()).toBe('2026-11-21');
		expect(await stale(world.db)).toEqual([]);
		const before = await databaseText(world.db);
		await importFiles(world.db, without('occupancies.csv', 'A-3'), options);
		expect(await databaseText(world.db)).toEqual(before);
	});

	test('T6 removes a party that is not in it, and what has not begun', async () => {
		const later = world.file('occupancies.csv', (text) => `${text}A-5;H-3;K-100-A-1;2027-06-01;\n`);
		await importFiles(world.db, { ...world.examples, ...later });
		const outcome = await importFiles(
			world.db,
			{ ...without('parties.csv', 'S-1;H-2'), 'occupancies.csv': world.examples['occupancies.csv']! },
			{ full: ['parties', 'occupancies'], endEvenMany: true }
		);
		expect(outcome.counts).toMatchObject({ parties: { ended: 1 }, occupancies: { ended: 1 } });
		expect(await world.db.sql`select from agreement_parties`).toHaveLength(2);
		expect(await world.db.sql`select from occupancies where external_id = 'A-5'`).toHaveLength(0);
		expect(await stale(world.db)).toEqual([]);
	});

	test('T6 that would end more than a tenth is taken for a mistake', async () => {
		const before = await databaseText(world.db);
		expect(
			await importFiles(world.db, without('occupancies.csv', 'A-3'), { full: ['occupancies'] })
		).toMatchObject({
			state: 'refused',
			problem: { reason: 'tooManyEnded', register: 'occupancies', rows: 1, of: 4 }
		});
		expect(await databaseText(world.db)).toEqual(before);
	});

	test('T6 does not end what is in it and was refused', async () => {
		const outcome = await importFiles(
			world.db,
			world.file('occupancies.csv', (t) =>
				t.replace('A-3;H-3;K-100-A-2;2021-12-01', 'A-3;H-3;K-100-A-2;soon')
			),
			{ full: ['occupancies'], endEvenMany: true }
		);
		expect(outcome.counts.occupancies).toMatchObject({ refused: 1, ended: 0 });
	});

	test('T6 ends nothing where a refused row can’t be told from the others', async () => {
		const outcome = await importFiles(
			world.db,
			world.file('occupancies.csv', (t) => t.replace('A-3;', ';')),
			{
				full: ['occupancies'],
				endEvenMany: true
			}
		);
		expect(outcome).toMatchObject({ state: 'refused', problem: { reason: 'endWithoutKeys' } });
	});
});
