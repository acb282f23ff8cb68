import { refuse, type Refusal } from '$lib/domain/refusal';
import type { Sql } from '$lib/server/db';
import { maySee, type MatterKind, type Staff } from './access';

interface Subject {
	kind: MatterKind;
	id: string;
}

/**
 * Takes a matter on oneself; who had it before is replaced, which the page says beforehand.
 * @param from who had it as the person saw it, null for nobody: where somebody else has it by now, nothing changes.
 */
export async function assignToSelf(
	sql: Sql,
	staff: Staff,
	subject: Subject,
	now: Date,
	from?: string | null
): Promise<Refusal | null> {
	if (!(await maySee(sql, staff, subject.kind, subject.id))) return refuse('notFound');
	const taken = await sql`
		insert into case_assignments as assignment (subject_id, subject_kind, staff_id, assigned_at)
		values (${subject.id}, ${subject.kind}, ${staff.id}, ${now})
		on conflict (subject_id) do update set staff_id = excluded.staff_id, assigned_at = excluded.assigned_at
			where ${from === undefined ? sql`true` : sql`assignment.staff_id in (${from}, ${staff.id})`}
		returning staff_id`;
	return taken.length > 0 ? null : refuse('changedMeanwhile');
}

/** Whoever acts first on a matter that nobody has, has it from then on. */
export async function assignIfFree(sql: Sql, staff: Staff, subject: Subject, now: Date): Promise<void> {
	await sql`
		insert into case_assignments (subject_id, subject_kind, staff_id, assigned_at)
		values (${subject.id}, ${subject.kind}, ${staff.id}, ${now})
		on conflict (subject_id) do nothing`;
}

/** Colleagues who have anything: those by whom the queue can be narrowed. */
export async function readAssignees(sql: Sql, staff: Staff): Promise<{ id: string; name: string }[]> {
	return await sql<{ id: string; name: string }[]>`
		select colleague.id, colleague.name from staff colleague
		where colleague.id <> ${staff.id}
			and exists (select from case_assignments assignment where assignment.staff_id = colleague.id)
		order by colleague.name limit 200`;
}
