import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database';
import { artificialHetu } from './demo/hetu';
import { rotateKeys, sealedColumns } from './key-rotation';
import { CannotUnseal, newSealingKey, parseSealingKeys, sealedHetu, sealingFrom } from './sealing';

const [old, fresh] = [newSealingKey('old'), newSealingKey('new')];
const before = sealingFrom(parseSealingKeys(old));
const during = sealingFrom(parseSealingKeys(`${fresh},${old}`));
const after = sealingFrom(parseSealingKeys(fresh));
let database: TestDatabase;

beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());

const hetus = Array.from({ length: 7 }, (_, i) => artificialHetu('1980-01-01', 900 + i));

async function addPeople(codes: string[], sealing = before) {
	for (const hetu of codes) {
		const { hetuSealed, hetuLookup } = sealedHetu(sealing, hetu);
		await database.db.sql`
			insert into people (id, hetu_sealed, hetu_lookup, family_name, given_names, call_name)
			values (${randomUUID()}, ${hetuSealed}, ${hetuLookup}, ${hetu}, 'x', 'x')`;
	}
}

test('A1 after a rotation everything opens, and is found, by the new key alone', async () => {
	const { sql } = database.db;
	await addPeople(hetus);
	await addPeople([artificialHetu('1980-01-01', 950)], during);
	await sql`insert into people (id, family_name, given_names, call_name) values (${randomUUID()}, 'none', 'x', 'x')`;
	expect(await rotateKeys(database.db, during, 3)).toBe(hetus.length);
	for (const hetu of hetus) {
		const [person] = await sql`
			select family_name, hetu_sealed from people where hetu_lookup = ${after.lookup(hetu, 'hetu')}`;
		expect(person?.familyName).toBe(hetu);
		expect(after.unseal(person!.hetuSealed, 'hetu')).toBe(hetu);
	}
});

test('A1 a second rotation finds nothing to do', async () => {
	expect(await rotateKeys(database.db, during, 3)).toBe(0);
	expect(await rotateKeys(database.db, after, 3)).toBe(0);
});

test('A1 a value whose key is gone stops the rotation, and nothing is lost', async () => {
	const lost = sealingFrom(parseSealingKeys(newSealingKey('lost')));
	const hetu = artificialHetu('1980-01-01', 960);
	await addPeople([hetu], lost);
	await expect(rotateKeys(database.db, after)).rejects.toThrow(CannotUnseal);
	const [person] = await database.db.sql`select hetu_sealed from people where family_name = ${hetu}`;
	expect(lost.unseal(person!.hetuSealed, 'hetu')).toBe(hetu);
});

test('A1 P2 T1 every sealed column of the database is renewed', async () => {
	const columns = await database.db.sql<{ name: string }[]>`
		select table_name || '.' || column_name as name from information_schema.columns
		where table_schema = 'public' and data_type = 'bytea' and column_name like '%sealed'
		order by name`;
	expect(sealedColumns.map(({ table, sealed }) => `${table}.${sealed}`).sort()).toEqual(
		columns.map(({ name }) => name)
	);
});
