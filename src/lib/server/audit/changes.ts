import type { Actor, Circumstances } from '$lib/domain/actor';
import type { AnyMutation } from '$lib/domain/mutations';
import type { Sql } from '$lib/server/db';
import { record, type AuditActor } from './record';

/** What only says that something was read. Looks have entries of their own. */
const marks = new Set(['markRead', 'seeDefectReport', 'seeConversation']);

/** A mutation that was applied, in the transaction that applied it: by whom, and for whom where that is another one. */
export async function recordChange(
	sql: Sql,
	{ name, target }: AnyMutation,
	targetId: string,
	scopeId: number,
	{ by, now }: Circumstances
): Promise<void> {
	if (marks.has(name) || now === null) return;
	const subject = by.kind === 'resident' ? by.principalId : await findPersonOf(sql, scopeId);
	await record(
		sql,
		{
			by: auditActor(by),
			principalId: by.kind === 'resident' ? by.principalId : null,
			subjectIds: subject ? [subject] : [],
			action: 'change',
			object: { kind: target, id: targetId },
			details: { mutation: name }
		},
		now
	);
}

/** Whose a scope is, where it is a person's. */
async function findPersonOf(sql: Sql, scopeId: number): Promise<string | undefined> {
	const [scope] = await sql`select key from sync_scope where id = ${scopeId} and kind = 'person'`;
	return scope?.key;
}

function auditActor(by: Actor): AuditActor {
	return by.kind === 'resident' ? { kind: 'resident', id: by.personId } : { kind: 'staff', id: by.staffId };
}
