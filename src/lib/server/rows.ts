import { entityFields, type Entities, type EntityKind } from '$lib/domain/entities';
import type { Change } from '$lib/domain/mutation';
import type { Sql } from './db';

/** Where each kind lives. Kinds without a table are projections. */
const tableNames = {
	attachment: 'attachments',
	conversation: 'conversations',
	defectEntry: 'defect_entries',
	defectFollow: 'defect_follows',
	defectReport: 'defect_reports',
	message: 'messages',
	profile: 'profiles',
	readMark: 'read_marks'
} as const satisfies Partial<Record<EntityKind, string>>;

export type TableKind = keyof typeof tableNames;
export const tableKinds = Object.keys(tableNames) as TableKind[];

interface Table {
	table: string;
	/** [field, column]: a field keeps its word from form to column, and only its case changes. */
	columns: [string, string][];
}

export const tables = Object.fromEntries(
	tableKinds.map((kind) => {
		const columns = entityFields[kind].map((field): [string, string] => [field, snake(field)]);
		return [kind, { table: tableNames[kind], columns }];
	})
) as Record<TableKind, Table>;

export function isTableKind(kind: EntityKind): kind is TableKind {
	return Object.hasOwn(tableNames, kind);
}

/** Locks and reads the row that a rule decides on; absent where it is not in this scope, whoever's it may be. */
export async function lockRow<K extends EntityKind>(
	sql: Sql,
	kind: K,
	scopeId: number,
	id: string
): Promise<Entities[K] | undefined> {
	if (!isTableKind(kind)) throw new Error(`${kind} is a projection: nothing is decided on it`);
	const { table } = tables[kind];
	const [found] = await sql`
		select to_jsonb(t) as data from ${sql(table)} t
		where t.id = ${id} and t.scope_id = ${scopeId}
		for update`;
	return found && ({ id, ...published(kind, found.data) } as Entities[K]);
}

export async function findScopeOf(sql: Sql, kind: EntityKind, id: string): Promise<number | undefined> {
	if (!isTableKind(kind)) return undefined;
	const [found] = await sql`select scope_id from ${sql(tables[kind].table)} where id = ${id}`;
	return found?.scopeId;
}

export async function rowExists(sql: Sql, kind: EntityKind, scopeId: number, id: string): Promise<boolean> {
	if (!isTableKind(kind)) return false;
	const found = await sql`select from ${sql(tables[kind].table)} where id = ${id} and scope_id = ${scopeId}`;
	return found.length > 0;
}

/** Creations insert and changes update: an upsert would let a stranger overwrite a row by naming its id. */
export async function writeChange(sql: Sql, scopeId: number, change: Change): Promise<void> {
	const kind = 'create' in change ? change.create : change.change;
	if (!isTableKind(kind)) throw new Error(`${kind} is a projection: nothing is written to it`);
	const { table, columns } = tables[kind];
	const row = change.row as unknown as Record<string, unknown>;
	const values = Object.fromEntries(columns.map(([field, column]) => [column, row[field] ?? null]));
	if ('create' in change)
		await sql`insert into ${sql(table)} ${sql({ id: row.id, scopeId, ...values } as never)}`;
	else
		await sql`update ${sql(table)} set ${sql(values as never)} where id = ${row.id as string} and scope_id = ${scopeId}`;
}

/** A row of `to_jsonb`, as the device gets it: its words in camel case, instants in one form, no id. */
export function published(kind: EntityKind, data: Record<string, unknown>): Record<string, unknown> {
	if (!isTableKind(kind)) {
		const { id: _id, ...rest } = data;
		return rest;
	}
	return Object.fromEntries(
		tables[kind].columns.map(([field, column]) => {
			const value = data[column];
			const isInstant = field.endsWith('At') && typeof value === 'string';
			return [field, isInstant ? new Date(value).toISOString() : value];
		})
	);
}

function snake(field: string): string {
	return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
