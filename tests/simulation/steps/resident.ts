import { randomUUID } from 'node:crypto';
import { replyInConversation, startConversation } from '$lib/domain/conversations';
import {
	addToDefectReport,
	reopenDefectReport,
	reportDefect,
	withdrawDefectReport
} from '$lib/domain/defect-reports';
import type { AnyMutation } from '$lib/domain/mutations';
import { chooseLanguage } from '$lib/domain/profiles';
import { markRead } from '$lib/domain/read-marks';
import { edit, enqueue, remove, resend } from '$lib/device/outbox';
import type { Tab } from '../browser';
import type { Simulation, Submission } from '../simulation';
import { homeOf, openTab, words, type Step } from './choices';
import { faulty, fromTheFuture } from './simulated-mutations';

export const resident: Record<string, Step> = {
	report: (simulation) =>
		submit(simulation, (_tab, _principalId, apartmentId) => {
			const id = randomUUID();
			const photos = photosOf(simulation);
			const description = words('Hana vuotaa');
			return {
				mutation: reportDefect as unknown as AnyMutation,
				made: { table: 'defect_reports', kind: 'defectReport', id },
				text: { column: 'description', value: description },
				photos,
				args: {
					id,
					apartmentId,
					place: 'apartment',
					room: 'kitchen',
					category: 'waterAndSewer',
					urgentKind: null,
					description,
					masterKeyAllowed: true,
					pets: '',
					goodTimes: '',
					phone: '',
					writtenAt: simulation.now().toISOString(),
					photos: announced(photos)
				}
			};
		}),
	addToReport: (simulation) =>
		submit(simulation, (_tab, principalId) => {
			const report = ownReports(simulation, principalId).at(-1);
			if (!report) return undefined;
			const entryId = randomUUID();
			const text = words('Vuotaa yhä');
			const photos = photosOf(simulation);
			return {
				mutation: addToDefectReport as unknown as AnyMutation,
				made: { table: 'defect_entries', kind: 'defectEntry', id: entryId },
				text: { column: 'text', value: text },
				photos,
				args: {
					reportId: report.made!.id,
					entryId,
					text,
					writtenAt: simulation.now().toISOString(),
					photos: announced(photos)
				}
			};
		}),
	withdraw: (simulation) =>
		submit(simulation, (_tab, principalId) =>
			entryOn(simulation, principalId, withdrawDefectReport as unknown as AnyMutation, {})
		),
	reopen: (simulation) =>
		submit(simulation, (_tab, principalId) =>
			entryOn(simulation, principalId, reopenDefectReport as unknown as AnyMutation, {
				text: words('Ei korjattu')
			})
		),
	converse: (simulation) =>
		submit(simulation, () => {
			const [id, messageId] = [randomUUID(), randomUUID()];
			const text = words('Hei');
			const photos = photosOf(simulation);
			return {
				mutation: startConversation as unknown as AnyMutation,
				made: { table: 'messages', kind: 'message', id: messageId },
				text: { column: 'text', value: text },
				photos,
				args: {
					id,
					messageId,
					classification: 'feedback',
					subject: '',
					apartmentId: null,
					text,
					writtenAt: simulation.now().toISOString(),
					photos: announced(photos)
				}
			};
		}),
	reply: (simulation) =>
		submit(simulation, (_tab, principalId) => {
			const thread = ownThreads(simulation, principalId).at(-1);
			if (!thread) return undefined;
			const messageId = randomUUID();
			const text = words('Vielä');
			return {
				mutation: replyInConversation as unknown as AnyMutation,
				made: { table: 'messages', kind: 'message', id: messageId },
				text: { column: 'text', value: text },
				args: {
					conversationId: thread.args.id,
					messageId,
					text,
					writtenAt: simulation.now().toISOString(),
					photos: []
				}
			};
		}),
	markRead: (simulation) =>
		submit(simulation, () => ({
			mutation: markRead as unknown as AnyMutation,
			args: {
				id: simulation.chance.pick(simulation.houses).id,
				subjectKind: 'rescuePlan',
				version: simulation.chance.below(5)
			}
		})),
	chooseLanguage: (simulation) =>
		submit(simulation, (_tab, principalId) => ({
			mutation: chooseLanguage as unknown as AnyMutation,
			args: { id: principalId, language: simulation.chance.pick(['fi', 'sv', 'en']) }
		})),
	sendFault: (simulation) =>
		submit(simulation, (_tab, id) => ({ mutation: faulty as unknown as AnyMutation, args: { id } })),
	sendInvalid: (simulation) =>
		submit(simulation, (_tab, id) => ({
			mutation: chooseLanguage as unknown as AnyMutation,
			args: { id, language: 'klingon' }
		})),
	sendFuture: (simulation) =>
		submit(simulation, (_tab, id) => ({ mutation: fromTheFuture as unknown as AnyMutation, args: { id } })),
	sendNewer: (simulation) =>
		submit(simulation, (_tab, id) => ({
			mutation: { ...(chooseLanguage as unknown as AnyMutation), v: 9 },
			args: { id, language: 'fi' }
		})),
	edit: (simulation) =>
		withItem(simulation, async (tab, submission) => {
			const { text } = submission;
			if (!text || submission.removed) return;
			const value = words('Korjattu');
			const args = { ...submission.args, [text.column]: value };
			submission.possible.push(value);
			submission.written.push(value);
			if (!(await tab.stubbornlyOrNever(() => edit(tab.db, submission.itemId, args)))) return;
			submission.args = args;
			submission.possible = [value];
			simulation.note(`${tab.browser.name}: edited ${submission.itemId}`);
		}),
	remove: (simulation) =>
		withItem(simulation, async (tab, submission) => {
			submission.mayBeRemoved = true;
			if (!(await tab.stubbornlyOrNever(() => remove(tab.db, submission.itemId)))) return;
			submission.removed = true;
			simulation.note(`${tab.browser.name}: removed ${submission.itemId}`);
		}),
	resend: (simulation) =>
		withItem(simulation, async (tab, submission) => {
			const item = await tab.browser.inspect(tab.personId).outbox.get(submission.itemId);
			if (item?.state !== 'refused') return;
			const again: Submission = {
				...submission,
				itemId: randomUUID(),
				possible: [...submission.possible],
				saved: 'unknown'
			};
			simulation.submissions.push(again);
			submission.mayBeRemoved = true;
			await tab.stubbornlyOrNever(() => resend(tab.db, submission.itemId, again.itemId, submission.args));
			submission.removed = true;
			again.saved = 'yes';
		})
};

