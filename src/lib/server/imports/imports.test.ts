import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import {
	databaseText,
	importFiles,
	refusalsOf,
	registerWorld,
	stale
} from '../../../../tests/support/registers';

describe('the documented examples', () => {
	const world = registerWorld();

	test('T6 are checked and not written in a dry run', async () => {
		const before = await databaseText(world.db);
		const outcome = await importFiles(world.db, world.examples, { dryRun: true });
		expect(outcome).toMatchObject({ state: 'checked', counts: { people: { added: 4 } } });
		expect(await databaseText(world.db)).toEqual(before);
	});

	test('T6 are taken in whole, with projections and grants as if they were made anew', async () => {
		const outcome = await importFiles(world.db, world.examples);
		expect(outcome).toMatchObject({ state: 'done', problem: null });
		expect(await refusalsOf(world.db, outcome)).toEqual([]);
		expect(outcome.counts.people).toEqual({ read: 4, refused: 0, added: 4, changed: 0, ended: 0, kept: 0 });
		expect(await stale(world.db)).toEqual([]);
		const [home] = await world.db.sql`
			select data -> 'tenancies' -> 0 ->> 'address' as address from sync_projections projection
			join people person on person.id = projection.id where person.external_id = 'H-1'`;
		expect(home?.address).toBe('Koivukuja 3 A 2');
		const guardian = await world.db.sql`
			select from sync_grant held join people ward on ward.id = held.principal_id and ward.external_id = 'H-4'
			join people guardian on guardian.id = held.person_id and guardian.external_id = 'H-1'`;
		expect(guardian.length).toBeGreaterThan(0);
	});

	test('T6 change nothing the second time: not a byte, no version that a device would come for', async () => {
		await importFiles(world.db, world.examples);
		const before = await databaseText(world.db);
		const again = await importFiles(world.db, world.examples);
		expect(again.state).toBe('done');
		for (const { added, changed } of Object.values(again.counts)) expect([added, changed]).toEqual([0, 0]);
		expect(await databaseText(world.db)).toEqual(before);
	});

	test('T6 come to the same by JSON, in one file or by register', async () => {
		await importFiles(world.db, world.examples);
		const before = await databaseText(world.db);
		const set = await readFile('docs/registers/example.json', 'utf8');
		const asJson = await importFiles(world.db, { 'registers.json': set });
		expect(asJson).toMatchObject({ state: 'done', counts: { people: { added: 0, changed: 0 } } });
		const people = (JSON.parse(set) as { people: object[] }).people;
		await importFiles(world.db, { 'people.jsonl': people.map((row) => JSON.stringify(row)).join('\n') });
		expect(await databaseText(world.db)).toEqual(before);
	});

	test('T6 A1 keep an identity code sealed, and nowhere else', async () => {
		await importFiles(world.db, world.examples);
		const text = JSON.stringify(await databaseText(world.db));
		expect(text).not.toContain('010594Y9032');
		expect(text).toContain('hetu_sealed');
	});
});

describe('as Finnish systems write it', () => {
	const world = registerWorld();

	test('T6 Windows-1252, commas, a byte order mark and line ends of any kind are read', async () => {
		await importFiles(world.db, world.examples);
		const names = () => world.db.sql`select family_name, given_names from people order by external_id`;
		const before = [...(await names())];
		const people = world.examples['people.csv']!;
		const inCommas = people.replaceAll(';', ',');
		await importFiles(
			world.db,
			world.file('people.csv', (text) => text.replaceAll('Mäkelä', 'X'))
		);
		for (const content of [
			Buffer.from(people, 'latin1'),
			`\ufeff${people}`,
			inCommas,
			people.replaceAll('\n', '\r\n'),
			people.replaceAll(';', '\t')
		]) {
			const outcome = await importFiles(world.db, { 'people.csv': content });
			expect(outcome.problem).toBeNull();
			expect([...(await names())]).toEqual(before);
		}
	});

	test('T6 the euro sign of Windows-1252 is one', async () => {
		await importFiles(world.db, world.examples);
		const invoices = world.examples['invoices.csv']!.replace('Vuokra 10/2026', 'Vuokra € – “10”');
		const bytes = Buffer.concat(
			[...invoices].map((letter) =>
				Buffer.from([{ '€': 0x80, '–': 0x96, '“': 0x93, '”': 0x94 }[letter] ?? letter.charCodeAt(0)])
			)
		);
		await importFiles(world.db, { 'invoices.csv': bytes });
		const [row] = await world.db.sql`select description from invoices where external_id = 'L-2026-10-1'`;
		expect(row?.description).toBe('Vuokra € – “10”');
	});

	test('T6 a column that is not in the file stays as it is; an empty one is emptied', async () => {
		await importFiles(world.db, world.examples);
		await importFiles(world.db, {
			'people.csv': 'externalId;familyName;givenNames;email\nH-1;Mäkelä;Satu Maria;\n'
		});
		const [row] = await world.db.sql`select phone, email from people where external_id = 'H-1'`;
		expect({ ...row }).toEqual({ phone: '040 555 0101', email: null });
	});
});
