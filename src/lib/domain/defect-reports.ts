import * as v from 'valibot';
import { actedBy, arrival, currentTenancies, type Circumstances } from './actor';
import { expectedAttachments, photos } from './attachments';
import { instant, longText, optionalText, phoneNumber, uuid } from './fields';
import { addDays, helsinkiDay } from './helsinki-time';
import { defineMutation, type Change } from './mutation';
import { refuse } from './refusal';

export const defectCategories = [
	'waterAndSewer',
	'heating',
	'ventilation',
	'electricity',
	'doorsAndLocks',
	'windowsAndBalcony',
	'kitchen',
	'bathroom',
	'smokeAlarm',
	'pests',
	'indoorAir',
	'saunaAndLaundry',
	'lift',
	'stairwell',
	'wasteRoom',
	'yard',
	'parking',
	'other'
] as const;
export type DefectCategory = (typeof defectCategories)[number];

export const apartmentRooms = [
	'kitchen',
	'bathroom',
	'toilet',
	'livingRoom',
	'bedroom',
	'hall',
	'balcony',
	'sauna',
	'storage',
	'wholeApartment'
] as const;
export const commonAreas = [
	'stairwell',
	'lift',
	'basement',
	'laundry',
	'sauna',
	'wasteRoom',
	'yard',
	'parking',
	'storage',
	'outdoorWall',
	'otherCommonArea'
] as const;
export type DefectRoom = (typeof apartmentRooms)[number] | (typeof commonAreas)[number];

/** These mean a call, day and night: the number fills the screen before the form goes on (D1). */
export const urgentKinds = [
	'largeWaterLeak',
	'sewageFlood',
	'electricalDanger',
	'noHeatingInFrost',
	'personInLift',
	'lockedOut'
] as const;
export type UrgentKind = (typeof urgentKinds)[number];

export const defectStates = ['received', 'inProgress', 'waiting', 'done', 'closed', 'withdrawn'] as const;
export type DefectState = (typeof defectStates)[number];
export const waitingReasons = ['part', 'contractor', 'resident'] as const;

/** A defect notification (vikailmoitus, felanmälan). Its history is its entries. */
export interface DefectReport {
	id: string;
	apartmentId: string;
	buildingId: string;
	place: 'apartment' | 'commonArea';
	room: DefectRoom;
	category: DefectCategory;
	urgentKind: UrgentKind | null;
	description: string;
	masterKeyAllowed: boolean;
	pets: string;
	goodTimes: string;
	phone: string;
	state: DefectState;
	waitingFor: (typeof waitingReasons)[number] | null;
	plannedVisit: { from: string; to: string } | null;
	/** Who of the staff has it; a name as shown to the resident. */
	handledBy: string | null;
	reportedBy: string;
	/** Who reported it for another (A12); null where it is the resident's own. */
	actedBy: string | null;
	/** The device's clock, shown beside the arrival and deciding nothing. */
	writtenAt: string;
	arrivedAt: string | null;
	seenByStaffAt: string | null;
	doneAt: string | null;
}

/** One line of a report's timeline: something said, or something that happened. */
export interface DefectEntry {
	id: string;
	reportId: string;
	kind: 'message' | 'stateChanged' | 'visitPlanned' | 'reopened' | 'withdrawn';
	by: 'resident' | 'staff';
	authorName: string;
	/** The author where it was said or done for another (A12); null for one's own, and for the staff. */
	actedBy: string | null;
	text: string;
	state: DefectState | null;
	waitingFor: DefectReport['waitingFor'];
	visit: DefectReport['plannedVisit'];
	writtenAt: string;
	arrivedAt: string | null;
}

const reopeningDays = 14;

/** Included; null where the report is not done. */
export function lastReopeningDay({ doneAt }: Pick<DefectReport, 'doneAt'>): string | null {
	return doneAt && addDays(helsinkiDay(new Date(doneAt)), reopeningDays);
}

