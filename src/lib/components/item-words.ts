import type { OutboxItem, View } from '$lib/device/portal-types';
import type { Classification } from '$lib/domain/conversations';
import type { ArgsOf, ResidentMutations } from '$lib/domain/mutations';
import { classificationWords } from '$lib/i18n/conversation-words';
import { categoryWords, roomWords, urgentKindWords } from '$lib/i18n/defect-words';
import { formatInstant } from '$lib/i18n/format';
import { m } from '$lib/i18n/generated/messages';
import { contactChangeWords } from './contact-words';
import { reportTitle } from './defect-report-words';
import type { ReportArgs } from './report-draft';

const names: Record<keyof ResidentMutations, () => string> = {
	reportDefect: m.item_reportDefect,
	addToDefectReport: m.item_addToDefectReport,
	reopenDefectReport: m.item_reopenDefectReport,
	withdrawDefectReport: m.item_withdrawDefectReport,
	followDefect: m.item_followDefect,
	unfollowDefect: m.item_unfollowDefect,
	startConversation: m.item_startConversation,
	replyInConversation: m.item_replyInConversation,
	changeContactDetails: m.item_changeContactDetails,
	chooseLanguage: m.item_chooseLanguage,
	chooseNotifications: m.item_chooseNotifications,
	markRead: m.item_markRead
};

export function itemName({ name }: OutboxItem): string {
	return (names[name as keyof ResidentMutations] ?? m.item_other)();
}

/** What a person wrote in it, if anything. */
export function itemText({ args }: OutboxItem): string {
	const { text, description } = (args ?? {}) as { text?: string; description?: string };
	return text ?? description ?? '';
}

/** What it is about, in a line. */
export function itemSubject(item: OutboxItem, view: View): string | undefined {
	if (item.name === 'reportDefect') return reportTitle(item.args as ReportArgs);
	if (item.name === 'changeContactDetails')
		return contactChangeWords(item.args as ArgsOf<'changeContactDetails'>);
	if (item.name === 'startConversation') {
		const { subject, classification } = item.args as { subject: string; classification: Classification };
		return subject || classificationWords[classification]();
	}
	const report = view.get('defectReport', item.target.id) ?? view.get('commonDefect', item.target.id);
	if (report) return reportTitle(report);
	const conversation = view.get('conversation', item.target.id);
	return conversation && (conversation.subject || classificationWords[conversation.classification]());
}

/** Everything that it says, for the clipboard and for a file: so that nothing typed can be lost (O6). */
export function itemAsText(item: OutboxItem, view: View): string {
	const details = item.name === 'reportDefect' ? reportLines(item.args as ReportArgs) : [];
	const head = [
		itemName(item),
		itemSubject(item, view),
		m.report_written({ when: formatInstant(item.writtenAt) })
	];
	return (
		[...head, '', itemText(item), '', ...details]
			.filter((line) => line !== undefined)
			.join('\n')
			.trim() + '\n'
	);
}

function reportLines(args: ReportArgs): string[] {
	const rows: [string, string | undefined][] = [
		[m.new_answer_where(), roomWords[args.room]()],
		[m.new_answer_what(), categoryWords[args.category]()],
		[m.new_answer_urgent(), args.urgentKind ? urgentKindWords[args.urgentKind]() : undefined],
		[m.new_pets(), args.pets],
		[m.new_answer_times(), args.goodTimes],
		[m.new_answer_phone(), args.phone]
	];
	return rows.filter(([, value]) => value).map(([name, value]) => `${name}: ${value}`);
}
