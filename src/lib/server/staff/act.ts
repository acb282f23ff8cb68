import type { ArgsOf, StaffMutations } from '$lib/domain/mutations';
import { refuse, type Refusal } from '$lib/domain/refusal';
import { applyStaffMutation } from '$lib/server/apply-mutation';
import type { Database } from '$lib/server/db';
import { maySee, staffActor, type MatterKind, type Staff } from './access';

/** Runs a staff mutation on a matter that this person may see; on any other it answers as if there were none. */
export async function act<N extends keyof StaffMutations>(
	db: Database,
	staff: Staff,
	subject: { kind: MatterKind; id: string },
	name: N,
	args: ArgsOf<N>,
	now: Date
): Promise<Refusal | null> {
	if (!(await maySee(db.sql, staff, subject.kind, subject.id))) return refuse('notFound');
	return applyStaffMutation(db, staffActor(staff), name, args, now);
}
