import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import {
	databaseText,
	importFiles,
	refusalsOf,
	registerWorld,
	stale
} from '../../../../tests/support/registers';

// Whatever a file holds: it is refused or taken in, never a crash, and what is here stays whole.

const world = registerWorld();
beforeAll(async () => void (await importFiles(world.db, world.examples)));

const hetu = /\d{6}[-+A-FU-Y]\d{3}[\dA-Y]/;

/** A real file with something done to its bytes. */
const damaged = fc.record({
	name: fc.constantFrom(
		'people.csv',
		'occupancies.csv',
		'parties.csv',
		'invoices.csv',
		'payments.csv',
		'staircases.csv'
	),
	hits: fc.array(
		fc.record({
			at: fc.double({ min: 0, max: 1, noNaN: true }),
			kind: fc.constantFrom('put', 'cut', 'double', 'end'),
			bytes: fc.oneof(
				fc.uint8Array({ minLength: 1, maxLength: 6 }),
				fc
					.constantFrom(
						';',
						'"',
						'\n',
						'\u0000',
						'\ufeff',
						'\ud800',
						"'; drop table people; --",
						'{"a":',
						'010594Y9032',
						'-1',
						'1e309'
					)
					.map((text) => Buffer.from(text))
			)
		}),
		{ minLength: 1, maxLength: 5 }
	)
});

function damage(text: string, hits: { at: number; kind: string; bytes: Uint8Array }[]): Buffer {
	let content = Buffer.from(text);
	for (const { at, kind, bytes } of hits) {
		const place = Math.floor(at * content.length);
		if (kind === 'end') content = content.subarray(0, place);
		else if (kind === 'cut')
			content = Buffer.concat([content.subarray(0, place), content.subarray(place + bytes.length)]);
		else if (kind === 'double') content = Buffer.concat([content, content.subarray(place)]);
		else content = Buffer.concat([content.subarray(0, place), bytes, content.subarray(place)]);
	}
	return content;
}

test('T6 a damaged file is refused or taken in by its good rows: never a crash, never half a change', async () => {
	await fc.assert(
		fc.asyncProperty(damaged, async ({ name, hits }) => {
			const content = damage(world.examples[name]!, hits);
			const before = await databaseText(world.db);
			const outcome = await importFiles(world.db, { [name]: content }, { acceptManyRefused: true });
			expect(['done', 'refused']).toContain(outcome.state);
			if (outcome.state === 'refused') expect(await databaseText(world.db)).toEqual(before);
			expect(JSON.stringify([{ ...outcome, id: null }, await refusalsOf(world.db, outcome)])).not.toMatch(
				hetu
			);
		}),
		{ numRuns: 40 }
	);
	expect(await stale(world.db)).toEqual([]);
}, 120_000);

test('T6 JSON of any shape is refused or taken in', async () => {
	const anything = fc.json({ maxDepth: 4 });
	const almost = fc
		.array(
			fc.dictionary(
				fc.constantFrom(
					'externalId',
					'familyName',
					'givenNames',
					'hetu',
					'bornOn',
					'phone',
					'__proto__',
					'office'
				),
				fc.jsonValue({ maxDepth: 2 })
			)
		)
		.map((rows) => JSON.stringify(rows));
	const before = await databaseText(world.db);
	await fc.assert(
		fc.asyncProperty(fc.oneof(anything, almost), async (text) => {
			const outcome = await importFiles(
				world.db,
				{ 'people.json': text },
				{ acceptManyRefused: true, dryRun: true }
			);
			expect(['checked', 'refused']).toContain(outcome.state);
		}),
		{ numRuns: 60 }
	);
	expect(await databaseText(world.db)).toEqual(before);
}, 120_000);