export const reportDefect = defineMutation({
	name: 'reportDefect',
	v: 1,
	who: 'resident',
	target: 'defectReport',
	args: v.object({
		id: uuid,
		apartmentId: uuid,
		place: v.picklist(['apartment', 'commonArea']),
		room: v.picklist([...apartmentRooms, ...commonAreas]),
		category: v.picklist(defectCategories),
		urgentKind: v.nullable(v.picklist(urgentKinds)),
		description: longText,
		masterKeyAllowed: v.boolean(),
		pets: optionalText,
		goodTimes: optionalText,
		phone: phoneNumber,
		writtenAt: instant,
		photos
	}),
	targetId: (args) => args.id,
	rule(existing, { photos: sent, ...args }, circumstances) {
		if (existing) return [];
		const home = currentTenancies(circumstances).find((tenancy) => tenancy.apartmentId === args.apartmentId);
		if (!home) return refuse('notCurrentHome');
		const report: DefectReport = {
			...args,
			buildingId: home.buildingId,
			state: 'received',
			waitingFor: null,
			plannedVisit: null,
			handledBy: null,
			reportedBy: nameOf(circumstances),
			actedBy: actedBy(circumstances),
			arrivedAt: arrival(circumstances),
			seenByStaffAt: null,
			doneAt: null
		};
		return [{ create: 'defectReport', row: report }, ...attach(args.id, null, sent)];
	}
});

const addition = { reportId: uuid, entryId: uuid, writtenAt: instant };

export const addToDefectReport = defineMutation({
	name: 'addToDefectReport',
	v: 1,
	who: 'resident',
	target: 'defectReport',
	creates: { kind: 'defectEntry', id: (args) => args.entryId },
	args: v.object({ ...addition, text: optionalText, photos }),
	targetId: (args) => args.reportId,
	rule(report, { photos: sent, ...args }, circumstances) {
		if (!report) return refuse('notFound');
		if (report.state === 'withdrawn') return refuse('alreadyHandled');
		if (args.text === '' && sent.length === 0) return refuse('notValid');
		return [
			{ create: 'defectEntry', row: entry('message', args, circumstances, { text: args.text }) },
			...attach(report.id, args.entryId, sent)
		];
	}
});

export const reopenDefectReport = defineMutation({
	name: 'reopenDefectReport',
	v: 1,
	who: 'resident',
	target: 'defectReport',
	creates: { kind: 'defectEntry', id: (args) => args.entryId },
	args: v.object({ ...addition, text: longText }),
	targetId: (args) => args.reportId,
	rule(report, args, circumstances) {
		if (!report) return refuse('notFound');
		const lastDay = lastReopeningDay(report);
		if (report.state !== 'done' || lastDay === null) return refuse('notDone');
		if (circumstances.today !== null && circumstances.today > lastDay)
			return refuse('reopeningPeriodOver', lastDay);
		return [
			{
				change: 'defectReport',
				row: { ...report, state: 'received', waitingFor: null, plannedVisit: null, doneAt: null }
			},
			{
				create: 'defectEntry',
				row: entry('reopened', args, circumstances, { text: args.text, state: 'received' })
			}
		];
	}
});

export const withdrawDefectReport = defineMutation({
	name: 'withdrawDefectReport',
	v: 1,
	who: 'resident',
	target: 'defectReport',
	creates: { kind: 'defectEntry', id: (args) => args.entryId },
	args: v.object(addition),
	targetId: (args) => args.reportId,
	rule(report, args, circumstances) {
		if (!report) return refuse('notFound');
		if (report.state === 'withdrawn') return [];
		if (report.state !== 'received' && report.state !== 'waiting') return refuse('alreadyHandled');
		return [
			{
				change: 'defectReport',
				row: { ...report, state: 'withdrawn', waitingFor: null, plannedVisit: null }
			},
			{ create: 'defectEntry', row: entry('withdrawn', args, circumstances, { state: 'withdrawn' }) }
		];
	}
});

export function isOpen(report: Pick<DefectReport, 'state'>): boolean {
	return report.state === 'received' || report.state === 'inProgress' || report.state === 'waiting';
}

/** A line of the timeline by whoever acts; shared with what the staff do. */
export function entry(
	kind: DefectEntry['kind'],
	args: { reportId: string; entryId: string; writtenAt: string },
	circumstances: Circumstances,
	said: Partial<Pick<DefectEntry, 'text' | 'state' | 'waitingFor' | 'visit'>>
): DefectEntry {
	return {
		text: '',
		state: null,
		waitingFor: null,
		visit: null,
		...said,
		id: args.entryId,
		reportId: args.reportId,
		kind,
		by: circumstances.by.kind,
		authorName: nameOf(circumstances),
		actedBy: actedBy(circumstances),
		writtenAt: args.writtenAt,
		arrivedAt: arrival(circumstances)
	};
}

function attach(reportId: string, entryId: string | null, sent: v.InferOutput<typeof photos>): Change[] {
	return expectedAttachments('defectReport', reportId, entryId, sent).map((row) => ({
		create: 'attachment',
		row
	}));
}

const nameOf = ({ by }: Circumstances) => by.name;
