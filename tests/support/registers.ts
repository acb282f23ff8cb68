import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Database } from '$lib/server/db';
import { filesIn } from '$lib/server/imports/files';
import { runImport, type ImportOptions, type ImportOutcome } from '$lib/server/imports/run-import';
import { newSealingKey, parseSealingKeys, sealingFrom } from '$lib/server/sealing';

export const sealing = sealingFrom(parseSealingKeys(newSealingKey('test')));

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
