import { LRUCache } from 'lru-cache';
import type { EntityKind } from '$lib/domain/entities';
import { matterOfKind, type PowerMatter } from '$lib/domain/powers-of-attorney';
import type { WireRow } from '$lib/domain/sync-wire';
import type { Database, Sql } from '$lib/server/db';
import { published, tableKinds, tables } from '$lib/server/rows';
import type { GrantedScope } from '$lib/server/scopes';

/** What a scope has beyond two cursors. */
export interface News {
	rows: WireRow[];
	gone: [EntityKind, string][];
	/** Row versions up to here are included. */
	upTo: number;
	complete: boolean;
	/** Size of the rows as JSON. */
	bytes: number;
	/** Count and sum of versions, where not all of the scope is seen; the scope's own totals tell of all its rows. */
	digest?: [number, number];
}

interface Found {
	kind: EntityKind;
	id: string;
	syncVer: number;
	data: Record<string, unknown>;
}

export type SharedNews = LRUCache<string, News>;
const sharedOf = new WeakMap<Database, SharedNews>();

/**
 * What a whole building reads is the same for each of its residents. A scope's version names its content within one
 * database, so an entry never goes stale; one that is no longer asked for is pushed out.
 */
export function sharedNews(db: Database): SharedNews {
	const known = sharedOf.get(db);
	if (known) return known;
	const made: SharedNews = new LRUCache({
		maxSize: 64 * 1024 * 1024,
		sizeCalculation: (news) => news.bytes + 200
	});
	sharedOf.set(db, made);
	return made;
}

export async function readNews(
	tx: Sql,
	shared: SharedNews,
	epoch: number,
	scope: GrantedScope,
	from: { full: boolean; rows: number; tombs: number },
	maxRows: number,
	maxBytes: number
): Promise<News> {
	if (from.rows >= scope.ver && from.tombs >= scope.ver)
		return { rows: [], gone: [], upTo: scope.ver, complete: true, bytes: 0 };
	if (scope.kind === 'person') return readFresh(tx, scope, from, maxRows, maxBytes);
	const key = [epoch, scope.id, from.rows, from.tombs, scope.ver, maxRows, maxBytes].join();
	const known = shared.get(key);
	if (known) return known;
	const news = await readFresh(tx, scope, from, maxRows, maxBytes);
	shared.set(key, news);
	return news;
}

async function readFresh(
	tx: Sql,
	scope: GrantedScope,
	from: { rows: number; tombs: number },
	maxRows: number,
	maxBytes: number
): Promise<News> {
	const [tombs, found] = await Promise.all([
		from.tombs < scope.ver ? readTombs(tx, scope, from.tombs) : [],
		readRows(tx, scope, from.rows, maxRows + 1)
	]);
	const page = cutPage(found, maxRows, maxBytes);
	// One transaction may have written more than a page holds. Its rows share a version, and a cursor can't stop inside.
	const rows = page.splitVersion === undefined ? page.rows : await readVersion(tx, scope, page.splitVersion);
	const complete = page.complete && page.splitVersion === undefined;
	const wire = rows.map(({ kind, id, syncVer, data }): WireRow => [kind, id, syncVer, published(kind, data)]);
	return {
		rows: wire,
		gone: tombs.map(({ kind, id }) => [kind, id]),
		upTo: complete ? scope.ver : (rows.at(-1)?.syncVer ?? from.rows),
		complete,
		bytes: wire.reduce((sum, row) => sum + JSON.stringify(row).length, 0),
		...(scope.matters && complete && { digest: await readDigest(tx, scope) })
	};
}

/** Deleted ids that are not alive in the scope again. */
async function readTombs(
	tx: Sql,
	scope: GrantedScope,
	after: number
): Promise<{ kind: EntityKind; id: string }[]> {
	const alive = allRows(tx, scope, tx`id = tomb.id`);
	return await tx`
		select distinct tomb.kind, tomb.id from sync_tomb tomb
		where tomb.scope_id = ${scope.id} and tomb.ver > ${after}
			and ${scope.matters ? tx`tomb.kind = any (${[...kindsSeen(scope.matters), 'attachment']})` : tx`true`}
			and not exists (select from (${alive}) row where row.kind = tomb.kind)`;
}

async function readRows(tx: Sql, scope: GrantedScope, after: number, limit: number): Promise<Found[]> {
	return await tx`${allRows(tx, scope, tx`sync_ver > ${after}`)} order by sync_ver, kind, id limit ${limit}`;
}

async function readVersion(tx: Sql, scope: GrantedScope, version: number): Promise<Found[]> {
	return await tx`${allRows(tx, scope, tx`sync_ver = ${version}`)} order by kind, id`;
}

/** What of a principal's scope is seen by an attorney: who and where the principal is, and the matters that are named. */
function kindsSeen(matters: readonly PowerMatter[]): EntityKind[] {
	const named = tableKinds.filter((kind) => matters.some((matter) => matterOfKind[kind] === matter));
	return ['membership', ...named];
}

async function readDigest(tx: Sql, scope: GrantedScope): Promise<[number, number]> {
	const [row] = await tx`
		select count(*) as count, coalesce(sum(sync_ver), 0)::float8 as sum from (${allRows(tx, scope, tx`true`)}) seen`;
	return [row?.count, row?.sum];
}

/** A scope's rows of every kind that is seen. Only a person's scope has rows in tables of their own. */
function allRows(tx: Sql, scope: GrantedScope, condition: ReturnType<Sql>) {
	const seen = scope.matters && kindsSeen(scope.matters);
	const projections = tx`
		select kind, id, sync_ver, data from sync_projections
		where scope_id = ${scope.id} and ${condition} and ${seen ? tx`kind = any (${seen})` : tx`true`}`;
	if (scope.kind !== 'person') return projections;
	const kinds = tableKinds.filter((kind) => !seen || kind === 'attachment' || seen.includes(kind));
	return kinds.reduce(
		(union, kind) => tx`
			${union} union all
			select ${kind} as kind, id, sync_ver, to_jsonb(t) as data
			from ${tx(tables[kind].table)} t where scope_id = ${scope.id} and ${condition}
				and ${seen && kind === 'attachment' ? tx`subject_kind = any (${seen})` : tx`true`}`,
		projections
	);
}

/** Ends a page where a version ends: the cursor counts versions. */
function cutPage(
	found: Found[],
	maxRows: number,
	maxBytes: number
): { rows: Found[]; complete: boolean; splitVersion?: number } {
	let bytes = 0;
	let fitting = 0;
	while (fitting < found.length && fitting < maxRows && bytes < maxBytes)
		bytes += JSON.stringify(found[fitting++]).length;
	if (fitting === found.length) return { rows: found, complete: true };
	const firstLeft = found[fitting]?.syncVer;
	const whole = found.slice(0, fitting).filter((row) => row.syncVer !== firstLeft);
	return whole.length > 0
		? { rows: whole, complete: false }
		: { rows: [], complete: false, splitVersion: firstLeft };
}
