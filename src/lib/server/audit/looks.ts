import type { Sql } from '$lib/server/db';
import type { MatterKind, Staff } from '$lib/server/staff/access';
import { record, recordLook } from './record';

// What the staff look at, one entry a look: a case with all that is in it, a file, a list with all who are on it. And what
// residents look at that is another's: a guardian, an attorney.

/** The people whose defect reports and conversations these are. */
export async function readSubjects(sql: Sql, matterIds: readonly string[]): Promise<string[]> {
	const rows = await sql<{ key: string }[]>`
		select distinct scope.key from sync_scope scope
		where scope.kind = 'person' and scope.id in (
			select scope_id from defect_reports where id = any (${[...matterIds]}::uuid[])
			union all
			select scope_id from conversations where id = any (${[...matterIds]}::uuid[])
		) order by scope.key`;
	return rows.map(({ key }) => key);
}

export async function recordOpened(
	sql: Sql,
	staff: Staff,
	kind: MatterKind,
	id: string,
	personId: string,
	now: Date
): Promise<void> {
	const by = { kind: 'staff' as const, id: staff.id };
	await recordLook(sql, { by, action: 'open', subjectIds: [personId], object: { kind, id } }, now);
}

export async function recordOpenedFile(sql: Sql, staff: Staff, id: string, now: Date): Promise<void> {
	const [found] = await sql`
		select scope.key from attachments attachment join sync_scope scope on scope.id = attachment.scope_id
		where attachment.id = ${id} and scope.kind = 'person'`;
	// A bulletin's picture is nobody's.
	if (!found) return;
	const by = { kind: 'staff' as const, id: staff.id };
	await recordLook(
		sql,
		{ by, action: 'openAttachment', subjectIds: [found.key], object: { kind: 'attachment', id } },
		now
	);
}

/** What of a principal somebody looks at who acts for them. To look at one's own is no look. */
export async function recordActingLook(
	sql: Sql,
	{ personId, principalId }: { personId: string; principalId: string },
	kind: 'myData' | 'bankAccount' | 'accessLog',
	now: Date
): Promise<void> {
	if (personId === principalId) return;
	const by = { kind: 'resident' as const, id: personId };
	const subjectIds = [principalId];
	await recordLook(sql, { by, principalId, action: 'open', subjectIds, object: { kind, id: null } }, now);
}

/** The landlord's own system was told of these: one entry each time that it asks and there is something. */
export async function recordToldRegister(
	sql: Sql,
	apiKeyId: string,
	{ changes, personIds }: { changes: number; personIds: readonly string[] },
	now: Date
): Promise<void> {
	if (changes === 0) return;
	await record(
		sql,
		{
			by: { kind: 'system' },
			action: 'list',
			subjectIds: personIds,
			object: { kind: 'registerChanges', id: null },
			details: { apiKeyId, changes }
		},
		now
	);
}

/** @param filter as it stands in the address: what somebody searched for is part of what they did */
export async function recordListed(
	sql: Sql,
	staff: Staff,
	list: string,
	matterIds: readonly string[],
	filter: object,
	now: Date
): Promise<void> {
	if (matterIds.length === 0) return;
	await recordLook(
		sql,
		{
			by: { kind: 'staff', id: staff.id },
			action: 'list',
			subjectIds: await readSubjects(sql, matterIds),
			object: { kind: list, id: null },
			details: { filter }
		},
		now
	);
}
