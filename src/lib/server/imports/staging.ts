import { readRow, type FieldRefusal } from '$lib/domain/register-rows';
import type { ReadingRules } from '$lib/domain/register-values';
import { registerNames, registers, type Column, type RegisterName } from '$lib/domain/registers';
import type { Sql } from '$lib/server/db';
import type { Sealing } from '$lib/server/sealing';
import { snake, stagedColumns } from './columns';
import type { RowSource } from './files';
import type { NamedRow } from './json-rows';
import { ImportRefused } from './refused';
import type { ImportSession } from './session';

// Every row is read and looked at by itself, and lies in a temporary table of its register until all are compared.

export interface Staging {
	importId: string;
	rules: ReadingRules;
	sealing: Sealing;
}

const rowsAtOnce = 2000;

type Staged = Record<string, unknown>;
interface Refused extends FieldRefusal {
	line: number;
	key: string | null;
}

export async function prepareStaging({ sql }: ImportSession): Promise<void> {
	await sql.unsafe(`
		drop table if exists import_files;
		create temp table import_files (n int primary key, name text not null)`);
	for (const name of registerNames) {
		const columns = registers[name].columns.flatMap(stagedColumns);
		const list = columns.map(([column, type]) => `${column} ${type}`).join(', ');
		await sql.unsafe(`
			drop table if exists staged_${name}, checked_${name}, bad_${name}, planned_${name}, gone_${name}, awaiting_${name};
			create temp table staged_${name} (file int not null, line bigint not null, given int not null, ${list})`);
	}
}

export interface FileCount {
	name: string;
	rows: Partial<Record<RegisterName, number>>;
}

/** @throws ImportRefused where a file as a whole can't be read */
export async function stage(
	session: ImportSession,
	staging: Staging,
	source: RowSource,
	place: number
): Promise<FileCount> {
	const count: FileCount = { name: source.name, rows: {} };
	await session.sql`insert into import_files (n, name) values (${place}, ${source.name})`;
	let rows: NamedRow[] = [];
	for await (const row of source.rows()) {
		count.rows[row.register] = (count.rows[row.register] ?? 0) + 1;
		if (rows.length > 0 && (rows.length === rowsAtOnce || rows[0]!.register !== row.register)) {
			await write(session, staging, source.name, place, rows);
			rows = [];
		}
		rows.push(row);
	}
	await write(session, staging, source.name, place, rows);
	return count;
}

async function write(
	{ sql }: ImportSession,
	staging: Staging,
	file: string,
	place: number,
	rows: readonly NamedRow[]
): Promise<void> {
	const register = rows[0]?.register;
	if (!register) return;
	const good: Staged[] = [];
	const bad: Refused[] = [];
	for (const row of rows) {
		const { line } = row;
		if ('broken' in row) {
			bad.push({ line, key: null, field: null, reason: row.broken, detail: null });
			continue;
		}
		const read = readRow(register, row.fields, staging.rules);
		if ('values' in read)
			good.push(stagedRow(register, read.values, staging.sealing, { file: place, line, given: read.given }));
		else
			bad.push(
				...read.refusals.map((refusal) => ({
					...refusal,
					line,
					key: keyOf(register, row.fields, read.refusals)
				}))
			);
	}
	await insertStaged(sql, register, good);
	await insertRefusals(sql, staging.importId, register, file, bad);
}

function stagedRow(
	register: RegisterName,
	values: Record<string, unknown>,
	sealing: Sealing,
	row: Staged
): Staged {
	for (const { column, name } of stagedValues[register]) {
		const value = values[column.name] ?? null;
		if (column.kind !== 'hetu') row[name] = value;
		else if (typeof value === 'string') {
			row.hetu_sealed = bytea(sealing.seal(value, 'hetu'));
			row.hetu_lookup = bytea(sealing.lookup(value, 'hetu'));
			row.hetu_lookups = sealing.lookups(value, 'hetu').map(bytea);
		}
	}
	return row;
}

/** Named once, not for each of millions of values. */
const stagedValues = Object.fromEntries(
	registerNames.map((register) => [
		register,
		registers[register].columns.map((column) => ({ column, name: stagedColumns(column)[0]![0] }))
	])
) as Record<RegisterName, { column: Column; name: string }[]>;

const bytea = (bytes: Buffer) => `\\x${bytes.toString('hex')}`;

async function insertStaged(sql: Sql, register: RegisterName, rows: Staged[]): Promise<void> {
	if (rows.length === 0) return;
	const columns: [string, string][] = [
		['file', 'int'],
		['line', 'bigint'],
		['given', 'int'],
		...registers[register].columns.flatMap(stagedColumns)
	];
	const names = columns.map(([name]) => name).join(', ');
	await sql.unsafe(
		`insert into staged_${register} (${names})
		select ${names} from json_to_recordset(($1::text)::json) as row(${columns.map((each) => each.join(' ')).join(', ')})`,
		[JSON.stringify(rows)]
	);
}

async function insertRefusals(
	sql: Sql,
	importId: string,
	register: RegisterName,
	file: string,
	rows: Refused[]
): Promise<void> {
	if (rows.length === 0) return;
	await sql`
		insert into import_refusals (import_id, register, file, line, key, field, reason, detail)
		select ${importId}, ${register}, ${file}, line, key, field, reason, detail
		from json_to_recordset((${JSON.stringify(rows)}::text)::json)
			as refusal(line bigint, key text, field text, reason text, detail text)`;
}

/** The row's name in the landlord's system, unless that is what is wrong with it. */
function keyOf(
	register: RegisterName,
	fields: ReadonlyMap<string, string>,
	refusals: readonly FieldRefusal[]
): string | null {
	const parts = registers[register].key.map((name) => {
		const isUnusable = refusals.some(({ field }) => field === name);
		return isUnusable ? null : (fields.get(name)?.trim() ?? null);
	});
	return parts.includes(null) ? null : parts.join(' ');
}

export function stagedKey(register: RegisterName, alias: string): string {
	return registers[register].key.map((name) => `${alias}.${snake(name)}`).join(` || ' ' || `);
}

/** A file that has nothing at all is more likely a mistake than a register without rows. */
export function refuseNothing(counts: readonly FileCount[]): void {
	if (counts.length === 0) throw new ImportRefused({ reason: 'nothingToRead' });
}
