import type { Entities, EntityKind } from '$lib/domain/entities';
import type { Change } from '$lib/domain/mutation';
import type { Sql } from './db';

/**
 * Where each kind lives. A field keeps its word from form to column and only its case changes, so the columns are all
 * there is to say; `rows.test.ts` compares them with the database. Kinds without a table are projections.
 */
export const tables = {
	attachment: {
		table: 'attachments',
		columns: ['subject_kind', 'subject_id', 'entry_id', 'sha', 'type', 'size', 'width', 'height', 'position', 'state', 'ready_at']
	},
	conversation: {
		table: 'conversations',
		columns: ['classification', 'subject', 'apartment_id', 'state', 'last_message_at', 'read_by_staff_at']
	},
	defectEntry: {
		table: 'defect_entries',
		columns: ['report_id', 'kind', 'by', 'author_name', 'text', 'state', 'waiting_for', 'visit', 'written_at', 'arrived_at']
	},
	defectReport: {
		table: 'defect_reports',
		columns: [
			'apartment_id', 'building_id', 'place', 'room', 'category', 'urgent_kind', 'description', 'master_key_allowed',
			'pets', 'good_times', 'phone', 'state', 'waiting_for', 'planned_visit', 'handled_by', 'reported_by',
			'written_at', 'arrived_at', 'seen_by_staff_at', 'done_at'
		]
	},
	message: {
		table: 'messages',
		columns: ['conversation_id', 'by', 'author_name', 'text', 'written_at', 'arrived_at']
	},
	profile: { table: 'profiles', columns: ['language', 'phone', 'email'] },
	readMark: { table: 'read_marks', columns: ['subject_kind', 'version', 'read_at'] }
} as const satisfies Partial<Record<EntityKind, { table: string; columns: readonly string[] }>>;

export type TableKind = keyof typeof tables;
export const tableKinds = Object.keys(tables) as TableKind[];

export function isTableKind(kind: EntityKind): kind is TableKind {
	return Object.hasOwn(tables, kind);
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
	const values = Object.fromEntries(columns.map((column) => [column, row[camel(column)] ?? null]));
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
		tables[kind].columns.map((column) => {
			const value = data[column];
			const isInstant = column.endsWith('_at') && typeof value === 'string';
			return [camel(column), isInstant ? new Date(value).toISOString() : value];
		})
	);
}

const camelCased = new Map<string, string>();
function camel(column: string): string {
	let cased = camelCased.get(column);
	if (cased === undefined) {
		cased = column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
		camelCased.set(column, cased);
	}
	return cased;
}
