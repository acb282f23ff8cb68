import type { Database, Sql } from '$lib/server/db';

// What a device must hold, read from the database by statements of its own: nothing of src/lib/server/sync is used here.

export interface GrantedView {
	/** Scope ids with whom they are seen for. */
	scopes: Map<number, string[]>;
	/** Every row, as `comparable` writes it. */
	rows: Set<string>;
}

const kinds: Record<string, string> = {
	attachments: 'attachment',
	conversations: 'conversation',
	defect_entries: 'defectEntry',
	defect_follows: 'defectFollow',
	defect_reports: 'defectReport',
	messages: 'message',
	profiles: 'profile',
	read_marks: 'readMark'
};

const everyRow = [
	...Object.entries(kinds).map(
		([table, kind]) =>
			`select scope_id, '${kind}' as kind, id, sync_ver, to_jsonb(t) as data from ${table} t where scope_id = any ($1)`
	),
	'select scope_id, kind, id, sync_ver, data from sync_projections where scope_id = any ($1)'
].join(' union all ');

/** The view that a person is granted, in the snapshot of the transaction that is handed over. */
export async function readGrantedView(tx: Sql, personId: string, now: Date): Promise<GrantedView> {
	const granted = await tx`
		select held.scope_id, array_agg(distinct held.principal_id::text) as principals,
			case when bool_and(held.matters is not null) then string_agg(array_to_string(held.matters, ' '), ' ') end as matters
		from sync_grant held
		where held.person_id = ${personId} and held.valid @> ${now}::timestamptz group by held.scope_id`;
	const matters = new Map(granted.map((row): [number, string | null] => [row.scopeId, row.matters]));
	const scopes = new Map(granted.map((row): [number, string[]] => [row.scopeId, [...row.principals].sort()]));
	const found = await tx.unsafe(everyRow, [[...scopes.keys()] as never]);
	const seen = found.filter((row) => isNamed(matters.get(row.scopeId) ?? null, row.kind, row.data));
	const rows = seen.map((row) => {
		const isTable = Object.values(kinds).includes(row.kind);
		return comparable({
			s: row.scopeId,
			k: row.kind,
			id: row.id,
			v: row.syncVer,
			d: isTable ? asFields(row.data) : row.data
		});
	});
	return { scopes, rows: new Set(rows) };
}

/** Whether a power of attorney names what a row belongs to; null names all. */
function isNamed(matters: string | null, kind: string, data: Record<string, unknown>): boolean {
	if (matters === null || kind === 'membership') return true;
	const about = kind === 'attachment' ? (data.subject_kind as string) : kind;
	if (['defectReport', 'defectEntry', 'defectFollow'].includes(about)) return matters.includes('defects');
	return ['conversation', 'message'].includes(about) && matters.includes('messages');
}

export function comparable({
	s,
	k,
	id,
	v,
	d
}: {
	s: number;
	k: string;
	id: string;
	v: number;
	d: Record<string, unknown>;
}): string {
	const { id: _id, ...data } = d;
	return `${s} ${k} ${id} @${v} ${JSON.stringify(data, sortedKeys)}`;
}

function asFields(row: Record<string, unknown>): Record<string, unknown> {
	const fields: Record<string, unknown> = {};
	for (const [column, value] of Object.entries(row)) {
		if (column === 'scope_id' || column === 'sync_ver' || column === 'id') continue;
		const field = column.replace(/_[a-z]/g, (letter) => letter.slice(1).toUpperCase());
		fields[field] =
			column.endsWith('_at') && typeof value === 'string' ? new Date(value).toISOString() : value;
	}
	return fields;
}

function sortedKeys(_key: string, value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What differs, for a person to read. */
export function difference(device: Iterable<string>, view: GrantedView): string[] {
	const held = new Set(device);
	const missing = [...view.rows]
		.filter((row) => !held.has(row))
		.map((row) => `missing on the device: ${row.slice(0, 300)}`);
	const extra = [...held]
		.filter((row) => !view.rows.has(row))
		.map((row) => `only on the device: ${row.slice(0, 300)}`);
	return [...missing, ...extra];
}

/**
 * Projections, grants and digests, made anew and compared, in a transaction that is rolled back. Returns what differs.
 */
export async function recomputed(
	db: Database,
	people: readonly string[],
	buildings: readonly string[]
): Promise<string[]> {
	const found: string[] = [];
	const read = async (tx: Sql) => ({
		projections: (
			await tx`select scope_id || ' ' || kind || ' ' || id || ' ' || data::text as line from sync_projections`
		).map((row) => row.line as string),
		grants: (
			await tx`
			select distinct person_id || ' ' || scope_id || ' ' || principal_id || ' ' || valid::text || coalesce(matters::text, '') as line from sync_grant
			where person_id = any (${people as string[]}::uuid[])`
		).map((row) => row.line as string)
	});
	const rollback = new Error('rolled back on purpose');
	await db
		.begin(async (tx) => {
			const before = await read(tx);
			for (const person of people) await tx`select refresh_person(${person})`;
			for (const building of buildings)
				await tx`select project_building(${building}), project_rescue_plan(${building})`;
			await tx`select project_bulletin(id) from bulletins`;
			await tx`select project_common_defect(id) from defect_reports`;
			await tx`select project_landlord()`;
			const after = await read(tx);
			for (const what of ['projections', 'grants'] as const) {
				const [had, has] = [new Set(before[what]), new Set(after[what])];
				found.push(
					...before[what]
						.filter((line) => !has.has(line))
						.map((line) => `stale in ${what}: ${line.slice(0, 300)}`)
				);
				found.push(
					...after[what]
						.filter((line) => !had.has(line))
						.map((line) => `lacking in ${what}: ${line.slice(0, 300)}`)
				);
			}
			const union = [...Object.keys(kinds), 'sync_projections']
				.map((table) => `select scope_id, sync_ver from ${table}`)
				.join(' union all ');
			const digests = await tx.unsafe(`
			select scope.id, scope.row_count, scope.version_sum::float8 as version_sum, count(row.sync_ver) as counted, coalesce(sum(row.sync_ver), 0)::float8 as summed
			from sync_scope scope left join (${union}) row on row.scope_id = scope.id
			group by scope.id having scope.row_count <> count(row.sync_ver) or scope.version_sum <> coalesce(sum(row.sync_ver), 0)`);
			found.push(
				...digests.map(
					(row) =>
						`digest of scope ${row.id}: ${row.rowCount}/${row.versionSum}, counted ${row.counted}/${row.summed}`
				)
			);
			throw rollback;
		})
		.catch((error: unknown) => {
			if (error !== rollback) throw error;
		});
	return found;
}
