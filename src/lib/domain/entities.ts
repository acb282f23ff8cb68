import type { Attachment } from './attachments';
import type { Bulletin } from './bulletins';
import type { Building, EmergencyCard } from './buildings';
import type { Conversation, Message } from './conversations';
import type { CommonDefect, DefectFollow } from './defect-follows';
import type { DefectEntry, DefectReport } from './defect-reports';
import type { Landlord } from './landlords';
import type { Membership } from './memberships';
import type { Profile } from './profiles';
import type { ReadMark } from './read-marks';
import type { RescuePlan } from './rescue-plans';

/** Everything that syncs. The engine names none of these; a new one is an entry here and a table. */
export interface Entities {
	attachment: Attachment;
	building: Building;
	bulletin: Bulletin;
	commonDefect: CommonDefect;
	conversation: Conversation;
	defectEntry: DefectEntry;
	defectFollow: DefectFollow;
	defectReport: DefectReport;
	emergencyCard: EmergencyCard;
	landlord: Landlord;
	membership: Membership;
	message: Message;
	profile: Profile;
	readMark: ReadMark;
	rescuePlan: RescuePlan;
}
export type EntityKind = keyof Entities;
export type EntityRow<K extends EntityKind> = Entities[K];

/**
 * The fields of each kind besides its id, in the order in which a packed answer has them. A table's columns are these
 * words in another case (`server/rows.ts`), and a test compares them with the database.
 */
// prettier-ignore
export const entityFields = {
	attachment: ['subjectKind', 'subjectId', 'entryId', 'sha', 'type', 'size', 'width', 'height', 'position', 'state', 'readyAt', 'name'],
	building: ['name', 'streetAddress', 'postalPlace', 'builtYear', 'office', 'maintenance', 'chapters', 'staircases'],
	bulletin: ['version', 'title', 'body', 'urgency', 'publishedAt', 'endsAt', 'files'],
	commonDefect: ['buildingId', 'room', 'category', 'state', 'waitingFor', 'reportedAt', 'changedAt', 'followers'],
	conversation: ['classification', 'subject', 'apartmentId', 'state', 'lastMessageAt', 'readByStaffAt'],
	defectEntry: ['reportId', 'kind', 'by', 'authorName', 'actedBy', 'text', 'state', 'waitingFor', 'visit', 'writtenAt', 'arrivedAt'],
	defectFollow: ['following'],
	defectReport: [
		'apartmentId', 'buildingId', 'place', 'room', 'category', 'urgentKind', 'description', 'masterKeyAllowed', 'pets',
		'goodTimes', 'phone', 'state', 'waitingFor', 'plannedVisit', 'handledBy', 'reportedBy', 'actedBy', 'writtenAt', 'arrivedAt',
		'seenByStaffAt', 'doneAt'
	],
	emergencyCard: [
		'buildingId', 'staircase', 'address', 'postalPlace', 'onCallPhone', 'assemblyPoint', 'waterShutOff',
		'electricalBoard', 'shelter'
	],
	landlord: ['name', 'daysWithoutContact'],
	membership: ['familyName', 'givenNames', 'callName', 'tenancies'],
	message: ['conversationId', 'by', 'authorName', 'actedBy', 'text', 'writtenAt', 'arrivedAt'],
	profile: ['language', 'phone', 'email', 'postalAddress', 'nextOfKin', 'mutedNotifications'],
	readMark: ['subjectKind', 'version', 'readAt'],
	rescuePlan: ['buildingId', 'version', 'publishedOn', 'changes', 'chapters', 'maps']
} satisfies { [K in EntityKind]: Exclude<keyof Entities[K], 'id'>[] };