interface Draft {
	mutation: AnyMutation;
	args: Record<string, unknown>;
	made?: Submission['made'];
	text?: Submission['text'];
	photos?: Submission['photos'];
}

async function submit(
	simulation: Simulation,
	draft: (tab: Tab, principalId: string, apartmentId: string) => Draft | undefined
): Promise<void> {
	const tab = openTab(simulation);
	if (!tab) return;
	const { browser, db, personId } = tab;
	const person = simulation.people.find(({ id }) => id === personId)!;
	const state = await browser.inspect(personId).meta.get('sync');
	if (!state || state.ended || state.sealed) return;
	const principals = [
		...new Set([personId, ...Object.values(state.scopes).flatMap(({ principals }) => principals)])
	];
	const principalId = simulation.chance.pick(principals);
	const made = draft(tab, principalId, (await simulation.apartmentOf(principalId)) ?? homeOf(simulation));
	if (!made) return;
	const submission: Submission = {
		itemId: randomUUID(),
		browser,
		person,
		principalId,
		name: made.mutation.name,
		made: made.made,
		text: made.text,
		photos: made.photos ?? [],
		args: made.args,
		saved: 'unknown',
		removed: false,
		mayBeRemoved: false,
		left: false,
		forked: false,
		forgiven: false,
		possible: made.text ? [made.text.value] : [],
		written: made.text ? [made.text.value] : []
	};
	simulation.submissions.push(submission);
	simulation.note(`${browser.name}: ${person.name} ${made.mutation.name} ${made.made?.id ?? ''}`);
	const item = {
		id: submission.itemId,
		principalId,
		mutation: made.mutation,
		args: made.args,
		writtenAt: simulation.now().toISOString(),
		photos: submission.photos
	};
	void tab
		.stubbornlyOrNever(() => enqueue(db, item))
		.then(() => simulation.mutant.afterEnqueue?.(db, item.id))
		.then(() => {
			submission.saved = 'yes';
			tab.trigger('eager');
		})
		.catch(() => undefined);
}

function entryOn(
	simulation: Simulation,
	principalId: string,
	mutation: AnyMutation,
	more: Record<string, unknown>
): Draft | undefined {
	const reports = ownReports(simulation, principalId);
	if (reports.length === 0) return undefined;
	const entryId = randomUUID();
	const args = {
		reportId: simulation.chance.pick(reports).made!.id,
		entryId,
		writtenAt: simulation.now().toISOString(),
		...more
	};
	return { mutation, args };
}

async function withItem(
	simulation: Simulation,
	work: (tab: Tab, submission: Submission) => Promise<unknown>
): Promise<void> {
	const tab = openTab(simulation);
	const waiting = simulation.submissions.filter(
		({ browser, person, removed, left, saved }) =>
			browser === tab?.browser && person.id === tab.personId && !removed && !left && saved === 'yes'
	);
	if (!tab || waiting.length === 0) return;
	const submission = simulation.chance.pick(waiting);
	void work(tab, submission).catch(() => undefined);
}

function photosOf(simulation: Simulation): Submission['photos'] {
	const { album } = simulation.ground;
	const count = simulation.chance.below(3);
	const taken = Array.from({ length: count }, () => ({ ...simulation.chance.pick(album), id: randomUUID() }));
	// The form does not take the same photo twice.
	return taken.filter(({ sha }, at) => taken.findIndex((other) => other.sha === sha) === at);
}

const announced = (photos: Submission['photos']) => photos.map(({ bytes: _bytes, ...photo }) => photo);

const ownReports = (simulation: Simulation, principalId: string) =>
	simulation.submissions.filter(
		({ name, principalId: theirs }) => name === 'reportDefect' && theirs === principalId
	);

const ownThreads = (simulation: Simulation, principalId: string) =>
	simulation.submissions.filter(
		({ name, principalId: theirs }) => name === 'startConversation' && theirs === principalId
	);
