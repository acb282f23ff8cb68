import { randomUUID } from 'node:crypto';
import { error } from '@sveltejs/kit';
import type { ArgsOf, StaffMutations } from '$lib/domain/mutations';
import { refuse } from '$lib/domain/refusal';
import { portal } from '$lib/server/portal';
import { act } from '$lib/server/staff/act';
import { assignToSelf } from '$lib/server/staff/assignments';
import { findDefectCase } from '$lib/server/staff/defect-case';
import { writeNote } from '$lib/server/staff/notes';
import { photoProgress } from '$lib/server/staff/photo-progress';
import { helsinkiInstant } from '$lib/server/staff/visit-time';
import { outcome, staffOf, textOf } from '$lib/server/staff/pages';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('staff:matter');
	const { db, store, now } = portal();
	const found = await findDefectCase(db.sql, staffOf(locals), params.id);
	if (!found) error(404);
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
	args: Record<string, unknown> = {}
) {
	const { db, now } = portal();
	const at = now();
	const said = { reportId: params.id, writtenAt: at.toISOString(), ...args } as unknown as ArgsOf<
		N & keyof StaffMutations
	>;
	return act(db, staffOf(locals), { kind: 'defectReport', id: params.id }, name, said, at);
}

export const actions: Actions = {
	async see(event) {
		return outcome('see', await handle(event, 'seeDefectReport'));
	},
	async take(event) {
		const form = await event.request.formData();
		const refusal = await handle(event, 'takeDefectReport', {
			entryId: textOf(form, 'entryId'),
			inState: textOf(form, 'inState')
		});
		if (!refusal) {
			const { db, now } = portal();
			await assignToSelf(db.sql, staffOf(event.locals), { kind: 'defectReport', id: event.params.id }, now());
		}
		return outcome('take', refusal);
	},
	async changeState(event) {
		const form = await event.request.formData();
		const state = textOf(form, 'state');
		return outcome(
			'changeState',
			await handle(event, 'changeDefectState', {
				entryId: textOf(form, 'entryId'),
				inState: textOf(form, 'inState'),
				state,
				waitingFor: state === 'waiting' ? textOf(form, 'waitingFor') : null,
				text: textOf(form, 'text')
			})
		);
	},
	async planVisit(event) {
		const form = await event.request.formData();
		const day = textOf(form, 'day');
		const [from, to] = [helsinkiInstant(day, textOf(form, 'from')), helsinkiInstant(day, textOf(form, 'to'))];
		if (!from || !to) return outcome('planVisit', refuse('notValid'));
		return outcome(
			'planVisit',
			await handle(event, 'planVisit', {
				entryId: textOf(form, 'entryId'),
				inState: textOf(form, 'inState'),
				from,
				to,
				text: textOf(form, 'text')
			})
		);
	},
	async answer(event) {
		const form = await event.request.formData();
		return outcome(
			'answer',
			await handle(event, 'answerDefectReport', {
				entryId: textOf(form, 'entryId'),
				text: textOf(form, 'text')
			})
		);
	},
	async note({ locals, params, request }) {
		const form = await request.formData();
		const { db, now } = portal();
		const note = { id: textOf(form, 'noteId'), text: textOf(form, 'text') };
		return outcome(
			'note',
			await writeNote(db.sql, staffOf(locals), { kind: 'defectReport', id: params.id }, note, now())
		);
	}
};
