import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import { importConnection, importFolder, refusalsOf } from '../../../../tests/support/registers';
import { ensureLandlord } from '../../../../tests/support/world';
import type { Database } from '$lib/server/db';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
	database = await createTestDatabase();
	db = importConnection(database.url);
	await ensureLandlord(db.sql);
});
afterAll(async () => {
	await db.end();
	await database.drop();
});

test('T6 the documented examples are taken in, and change nothing the second time', async () => {
	const outcome = await importFolder(db, 'docs/registers/example');
	expect(outcome).toMatchObject({ state: 'done', problem: null });
	expect(await refusalsOf(db, outcome)).toEqual([]);
	const again = await importFolder(db, 'docs/registers/example');
	for (const { added, changed } of Object.values(again.counts)) expect([added, changed]).toEqual([0, 0]);
});
