import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database';
import { published, tableKinds, tables } from './rows';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());

describe.each(tableKinds)('a field of %s', (kind) => {
	const { table } = tables[kind];
	const columns = tables[kind].columns.map(([, column]) => column);

	test('has a column, and no column is left out', async () => {
		const found = await database.db.sql`
			select column_name::text from information_schema.columns
			where table_name = ${table} and column_name not in ('scope_id', 'id', 'sync_ver')`;
		const inDatabase = found.map(({ columnName }) => columnName as string);
		expect(
			inDatabase.filter((column) => !columns.includes(column)),
			'columns that rows.ts lacks'
		).toEqual([]);
		expect(
			columns.filter((column) => !inDatabase.includes(column)),
			'columns that the database lacks'
		).toEqual([]);
	});

	test('is stamped, counted and never truncated', async () => {
		const triggers = await database.db.sql`
			select tgname::text as name from pg_trigger where tgrelid = ${table}::regclass and not tgisinternal`;
		expect(triggers.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['sync_stamp', 'sync_account', 'sync_refuse_truncate'])
		);
	});
});

test('an instant reaches the device in one form, whatever Postgres writes', () => {
	const row = published('readMark', {
		subject_kind: 'bulletin',
		version: 3,
		read_at: '2026-03-10T10:00:00.123456+00:00'
	});
	expect(row).toEqual({ subjectKind: 'bulletin', version: 3, readAt: '2026-03-10T10:00:00.123Z' });
});
