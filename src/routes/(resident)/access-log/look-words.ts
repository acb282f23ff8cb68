import { m } from '$lib/i18n/generated/messages';

interface Look {
	by: 'staff' | 'resident';
	what: 'list' | 'open' | 'openAttachment' | 'change';
	objectKind: string | null;
	roles: string[];
}

/** What somebody did, as the person whose information it is says it. */
export function lookWords({ what, objectKind }: Look): string {
	if (what === 'list') return objectKind === 'queue' ? m.access_log_list() : m.access_log_search();
	if (what === 'openAttachment') return m.access_log_file();
	const isReport = objectKind === 'defectReport';
	const isConversation = objectKind === 'conversation';
	if (what === 'open') return (openWords[objectKind ?? ''] ?? m.access_log_open)();
	if (isReport) return m.access_log_change_report();
	return isConversation ? m.access_log_change_conversation() : m.access_log_change();
}

const openWords: Record<string, () => string> = {
	defectReport: m.access_log_open_report,
	conversation: m.access_log_open_conversation,
	bankAccount: m.access_log_open_bank_account,
	accessLog: m.access_log_open_access_log,
	myData: m.access_log_open_my_data
};

const roleWords: Record<string, () => string> = {
	customerService: m.access_log_role_customerService,
	maintenance: m.access_log_role_maintenance,
	propertyManager: m.access_log_role_propertyManager,
	administrator: m.access_log_role_administrator
};

export function whoWords({ by, roles }: Look): string {
	if (by === 'resident') return m.access_log_for_you();
	return roles.map((role) => roleWords[role]?.() ?? role).join(', ');
}
