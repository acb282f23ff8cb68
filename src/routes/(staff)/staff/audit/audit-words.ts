import type { QueueFilter } from '$lib/components/matter/queue-address';
import {
	ageFilterWords,
	assigneeFilterWords,
	kindFilterWords,
	stateFilterWords
} from '$lib/components/matter/queue-words';
import { roleWords } from '$lib/components/matter/staff-words';
import type { StaffRole } from '$lib/domain/actor';
import { m } from '$lib/i18n/generated/messages';
import { importStateWords } from '$lib/i18n/import-words';

export const actionWords = {
	logIn: m.audit_action_logIn,
	logInFailed: m.audit_action_logInFailed,
	logOut: m.audit_action_logOut,
	secondFactorFailed: m.audit_action_secondFactorFailed,
	secondFactorAdded: m.audit_action_secondFactorAdded,
	secondFactorRemoved: m.audit_action_secondFactorRemoved,
	secondFactorReset: m.audit_action_secondFactorReset,
	recoveryCodeUsed: m.audit_action_recoveryCodeUsed,
	recoveryCodesMade: m.audit_action_recoveryCodesMade,
	passwordChosen: m.audit_action_passwordChosen,
	list: m.audit_action_list,
	open: m.audit_action_open,
	openAttachment: m.audit_action_openAttachment,
	change: m.audit_action_change,
	invite: m.audit_action_invite,
	rolesChanged: m.audit_action_rolesChanged,
	deactivated: m.audit_action_deactivated,
	activated: m.audit_action_activated
};

const kindWords: Record<string, () => string> = {
	defectReport: m.audit_kind_defectReport,
	conversation: m.audit_kind_conversation,
	attachment: m.audit_kind_attachment,
	queue: m.audit_kind_queue,
	audit: m.audit_title,
	staff: m.audit_kind_staff,
	profile: m.audit_kind_profile,
	bankAccount: m.audit_kind_bankAccount,
	powerOfAttorney: m.audit_kind_powerOfAttorney,
	myData: m.audit_kind_myData,
	accessLog: m.audit_kind_accessLog,
	registerChanges: m.audit_kind_registerChanges,
	registers: m.registers_title,
	apiKey: m.registers_keys
};

/** What it was done to; a kind that has no word yet keeps its name. */
export function kindWord(kind: string | null): string {
	return kind === null ? '' : (kindWords[kind]?.() ?? kind);
}

const didWords: Record<string, () => string> = {
	reportDefect: m.audit_did_reportDefect,
	addToDefectReport: m.audit_did_addToDefectReport,
	withdrawDefectReport: m.audit_did_withdrawDefectReport,
	reopenDefectReport: m.audit_did_reopenDefectReport,
	answerDefectReport: m.audit_did_answerDefectReport,
	changeDefectState: m.audit_did_changeDefectState,
	planVisit: m.audit_did_planVisit,
	takeDefectReport: m.audit_did_takeDefectReport,
	startConversation: m.audit_did_startConversation,
	replyInConversation: m.audit_did_replyInConversation,
	answerConversation: m.audit_did_answerConversation,
	closeConversation: m.audit_did_closeConversation,
	writeNote: m.audit_did_writeNote,
	changeContactDetails: m.audit_did_changeContactDetails,
	chooseLanguage: m.audit_did_chooseLanguage,
	chooseNotifications: m.audit_did_chooseNotifications,
	followDefect: m.audit_did_followDefect,
	unfollowDefect: m.audit_did_unfollowDefect
};

const byWords: Record<string, () => string> = {
	password: m.audit_by_password,
	noAccess: m.audit_by_noAccess,
	wrong: m.audit_by_wrong,
	used: m.audit_by_used,
	noRole: m.audit_by_noRole,
	provider: m.audit_by_provider,
	totp: m.audit_by_totp,
	passkey: m.audit_by_passkey,
	recoveryCode: m.audit_by_recoveryCode,
	identification: m.audit_by_identification
};

const changeWords: Record<string, () => string> = {
	invited: m.audit_changed_invited,
	accepted: m.audit_changed_accepted,
	ended: m.audit_changed_ended
};

/** Each detail by its name; one that nobody is helped by has no words. */
const detailsInWords: Record<string, (value: unknown) => string | undefined> = {
	mutation: (value) => didWords[String(value)]?.(),
	why: (value) => byWords[String(value)]?.(),
	factor: (value) => byWords[String(value)]?.(),
	by: (value) => byWords[String(value)]?.(),
	change: (value) => changeWords[String(value)]?.(),
	state: (value) => importStateWords[value as keyof typeof importStateWords]?.(),
	changes: (value) => m.audit_count({ count: Number(value) }),
	apiKeyId: () => m.audit_key(),
	roles: (value) => (value as StaffRole[]).map((role) => roleWords[role]()).join(', '),
	filter: (value) => filterWords(value as Partial<QueueFilter>)
};

/** What was narrowed down, and by what; the queue as everybody finds it needs no words. */
function filterWords({ kind, state, building, age, assignee, search }: Partial<QueueFilter>): string {
	const wordOf = (words: Record<string, () => string>, value: string | undefined, usual: string) =>
		value === undefined || value === usual ? undefined : words[value]?.();
	return [
		search && m.audit_searched({ text: search }),
		wordOf(kindFilterWords, kind, 'all'),
		wordOf(stateFilterWords, state, 'open'),
		wordOf(ageFilterWords, age, 'any'),
		building && m.audit_one_building(),
		wordOf(assigneeFilterWords, assignee, 'any') ?? (isSomebody(assignee) && m.audit_one_assignee())
	]
		.filter(Boolean)
		.join(', ');
}

const isSomebody = (assignee: string | undefined) =>
	assignee !== undefined && !Object.hasOwn(assigneeFilterWords, assignee);

export function detailWords(details: Record<string, unknown>): string {
	return Object.entries(details)
		.map(([name, value]) => detailsInWords[name]?.(value))
		.filter(Boolean)
		.join(', ');
}
