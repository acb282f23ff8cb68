import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Database } from '$lib/server/db';
import { filesIn } from '$lib/server/imports/files';
import { runImport, type ImportOptions, type ImportOutcome } from '$lib/server/imports/run-import';
import { newSealingKey, parseSealingKeys, sealingFrom } from '$lib/server/sealing';
import { afterAll, beforeAll } from 'vitest';
import { recomputed } from '../simulation/oracle';
import { createTestDatabase } from './database';
import { ensureLandlord } from './world';

export const sealing = sealingFrom(parseSealingKeys(newSealingKey('test')));

export interface RegisterWorld {
	/** one connection, as an import has it */
	db: Database;
	url: string;
	examples: Record<string, string>;
	/** the examples with one file changed */
	file(name: string, change: (text: string) => string): Record<string, string>;
}

/** A landlord without a register, for the tests of one describe. */
export function registerWorld(): RegisterWorld {
	const world = {} as RegisterWorld;
	let drop: () => Promise<void>;
	beforeAll(async () => {
		const database = await createTestDatabase();
		drop = () => database.drop();
		world.db = importConnection(database.url);
		world.url = database.url;
		world.examples = await exampleFiles();
		world.file = (name, change) => ({ [name]: change(world.examples[name]!) });
		await ensureLandlord(world.db.sql);
	});
	afterAll(async () => {
		await world.db.end();
		await drop();
	});
	return world;
}

/** A connection of its own, as an import needs one. */
export function importConnection(url: string): Database {
	return connect(url, { connections: 1, statementTimeout: 0, applicationName: 'kellari import' });
}

export type Files = Record<string, string | Buffer>;

/** Imports files of these contents. */
export async function importFiles(
	db: Database,
	files: Files,
	options: Partial<ImportOptions> = {}
): Promise<ImportOutcome> {
	const folder = await mkdtemp(join(tmpdir(), 'kellari-registers-'));
	try {
		for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
		return await importFolder(db, folder, options);
	} finally {
		await rm(folder, { recursive: true });
	}
}

export async function importFolder(
	db: Database,
	folder: string,
	options: Partial<ImportOptions> = {}
): Promise<ImportOutcome> {
	return runImport(db, await filesIn([folder]), {
		askedBy: { by: 'command' },
		sealing,
		now: new Date('2026-11-22T10:00:00Z'),
		artificialHetuAllowed: true,
		...options
	});
}

export async function refusalsOf(db: Database, { id }: ImportOutcome) {
	const rows = await db.sql`
		select register, file, line, key, field, reason, detail from import_refusals
		where import_id = ${id} order by file, line, field, reason`;
	return rows.map((row) => ({ ...row }));
}

/** The documented examples, by name. */
export async function exampleFiles(): Promise<Record<string, string>> {
	const folder = 'docs/registers/example';
	const names = await readdir(folder);
	return Object.fromEntries(
		await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const))
	);
}

/** All rows of all registers and all that devices are told of, but for what an import writes of itself. */
export async function databaseText(db: Database): Promise<Record<string, string[]>> {
	const tables = await db.sql<{ name: string }[]>`
		select relname as name from pg_class
		where relnamespace = 'public'::regnamespace and relkind = 'r'
			and relname not in ('imports', 'import_refusals', 'schema_migrations') order by relname`;
	const text: Record<string, string[]> = {};
	for (const { name } of tables) {
		// What was written again, to the same value, is another row too.
		const rows =
			await db.sql`select xmin::text || ' ' || to_jsonb(t)::text as line from ${db.sql(name)} t order by 1`;
		text[name] = rows.map(({ line }) => line as string);
	}
	return text;
}

/** Projections and grants that would be otherwise if they were made anew. */
export async function stale(db: Database): Promise<string[]> {
	const ids = async (table: string) =>
		(await db.sql`select id from ${db.sql(table)}`).map(({ id }) => id as string);
	return recomputed(db, await ids('people'), await ids('buildings'));
}
