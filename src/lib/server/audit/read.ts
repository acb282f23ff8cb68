import type { StaffRole } from '$lib/domain/actor';
import type { Sql } from '$lib/server/db';
import { auditActions, type AuditAction } from './record';

export interface AuditFilter {
	/** Calendar days in Helsinki, both included. */
	from: string | null;
	to: string | null;
	action: AuditAction | null;
	/** Part of the name of who did it, or of whose data it was. */
	who: string;
	whose: string;
	/** Entries before this one, for the next page. */
	before: { at: string; id: number } | null;
}

export interface AuditRow {
	id: number;
	at: Date;
	actorKind: 'resident' | 'staff' | 'system' | 'unknown';
	actorName: string | null;
	actorRoles: StaffRole[] | null;
	principalName: string | null;
	subjectNames: string[];
	subjects: number;
	action: AuditAction;
	objectKind: string | null;
	objectId: string | null;
	details: Record<string, unknown>;
	address: string | null;
	device: string;
}

export const auditPageSize = 100;
const namesShown = 5;

export function readAuditFilter(parameters: URLSearchParams): AuditFilter {
	// Years that the database knows too: it has none before the first.
	const day = (name: string) => {
		const given = parameters.get(name) ?? '';
		const at = Date.parse(`${given}T00:00:00Z`);
		const isDay = /^[12]\d{3}-\d\d-\d\d$/.test(given) && !Number.isNaN(at);
		return isDay && new Date(at).toISOString().startsWith(given) ? given : null;
	};
	const words = (name: string) => (parameters.get(name) ?? '').trim().slice(0, 100).replaceAll('\u0000', '');
	const [, given, id] =
		/^([12]\d{3}-\d\d-\d\dT[\d:.]+Z)_(\d{1,15})$/.exec(parameters.get('before') ?? '') ?? [];
	const at = Date.parse(given ?? '');
	return {
		from: day('from'),
		to: day('to'),
		action: auditActions.find((each) => each === parameters.get('action')) ?? null,
		who: words('who'),
		whose: words('whose'),
		// Written anew: the parser takes 30 February for 2 March, and the database takes it for none.
		before: id && !Number.isNaN(at) ? { at: new Date(at).toISOString(), id: Number(id) } : null
	};
}

/** The newest first. Where no day is given it looks back a month, so that old partitions sleep on. */
export async function readAudit(
	sql: Sql,
	filter: AuditFilter,
	now: Date
): Promise<{ rows: AuditRow[]; more: boolean }> {
	const { from, to, action, who, whose, before } = filter;
	const since = from ?? new Date(now.getTime() - 30 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
	const rows = await sql`
		select entry.id, entry.at, entry.actor_kind, entry.action, entry.object_kind, entry.object_id, entry.details,
			host(entry.address) as address, entry.device, actor.name as actor_name, actor.roles as actor_roles,
			(select call_name || ' ' || family_name from people where id = entry.principal_id) as principal_name,
			cardinality(entry.subject_ids) as subjects,
			array(select call_name || ' ' || family_name from people
				where id = any (entry.subject_ids) order by family_name, call_name limit ${namesShown}) as subject_names
		from audit_log entry
		left join lateral (
			select name, roles from staff where entry.actor_kind = 'staff' and id = entry.actor_id
			union all
			select call_name || ' ' || family_name, null from people where entry.actor_kind = 'resident' and id = entry.actor_id
		) actor on true
		where entry.at >= (${since}::date)::timestamp at time zone 'Europe/Helsinki'
			and ${to ? sql`entry.at < (${to}::date + 1)::timestamp at time zone 'Europe/Helsinki'` : sql`true`}
			and ${action ? sql`entry.action = ${action}` : sql`true`}
			and ${who ? sql`actor.name ilike ${pattern(who)}` : sql`true`}
			and ${
				whose
					? sql`entry.subject_ids && array(
						select id from people where call_name || ' ' || family_name ilike ${pattern(whose)} limit 1000)`
					: sql`true`
			}
			and ${before ? sql`(entry.at, entry.id) < (${before.at}::timestamptz, ${before.id})` : sql`true`}
		order by entry.at desc, entry.id desc
		limit ${auditPageSize + 1}`;
	return {
		rows: rows.slice(0, auditPageSize) as unknown as AuditRow[],
		more: rows.length > auditPageSize
	};
}

export interface AccessLogRow {
	/** A day in Helsinki. */
	day: string;
	/** The name that residents are shown. */
	name: string;
	roles: StaffRole[];
	by: 'staff' | 'resident';
	what: 'list' | 'open' | 'openAttachment' | 'change';
	objectKind: string | null;
	objectId: string | null;
	times: number;
	lastAt: Date;
}

const daysShown = 365;

/**
 * Who has looked at a person's information and changed it, as that person is told: a line for each day, somebody and
 * thing. Neither addresses nor devices: those are the staff's own. What the person did themselves is left out.
 */
export async function readAccessLog(
	sql: Sql,
	{ personId, principalId }: { personId: string; principalId: string },
	now: Date
): Promise<AccessLogRow[]> {
	const since = new Date(now.getTime() - daysShown * 24 * 60 * 60 * 1000);
	return await sql<AccessLogRow[]>`
		select (entry.at at time zone 'Europe/Helsinki')::date as day, actor.name, actor.roles, entry.actor_kind as by,
			entry.action as what, entry.object_kind,
			case when entry.action = 'openAttachment' then null else entry.object_id end as object_id,
			count(*)::int as times, max(entry.at) as last_at
		from audit_log entry
		join lateral (
			select shown_name as name, roles from staff where entry.actor_kind = 'staff' and id = entry.actor_id
			union all
			select call_name || ' ' || family_name, '{}' from people where entry.actor_kind = 'resident' and id = entry.actor_id
		) actor on true
		where entry.subject_ids @> array[${principalId}::uuid] and entry.at >= ${since}
			and entry.action in ('list', 'open', 'openAttachment', 'change')
			and entry.actor_id <> ${personId}
		group by 1, 2, 3, 4, 5, 6, 7
		order by 1 desc, max(entry.at) desc
		limit 500`;
}

function pattern(words: string): string {
	return `%${words.replace(/[\\%_]/g, '\\$&')}%`;
}
