import type { Sql } from '$lib/server/db';
import { maySee, type MatterKind, type Staff } from './access';

/** Somebody of the staff who has the same matter open. */
export interface Presence {
	name: string;
	writing: boolean;
}

// A page says every 15 seconds that it is still there; a phone in a pocket says nothing more.
const presentSeconds = 40;

/** Says that this person has the matter open, and answers who else has. */
export async function bePresent(
	sql: Sql,
	staff: Staff,
	subject: { kind: MatterKind; id: string },
	writing: boolean,
	now: Date
): Promise<Presence[] | undefined> {
	if (!(await maySee(sql, staff, subject.kind, subject.id))) return undefined;
	await sql`
		insert into case_presences (subject_id, staff_id, writing, seen_at)
		values (${subject.id}, ${staff.id}, ${writing}, ${now})
		on conflict (subject_id, staff_id) do update set writing = excluded.writing, seen_at = excluded.seen_at`;
	return await sql<Presence[]>`
		select colleague.name, presence.writing
		from case_presences presence join staff colleague on colleague.id = presence.staff_id
		where presence.subject_id = ${subject.id} and presence.staff_id <> ${staff.id}
			and presence.seen_at > ${now}::timestamptz - make_interval(secs => ${presentSeconds})
		order by colleague.name`;
}

/** The page was closed; what others left behind long ago goes with it. */
export async function leave(sql: Sql, staff: Staff, subjectId: string, now: Date): Promise<void> {
	await sql`
		delete from case_presences
		where (subject_id = ${subjectId} and staff_id = ${staff.id}) or seen_at < ${now}::timestamptz - interval '1 hour'`;
}
