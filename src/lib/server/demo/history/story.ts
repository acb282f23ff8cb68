import type { DefectCategory, DefectReport, DefectRoom, UrgentKind } from '$lib/domain/defect-reports';
import type { Classification } from '$lib/domain/conversations';
import type { PhotoName } from '$lib/server/demo/photos';
import type { StaffKey } from '$lib/server/demo/people/staff';

// What happened, as one tells it: who, how many days ago, what they said, and what came of it. `tell-*.ts` makes rows of
// it by the rules that residents and staff are held to themselves.

export interface ReportSeed {
	/** A person's key, `aino-virtanen`. */
	by: string;
	/** The ward, where a guardian reports. */
	actingFor?: string;
	daysAgo: number;
	at: string;
	place: DefectReport['place'];
	room: DefectRoom;
	category: DefectCategory;
	urgentKind?: UrgentKind;
	says: string;
	masterKeyAllowed?: boolean;
	pets?: string;
	goodTimes?: string;
	photos?: PhotoName[];
	/** The reporter has not opened the staff's last answer yet. */
	unread?: true;
	/** Between the staff; no resident sees it. */
	note?: StaffNote;
	then: ReportStep[];
}

export interface StaffNote {
	by: StaffKey;
	text: string;
}

/** `after` counts days from the report. */
interface When {
	after: number;
	at: string;
}

export type ReportStep = When &
	(
		| { did: 'see' | 'take'; by: StaffKey }
		| { did: 'plan'; by: StaffKey; visit: { after: number; from: string; to: string }; text: string }
		| { did: 'wait'; by: StaffKey; waitingFor: NonNullable<DefectReport['waitingFor']>; text: string }
		| { did: 'finish' | 'close' | 'answer'; by: StaffKey; text: string }
		| { did: 'add'; by: 'resident'; text: string; photos: PhotoName[] }
		| { did: 'reopen'; by: 'resident'; text: string }
		| { did: 'withdraw'; by: 'resident' }
	);

export interface ConversationSeed {
	by: string;
	actingFor?: string;
	daysAgo: number;
	at: string;
	classification: Classification;
	subject: string;
	says: string;
	photos?: PhotoName[];
	unread?: true;
	note?: StaffNote;
	then: ConversationStep[];
}

export type ConversationStep = When &
	(
		| { did: 'see' | 'close'; by: StaffKey }
		| { did: 'answer'; by: StaffKey; text: string; close: boolean }
		| { did: 'reply'; by: 'resident'; text: string; photos: PhotoName[] }
	);

export function atHome(room: DefectRoom, category: DefectCategory) {
	return { place: 'apartment', room, category } as const;
}

export function inCommonArea(room: DefectRoom, category: DefectCategory) {
	return { place: 'commonArea', room, category } as const;
}

export const see = (by: StaffKey, after: number, at: string) => ({ did: 'see' as const, by, after, at });
export const take = (by: StaffKey, after: number, at: string): ReportStep => ({ did: 'take', by, after, at });

export function plan(
	by: StaffKey,
	after: number,
	at: string,
	visit: { after: number; from: string; to: string },
	text = ''
): ReportStep {
	return { did: 'plan', by, after, at, visit, text };
}

export function wait(
	by: StaffKey,
	after: number,
	at: string,
	waitingFor: NonNullable<DefectReport['waitingFor']>,
	text: string
): ReportStep {
	return { did: 'wait', by, after, at, waitingFor, text };
}

export function finish(by: StaffKey, after: number, at: string, text: string): ReportStep {
	return { did: 'finish', by, after, at, text };
}

export function close(by: StaffKey, after: number, at: string, text: string): ReportStep {
	return { did: 'close', by, after, at, text };
}

export function say(by: StaffKey, after: number, at: string, text: string): ReportStep {
	return { did: 'answer', by, after, at, text };
}

export function add(after: number, at: string, text: string, ...photos: PhotoName[]): ReportStep {
	return { did: 'add', by: 'resident', after, at, text, photos };
}

export function reopen(after: number, at: string, text: string): ReportStep {
	return { did: 'reopen', by: 'resident', after, at, text };
}

export function withdraw(after: number, at: string): ReportStep {
	return { did: 'withdraw', by: 'resident', after, at };
}

export function reply(after: number, at: string, text: string, ...photos: PhotoName[]): ConversationStep {
	return { did: 'reply', by: 'resident', after, at, text, photos };
}

export function answer(
	by: StaffKey,
	after: number,
	at: string,
	text: string,
	close = false
): ConversationStep {
	return { did: 'answer', by, after, at, text, close };
}

/** Nothing is left to answer. */
export function closeThread(by: StaffKey, after: number, at: string): ConversationStep {
	return { did: 'close', by, after, at };
}
