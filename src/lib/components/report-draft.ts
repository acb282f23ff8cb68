import type { AttachmentToSend } from '$lib/device/portal-types';
import type { DefectCategory, DefectRoom, reportDefect, UrgentKind } from '$lib/domain/defect-reports';
import type * as v from 'valibot';

/** What is being typed, as it is kept on the device; an answer that was not given yet is null or empty. */
export interface ReportDraft {
	/** The report's own id, given when it is begun: however often it is sent, it is one report. */
	id: string;
	apartmentId: string | null;
	place: 'apartment' | 'commonArea' | null;
	room: DefectRoom | null;
	urgentKind: UrgentKind | 'none' | null;
	category: DefectCategory | null;
	description: string;
	masterKey: 'yes' | 'no' | null;
	pets: string;
	goodTimes: string;
	phone: string;
	photos: AttachmentToSend[];
}

export type ReportArgs = v.InferOutput<(typeof reportDefect)['args']>;

export const draftId = 'defect-report';

export function blankDraft(): ReportDraft {
	return {
		id: crypto.randomUUID(),
		apartmentId: null,
		place: null,
		room: null,
		urgentKind: null,
		category: null,
		description: '',
		masterKey: null,
		pets: '',
		goodTimes: '',
		phone: '',
		photos: []
	};
}

/** Something was answered: a draft to go on with, not a page that was only looked at. */
export function isWorthKeeping(draft: ReportDraft): boolean {
	return (
		draft.room !== null ||
		draft.category !== null ||
		draft.description.trim() !== '' ||
		draft.photos.length > 0
	);
}

export function draftOf({ writtenAt: _writtenAt, photos: _photos, ...args }: ReportArgs): ReportDraft {
	const { masterKeyAllowed, urgentKind, ...same } = args;
	return {
		...same,
		urgentKind: urgentKind ?? 'none',
		masterKey: masterKeyAllowed ? 'yes' : 'no',
		photos: []
	};
}

type Sent = Omit<ReportArgs, 'photos' | 'writtenAt'>;

/** The draft as the mutation's arguments; only for a draft in which every step is answered. */
export function answersOf(draft: ReportDraft): Sent {
	const { id, apartmentId, place, room, category, description, phone } = draft;
	if (!apartmentId || !place || !room || !category) throw new Error('the draft has unanswered questions');
	const inApartment = place === 'apartment';
	return {
		id,
		apartmentId,
		place,
		room,
		category,
		description,
		phone,
		urgentKind: draft.urgentKind === 'none' ? null : draft.urgentKind,
		masterKeyAllowed: inApartment && draft.masterKey === 'yes',
		pets: inApartment ? draft.pets : '',
		goodTimes: inApartment ? draft.goodTimes : ''
	};
}
