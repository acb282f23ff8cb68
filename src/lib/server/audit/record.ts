import { isIP } from 'node:net';
import type { ActiveSession } from '$lib/server/auth/sessions';
import type { Sql } from '$lib/server/db';
import { currentOrigin } from './origin';

/** What can stand in the log. Each has its words in `messages/staff` as `audit_action_…`. */
export const auditActions = [
	'logIn',
	'logInFailed',
	'logOut',
	'secondFactorFailed',
	'secondFactorAdded',
	'secondFactorRemoved',
	'secondFactorReset',
	'recoveryCodeUsed',
	'recoveryCodesMade',
	'passwordChosen',
	'list',
	'open',
	'openAttachment',
	'change',
	'invite',
	'rolesChanged',
	'deactivated',
	'activated'
] as const;
export type AuditAction = (typeof auditActions)[number];

export type AuditActor =
	{ kind: 'resident' | 'staff'; id: string } | { kind: 'system' | 'unknown'; id?: undefined };

export function auditActorOf({ personId, staff }: Pick<ActiveSession, 'personId' | 'staff'>): AuditActor {
	if (staff) return { kind: 'staff', id: staff.id };
	return personId ? { kind: 'resident', id: personId } : { kind: 'unknown' };
}

export interface AuditEntry {
	by: AuditActor;
	action: AuditAction;
	/** The person for whom it was done, where that is another one. */
	principalId?: string | null;
	/** Ids of the people whose data it was. */
	subjectIds?: readonly string[];
	object?: { kind: string; id: string | null };
	/** Names of things and numbers: a mutation, a filter, a reason. Never what somebody wrote. */
	details?: Record<string, unknown>;
}

/**
 * Writes an entry of the audit log (T7). A change's entry belongs into the transaction of the change: `sql` is that
 * transaction. From where is known by the request.
 */
export async function record(sql: Sql, entry: AuditEntry, now: Date): Promise<void> {
	await sql`insert into audit_log ${sql(rowOf(entry, now) as never)}`;
}

/** As `record`, if the statement returns a row: both happen or none, where there is no transaction. */
export async function recordWith(
	sql: Sql,
	statement: PromiseLike<unknown>,
	entry: AuditEntry,
	now: Date
): Promise<void> {
	const row = rowOf(entry, now);
	await sql`
		with written as (${statement as never})
		insert into audit_log (at, actor_kind, actor_id, principal_id, subject_ids, action, object_kind, object_id, details, address, device)
		select ${row.at}::timestamptz, ${row.actorKind}, ${row.actorId}::uuid, ${row.principalId}::uuid, ${row.subjectIds}::uuid[],
			${row.action}, ${row.objectKind}, ${row.objectId}::uuid, ${row.details as never}::jsonb, ${row.address}::inet, ${row.device}
		from written limit 1`;
}

/** So long the same look by the same person is one look: an open page reads its matter again whenever it moves. */
const oneLook = 10 * 60 * 1000;

/** Writes a read of somebody's data, unless it is still the same look. */
export async function recordLook(sql: Sql, entry: AuditEntry, now: Date): Promise<void> {
	const row = rowOf(entry, now);
	const [seen] = await sql`
		select from audit_log
		where actor_id = ${row.actorId} and at > ${new Date(now.getTime() - oneLook)} and action = ${row.action}
			and object_kind is not distinct from ${row.objectKind} and object_id is not distinct from ${row.objectId}
			and details = ${row.details as never}::jsonb and subject_ids @> ${row.subjectIds}::uuid[]
		limit 1`;
	if (!seen) await sql`insert into audit_log ${sql(row as never)}`;
}

function rowOf({ by, action, principalId, subjectIds = [], object, details = {} }: AuditEntry, now: Date) {
	const origin = currentOrigin();
	const [address, device] = [origin.address(), origin.device];
	return {
		at: now,
		actorKind: by.kind,
		actorId: by.id ?? null,
		principalId: principalId && principalId !== by.id ? principalId : null,
		subjectIds: [...new Set(subjectIds)],
		action,
		objectKind: object?.kind ?? null,
		objectId: object?.id ?? null,
		details,
		address: address && isIP(address) ? address : null,
		device: device.slice(0, 200)
	};
}
