import { randomUUID } from 'node:crypto';
import { error } from '@sveltejs/kit';
import { isUuid } from '$lib/domain/fields';
import { recordOpened } from '$lib/server/audit/looks';
import { formOf, textOf } from '$lib/server/form-text';
import { portal } from '$lib/server/portal';
import { act } from '$lib/server/staff/act';
import { assignToSelf } from '$lib/server/staff/assignments';
import { findConversationCase } from '$lib/server/staff/conversation-case';
import { writeNote } from '$lib/server/staff/notes';
import { photoProgress } from '$lib/server/staff/photo-progress';
import { linesSeenOf, outcome, staffOf } from '$lib/server/staff/pages';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('staff:matter');
	const { db, store, now } = portal();
	const staff = staffOf(locals);
	const found = await findConversationCase(db.sql, staff, params.id);
	if (!found) error(404);
	await recordOpened(db.sql, staff, 'conversation', params.id, found.resident.personId, now());
	const progress = await photoProgress(db, store, found.resident.personId, found.attachments, now());
	return { ...found, progress, ids: { answer: randomUUID(), note: randomUUID() } };
};

const subject = (id: string) => ({ kind: 'conversation' as const, id });

export const actions: Actions = {
	async see({ locals, params: { id } }) {
		const { db, now } = portal();
		return outcome(
			'see',
			await act(db, staffOf(locals), subject(id), 'seeConversation', { conversationId: id }, now())
		);
	},
	async take({ locals, params: { id }, request }) {
		const form = await formOf(request);
		const { db, now } = portal();
		const named = textOf(form, 'from');
		const from = isUuid(named) ? named : null;
		return outcome('take', await assignToSelf(db.sql, staffOf(locals), subject(id), now(), from));
	},
	async answer({ locals, params: { id }, request }) {
		const form = await formOf(request);
		const { db, now } = portal();
		const at = now();
		const args = {
			conversationId: id,
			messageId: textOf(form, 'entryId'),
			text: textOf(form, 'text'),
			writtenAt: at.toISOString(),
			close: textOf(form, 'close') === '1'
		};
		const linesSeen = linesSeenOf(form);
		return outcome(
			'answer',
			await act(db, staffOf(locals), subject(id), 'answerConversation', args, at, linesSeen),
			form
		);
	},
	async close({ locals, params: { id }, request }) {
		const linesSeen = linesSeenOf(await formOf(request));
		const { db, now } = portal();
		const args = { conversationId: id };
		return outcome(
			'close',
			await act(db, staffOf(locals), subject(id), 'closeConversation', args, now(), linesSeen)
		);
	},
	async note({ locals, params: { id }, request }) {
		const form = await formOf(request);
		const { db, now } = portal();
		const note = { id: textOf(form, 'noteId'), text: textOf(form, 'text') };
		return outcome('note', await writeNote(db.sql, staffOf(locals), subject(id), note, now()), form);
	}
};
