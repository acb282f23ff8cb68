import { refuse, type Refusal } from '$lib/domain/refusal';
import type { Sql } from '$lib/server/db';
import { maySee, type MatterKind, type Staff } from './access';

/** Takes a matter on oneself; who had it before is replaced, which the page says beforehand. */
export async function assignToSelf(
	sql: Sql,
	staff: Staff,
	subject: { kind: MatterKind; id: string },
	now: Date
): Promise<Refusal | null> {
	if (!(await maySee(sql, staff, subject.kind, subject.id))) return refuse('notFound');
	await sql`
		insert into case_assignments (subject_id, subject_kind, staff_id, assigned_at)
		values (${subject.id}, ${subject.kind}, ${staff.id}, ${now})
		on conflict (subject_id) do update set staff_id = excluded.staff_id, assigned_at = excluded.assigned_at`;
	return null;
}
