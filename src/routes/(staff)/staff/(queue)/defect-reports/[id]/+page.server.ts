import { randomUUID } from 'node:crypto';
import { error } from '@sveltejs/kit';
import type { StaffArgsOf, StaffMutations } from '$lib/domain/staff-mutations';
import { refuse } from '$lib/domain/refusal';
import { recordOpened } from '$lib/server/audit/looks';
import { formOf, textOf } from '$lib/server/form-text';
import { portal } from '$lib/server/portal';
import { act } from '$lib/server/staff/act';
import { assignIfFree, assignToSelf } from '$lib/server/staff/assignments';
import { findDefectCase } from '$lib/server/staff/defect-case';
import { writeNote } from '$lib/server/staff/notes';
import { photoProgress } from '$lib/server/staff/photo-progress';
import { helsinkiInstant } from '$lib/server/staff/visit-time';
import { linesSeenOf, outcome, staffOf } from '$lib/server/staff/pages';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('staff:matter');
	const { db, store, now } = portal();
	const staff = staffOf(locals);
	const found = await findDefectCase(db.sql, staff, params.id);
	if (!found) error(404);
	await recordOpened(db.sql, staff, 'defectReport', params.id, found.resident.personId, now());
	const progress = await photoProgress(db, store, found.resident.personId, found.attachments, now());
	// New with every load: each form carries one, by which a second sending of it is recognised.
	const ids = {
		take: randomUUID(),
		changeState: randomUUID(),
		planVisit: randomUUID(),
		answer: randomUUID(),
		note: randomUUID()
	};
	return { ...found, progress, ids };
};

type Handling =
	'takeDefectReport' | 'changeDefectState' | 'planVisit' | 'answerDefectReport' | 'seeDefectReport';

/** The mutation's own schema looks at what the form says. */
function handle<N extends Handling>(
	{ locals, params }: RequestEvent,
	name: N,
	args: Record<string, unknown> = {},
	linesSeen?: number
) {
	const { db, now } = portal();
	const at = now();
	const said = { reportId: params.id, writtenAt: at.toISOString(), ...args } as unknown as StaffArgsOf<
		N & keyof StaffMutations
	>;
	return act(db, staffOf(locals), { kind: 'defectReport', id: params.id }, name, said, at, linesSeen);
}

/** What every form of a report says besides its own: its id for the new line, and what the person was looking at. */
const handlingOf = (form: FormData) => ({
	entryId: textOf(form, 'entryId'),
	inState: textOf(form, 'inState')
});

async function assign({ locals, params }: RequestEvent, how: typeof assignToSelf | typeof assignIfFree) {
	const { db, now } = portal();
	await how(db.sql, staffOf(locals), { kind: 'defectReport', id: params.id }, now());
}

export const actions: Actions = {
	async see(event) {
		return outcome('see', await handle(event, 'seeDefectReport'));
	},
	async take(event) {
		const form = await formOf(event.request);
		const refusal = await handle(event, 'takeDefectReport', handlingOf(form), linesSeenOf(form));
		if (!refusal) await assign(event, assignToSelf);
		return outcome('take', refusal);
	},
	async changeState(event) {
		const form = await formOf(event.request);
		const state = textOf(form, 'state');
		const waitingFor = state === 'waiting' ? textOf(form, 'waitingFor') : null;
		const args = { ...handlingOf(form), state, waitingFor, text: textOf(form, 'text') };
		const refusal = await handle(event, 'changeDefectState', args, linesSeenOf(form));
		if (!refusal) await assign(event, assignIfFree);
		return outcome('changeState', refusal, form);
	},
	async planVisit(event) {
		const form = await formOf(event.request);
		const day = textOf(form, 'day');
		const [from, to] = [helsinkiInstant(day, textOf(form, 'from')), helsinkiInstant(day, textOf(form, 'to'))];
		if (!from || !to) return outcome('planVisit', refuse('notValid'), form);
		const args = { ...handlingOf(form), from, to, text: textOf(form, 'text') };
		const refusal = await handle(event, 'planVisit', args, linesSeenOf(form));
		if (!refusal) await assign(event, assignIfFree);
		return outcome('planVisit', refusal, form);
	},
	async answer(event) {
		const form = await formOf(event.request);
		const args = { entryId: textOf(form, 'entryId'), text: textOf(form, 'text') };
		return outcome('answer', await handle(event, 'answerDefectReport', args, linesSeenOf(form)), form);
	},
	async note({ locals, params, request }) {
		const form = await formOf(request);
		const { db, now } = portal();
		const note = { id: textOf(form, 'noteId'), text: textOf(form, 'text') };
		const subject = { kind: 'defectReport' as const, id: params.id };
		return outcome('note', await writeNote(db.sql, staffOf(locals), subject, note, now()), form);
	}
};
