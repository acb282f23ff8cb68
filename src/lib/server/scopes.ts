import type { PowerMatter } from '$lib/domain/powers-of-attorney';
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
	/** What of it is seen: an attorney sees of the principal's own scope what the power names. Null is all. */
	matters: PowerMatter[] | null;
}

export type ScopeKind = 'landlord' | 'building' | 'staircase' | 'person';

/**
 * All read access is on this page. `landlord`: everybody whose content is open; `building` and `staircase`: who lives or
 * has an agreement there; `person`: what one person reported, wrote and is; of a principal's, an attorney is sent only
 * the matters that the power names. Whoever loses a grant loses the scope, whole. Grants are derived from the registers
 * by `derive_grants_of` (migrations), and every read filters by the moment of asking.
 */
export async function grantedScopes(sql: Sql, personId: string, now: Date): Promise<GrantedScope[]> {
	const rows = await sql<GrantedScope[]>`
		select scope.id, scope.kind, scope.ver, scope.min_ver, scope.row_count,
			scope.version_sum::float8 as version_sum,
			array_agg(distinct held.principal_id::text order by held.principal_id::text) as principals,
			case when not bool_or(held.matters is null) then array_agg(distinct matter order by matter) end as matters
		from sync_grant held
		join sync_scope scope on scope.id = held.scope_id
		left join lateral unnest(held.matters) matter on true
		where held.person_id = ${personId} and held.valid @> ${now}::timestamptz
		group by scope.id
		-- What one reads when it burns comes first: the staircase's card, then the building's plan.
		order by array_position(array['staircase', 'building', 'person', 'landlord'], scope.kind), scope.id`;
	return [...rows];
}

/**
 * The scope of a principal that a person acts for now, in a matter; undefined where they may not. A matter that is
 * undefined is one that no power can name: it is the principal's own, and a guardian's.
 */
export async function findActingScope(
	sql: Sql,
	personId: string,
	principalId: string,
	matter: PowerMatter | undefined,
	now: Date
): Promise<number | undefined> {
	const [found] = await sql`
		select scope.id from sync_scope scope
		where scope.kind = 'person' and scope.key = ${principalId}
			and exists (
				select from sync_grant held
				where held.scope_id = scope.id and held.person_id = ${personId}
					and held.principal_id = ${principalId} and held.valid @> ${now}::timestamptz
					and (held.matters is null or ${matter ?? null}::text = any (held.matters))
			)`;
	return found?.id;
}

/** Whether a grant `held` reaches the matter that an `attachment` belongs to. */
export const reachesAttachment = (sql: Sql) => sql`
	(held.matters is null or case attachment.subject_kind
		when 'defectReport' then 'defects' when 'conversation' then 'messages' end = any (held.matters))`;

/** Whether anything that A4 names still holds for a person: that is when their own scope is granted to them. */
export async function mayLogIn(sql: Sql, personId: string, now: Date): Promise<boolean> {
	return (await findActingScope(sql, personId, personId, undefined, now)) !== undefined;
}

/**
 * The lock that orders all that is written to scopes: taken in the order of ids, before any row of theirs. `no key`,
 * because a row that only refers to a scope needs no turn.
 */
export async function lockScopes(sql: Sql, scopeIds: readonly number[]): Promise<void> {
	await sql`select from sync_scope where id = any (${[...scopeIds]}::bigint[]) order by id for no key update`;
}
