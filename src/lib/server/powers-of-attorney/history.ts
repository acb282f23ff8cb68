import { record, type AuditActor } from '$lib/server/audit/record';
import type { Sql } from '$lib/server/db';

/** Tells the audit log what became of a power (T7): it is the principal's data, whoever changes it. */
export async function recordPower(
	tx: Sql,
	{
		id,
		principalId,
		by,
		change
	}: { id: string; principalId: string; by: AuditActor; change: 'invited' | 'accepted' | 'ended' },
	now: Date
): Promise<void> {
	await record(
		tx,
		{
			by,
			action: 'change',
			principalId,
			subjectIds: [principalId],
			object: { kind: 'powerOfAttorney', id },
			details: { change }
		},
		now
	);
}
