import type { StaffArgsOf, StaffMutations } from '$lib/domain/staff-mutations';
import { refuse, type Refusal } from '$lib/domain/refusal';
import { applyStaffMutation, type Check } from '$lib/server/apply-mutation';
import type { Database } from '$lib/server/db';
import { maySee, staffActor, type MatterKind, type Staff } from './access';

interface Subject {
	kind: MatterKind;
	id: string;
}

/**
 * Runs a staff mutation on a matter that this person may see; on any other it answers as if there were none.
 * `linesSeen`: how many lines its history had when the person began. What has come meanwhile is to be read first, so
 * that nobody overwrites a colleague, answers twice, or closes what the resident has just added to (T2).
 */
export async function act<N extends keyof StaffMutations>(
	db: Database,
	staff: Staff,
	subject: Subject,
	name: N,
	args: StaffArgsOf<N>,
	now: Date,
	linesSeen?: number
): Promise<Refusal | null> {
	if (!(await maySee(db.sql, staff, subject.kind, subject.id))) return refuse('notFound');
	const check = linesSeen === undefined ? undefined : hasNoMoreThan(subject, linesSeen);
	return applyStaffMutation(db, staffActor(staff), name, args, now, check);
}

/** Lines are never taken away, so their number says whether any has come. */
function hasNoMoreThan({ kind, id }: Subject, linesSeen: number): Check {
	return async (sql) => {
		const [found] =
			kind === 'defectReport'
				? await sql`select count(*)::int as lines from defect_entries where report_id = ${id}`
				: await sql`select count(*)::int as lines from messages where conversation_id = ${id}`;
		return found?.lines === linesSeen ? null : refuse('changedMeanwhile');
	};
}
