import type { Sql } from './db';

/** A scope as one person sees it now. */
export interface GrantedScope {
	id: number;
	kind: ScopeKind;
	ver: number;
	minVer: number;
	rowCount: number;
	versionSum: number;
	/** For whom: oneself, a ward, somebody who gave a power of attorney. */
	principals: string[];
}

export type ScopeKind = 'landlord' | 'building' | 'staircase' | 'person';

/**
 * All read access is on this page. `landlord`: everybody whose content is open; `building` and `staircase`: who lives or
 * has an agreement there; `person`: what one person reported, wrote and is. Whoever loses a grant loses the scope, whole.
 * Grants are derived from the registers by `derive_grants` (migrations), and every read filters by the moment of asking.
 */
export async function grantedScopes(sql: Sql, personId: string, now: Date): Promise<GrantedScope[]> {
	const rows = await sql<GrantedScope[]>`
		select scope.id, scope.kind, scope.ver, scope.min_ver, scope.row_count,
			scope.version_sum::float8 as version_sum,
			array_agg(distinct held.principal_id::text order by held.principal_id::text) as principals
		from sync_grant held
		join sync_scope scope on scope.id = held.scope_id
		where held.person_id = ${personId} and held.valid @> ${now}::timestamptz
		group by scope.id
		-- What one reads when it burns comes first: the staircase's card, then the building's plan.
		order by array_position(array['staircase', 'building', 'person', 'landlord'], scope.kind), scope.id`;
	return [...rows];
}

/** The scope of a principal that a person acts for now; undefined where they may not. */
export async function findActingScope(
	sql: Sql,
	personId: string,
	principalId: string,
	now: Date
): Promise<number | undefined> {
	const [found] = await sql`
		select scope.id from sync_scope scope
		where scope.kind = 'person' and scope.key = ${principalId}
			and exists (
				select from sync_grant held
				where held.scope_id = scope.id and held.person_id = ${personId}
					and held.principal_id = ${principalId} and held.valid @> ${now}::timestamptz
			)`;
	return found?.id;
}

/** The lock that orders all that is written to scopes: taken in the order of ids, before any row of theirs. */
export async function lockScopes(sql: Sql, scopeIds: readonly number[]): Promise<void> {
	await sql`select from sync_scope where id = any (${[...scopeIds]}::bigint[]) order by id for update`;
}
