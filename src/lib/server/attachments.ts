import type { ActiveSession } from './auth/sessions';
import type { Sql } from './db';

/** The attachment's id where this session may see it: its sender's side by their grants, staff by their roles (D6). */
export async function findAttachmentFor(
	sql: Sql,
	session: ActiveSession,
	id: string,
	now: Date
): Promise<string | undefined> {
	if (!/^[0-9a-f-]{36}$/.test(id)) return undefined;
	const [found] = await sql`
		select attachment.id from attachments attachment
		left join defect_reports report on report.id = attachment.subject_id
		where attachment.id = ${id} and attachment.state = 'ready' and (
			exists (
				select from sync_grant held
				where held.scope_id = attachment.scope_id and held.person_id = ${session.personId}
					and held.valid @> ${now}::timestamptz
			)
			or ${seenByStaff(sql, session)}
		)`;
	return found?.id;
}

/** Maintenance sees the defects of its buildings, every other role all cases (T1). */
function seenByStaff(sql: Sql, { staff }: ActiveSession) {
	if (!staff) return sql`false`;
	if (staff.roles.some((role) => role !== 'maintenance')) return sql`true`;
	if (!staff.roles.includes('maintenance')) return sql`false`;
	return sql`report.building_id = any (${staff.buildingIds}::uuid[])`;
}
