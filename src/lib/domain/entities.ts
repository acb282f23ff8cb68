import type { Attachment } from './attachments';
import type { Bulletin } from './bulletins';
import type { Building, EmergencyCard } from './buildings';
import type { Conversation, Message } from './conversations';
import type { DefectEntry, DefectReport } from './defect-reports';
import type { Membership } from './memberships';
import type { Profile } from './profiles';
import type { ReadMark } from './read-marks';
import type { RescuePlan } from './rescue-plans';

/** Everything that syncs. The engine names none of these; a new one is an entry here and a table. */
export interface Entities {
	attachment: Attachment;
	building: Building;
	bulletin: Bulletin;
	conversation: Conversation;
	defectEntry: DefectEntry;
	defectReport: DefectReport;
	emergencyCard: EmergencyCard;
	membership: Membership;
	message: Message;
	profile: Profile;
	readMark: ReadMark;
	rescuePlan: RescuePlan;
}
export type EntityKind = keyof Entities;
export type EntityRow<K extends EntityKind> = Entities[K];

/** Kinds that a phone must have first, in this order: what one reads when it burns. */
export const urgentKinds: readonly EntityKind[] = ['emergencyCard', 'rescuePlan'];
