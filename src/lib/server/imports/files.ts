import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isRegisterName, registerNames, type RegisterName } from '$lib/domain/registers';
import { csvRows } from './csv-rows';
import { jsonRows, type NamedRow } from './json-rows';
import { ImportRefused } from './refused';

/** Rows from somewhere, in the order in which they stand there. */
export interface RowSource {
	/** as reports call it */
	name: string;
	rows(): AsyncIterable<NamedRow>;
}

/**
 * `people.csv`, `people-2026-11.json`: the register's name, then anything. `registers.json` has several.
 * @param register where the name does not say it
 */
export function fileSource(path: string, name = basename(path), register?: RegisterName): RowSource {
	const [, stem = '', ending = ''] = /^([a-z]+)(?:[^a-z].*)?\.([a-z]+)$/i.exec(name) ?? [];
	const which = register ?? stem.toLowerCase();
	const isJson = /^(json|jsonl|ndjson)$/i.test(ending);
	if (isJson && which === 'registers') return { name, rows: () => jsonRows(path, name) };
	if (!isRegisterName(which) || !(isJson || /^csv$/i.test(ending)))
		throw new ImportRefused({ reason: 'unknownFile', file: name.slice(0, 100) });
	if (isJson) return { name, rows: () => jsonRows(path, name, which) };
	return {
		name,
		async *rows() {
			for await (const row of csvRows(path, name, which)) yield { register: which, ...row };
		}
	};
}

/** The files named, and those of the folders named, a register's before those that refer to it. */
export async function filesIn(paths: readonly string[]): Promise<RowSource[]> {
	const files: string[] = [];
	for (const path of paths) {
		const isFolder = (await stat(path)).isDirectory();
		if (!isFolder) files.push(path);
		else for (const name of await readdir(path)) if (!name.startsWith('.')) files.push(join(path, name));
	}
	const place = (path: string) => registerNames.findIndex((name) => basename(path).startsWith(name));
	return files.sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1)).map((path) => fileSource(path));
}
