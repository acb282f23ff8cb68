import * as v from 'valibot';
import { longText, uuid } from '$lib/domain/fields';
import { refuse, type Refusal } from '$lib/domain/refusal';
import { readSubjects } from '$lib/server/audit/looks';
import { recordWith } from '$lib/server/audit/record';
import type { Sql } from '$lib/server/db';
import { maySee, type MatterKind, type Staff } from './access';

export interface CaseNote {
	id: string;
	text: string;
	authorName: string;
	writtenAt: Date;
}

/** What the staff say among themselves; it lies in a table that no device is ever sent. */
export async function readNotes(sql: Sql, subjectId: string): Promise<CaseNote[]> {
	return await sql<CaseNote[]>`
		select note.id, note.text, author.name as author_name, note.written_at
		from case_notes note join staff author on author.id = note.staff_id
		where note.subject_id = ${subjectId} order by note.written_at, note.id`;
}

const newNote = v.object({ id: uuid, text: longText });

/** The id is made with the form: sent twice, it is one note. */
export async function writeNote(
	sql: Sql,
	staff: Staff,
	subject: { kind: MatterKind; id: string },
	note: { id: unknown; text: unknown },
	now: Date
): Promise<Refusal | null> {
	const parsed = v.safeParse(newNote, note);
	if (!parsed.success) return refuse('notValid');
	if (!(await maySee(sql, staff, subject.kind, subject.id))) return refuse('notFound');
	const { id, text } = parsed.output;
	const written = sql`
		insert into case_notes (id, subject_kind, subject_id, staff_id, text, written_at)
		values (${id}, ${subject.kind}, ${subject.id}, ${staff.id}, ${text}, ${now})
		on conflict (id) do nothing returning id`;
	const by = { kind: 'staff' as const, id: staff.id };
	const subjectIds = await readSubjects(sql, [subject.id]);
	const details = { mutation: 'writeNote' };
	await recordWith(sql, written, { by, action: 'change', subjectIds, object: subject, details }, now);
	return null;
}
