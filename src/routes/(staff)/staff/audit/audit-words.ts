import { m } from '$lib/i18n/generated/messages';

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
	powerOfAttorney: m.audit_kind_powerOfAttorney
};

/** What it was done to; a kind that has no word yet keeps its name. */
export function kindWord(kind: string | null): string {
	return kind === null ? '' : (kindWords[kind]?.() ?? kind);
}

/** `factor: totp, why: wrong`: names of things, as the log has them. */
export function detailWords(details: Record<string, unknown>): string {
	return Object.entries(flat(details))
		.filter(
			([, value]) => value !== null && value !== '' && String(value) !== 'any' && String(value) !== 'all'
		)
		.map(([name, value]) => `${name}: ${String(value)}`)
		.join(', ');
}

function flat(details: Record<string, unknown>): Record<string, unknown> {
	const { filter, ...rest } = details;
	return { ...rest, ...(typeof filter === 'object' ? filter : {}) };
}
