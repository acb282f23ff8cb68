import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database';
import { connect, type Database } from './db';
import { migrate } from './migrate';

let database: TestDatabase;
let owner: Database;
let folder: string;
let appRole: string;

beforeAll(async () => {
	database = await createTestDatabase();
	owner = connect(database.ownerUrl, { connections: 2 });
	appRole = new URL(database.url).username;
});
afterAll(async () => {
	await owner.end();
	await database.drop();
});
beforeEach(async () => {
	await owner.sql`drop table if exists lamps, lamp_log, schema_migrations`;
	folder = await mkdtemp(join(tmpdir(), 'kellari-migrations-'));
	await write('0001_lamps.sql', 'create table lamps (id int primary key);');
	return () => rm(folder, { recursive: true });
});

const write = (name: string, text: string) => writeFile(join(folder, name), text);
const run = () => migrate(database.ownerUrl, { appRole, folder });

test('each migration is applied once, in order', async () => {
	await write('0002_lamp_color.sql', 'alter table lamps add color text;');
	expect(await run()).toEqual({ applied: ['0001_lamps.sql', '0002_lamp_color.sql'] });
	expect(await run()).toEqual({ applied: [] });
});

test('two processes that start at once apply them once', async () => {
	const [first, second] = await Promise.all([run(), run()]);
	expect([...first.applied, ...second.applied]).toEqual(['0001_lamps.sql']);
});

test('a failing migration leaves nothing of itself and says where it failed', async () => {
	await write('0002_broken.sql', 'insert into lamps values (1);\nselect nothing_like_it;');
	await expect(run()).rejects.toThrow('0002_broken.sql:2: column "nothing_like_it" does not exist');
	expect(await owner.sql`select * from lamps`).toEqual([]);
	expect(await owner.sql`select name from schema_migrations`).toEqual([{ name: '0001_lamps.sql' }]);
});

test('an edited migration is refused, another line ending is not', async () => {
	await write('0001_lamps.sql', 'create table lamps (\n\tid int\n);');
	await run();
	await write('0001_lamps.sql', 'create table lamps (\r\n\tid int\r\n);');
	await run();
	await write('0001_lamps.sql', 'create table lamps (\n\tid bigint\n);');
	await expect(run()).rejects.toThrow('0001_lamps.sql was edited');
});

test('a missing and a late migration are refused', async () => {
	await write('0003_more.sql', 'select 1;');
	await run();
	await write('0002_late.sql', 'select 1;');
	await expect(run()).rejects.toThrow('0002_late.sql comes before 0003_more.sql');
	await rm(join(folder, '0002_late.sql'));
	await rm(join(folder, '0003_more.sql'));
	await expect(run()).rejects.toThrow('0003_more.sql');
});

test('the application may use what is made, and a revoke lasts', async () => {
	await write(
		'0002_lamp_log.sql',
		`create table lamp_log (id bigserial, at timestamptz default now());
		do $$ begin
			execute format('revoke update, delete on lamp_log from %I', current_setting('kellari.app_role'));
		end $$;`
	);
	await run();
	await run();
	const { sql } = database.db;
	await sql`insert into lamp_log default values`;
	await expect(sql`delete from lamp_log`).rejects.toMatchObject({ code: '42501' });
	await sql`delete from lamps`;
	await expect(sql`select * from schema_migrations`).rejects.toMatchObject({ code: '42501' });
});

test('the application adds jobs in its own transaction', async () => {
	const { begin, sql } = database.db;
	await begin((tx) => tx`select graphile_worker.add_job('sendMail', ${tx.json({ to: 'x' })}::json)`);
	expect(await sql`select task_identifier from graphile_worker.jobs`).toEqual([
		{ taskIdentifier: 'sendMail' }
	]);
});
