import type { IconName } from '$lib/components/ui/icon-paths';
import { lastReopeningDay, type DefectReport } from '$lib/domain/defect-reports';
import { helsinkiDay } from '$lib/domain/helsinki-time';
import { currentTime } from '$lib/i18n/clock';
import { categoryWords, roomWords } from '$lib/i18n/defect-words';
import { formatPeriod } from '$lib/i18n/format';
import { m } from '$lib/i18n/generated/messages';

export function reportTitle({ category, room }: Pick<DefectReport, 'category' | 'room'>): string {
	const what = categoryWords[category]();
	const where = roomWords[room]().toLocaleLowerCase();
	const isSaid = what
		.toLocaleLowerCase()
		.split(/[^\p{L}]+/u)
		.includes(where);
	return isSaid ? what : `${what}, ${where}`;
}

/** `Pihkarinne 4 B 12, keittiö`; of a common area its name alone. */
export function whereWords(
	{ place, room }: Pick<DefectReport, 'place' | 'room'>,
	home: string | undefined
): string {
	const name = roomWords[room]();
	return place === 'apartment' && home ? `${home}, ${name.toLocaleLowerCase()}` : name;
}

/** What happens next, in a sentence; nothing where nothing will. */
export function nextStep(report: DefectReport): string | undefined {
	if (report.arrivedAt === null) return m.next_unsent();
	if (report.plannedVisit && currentTime() <= new Date(report.plannedVisit.to))
		return m.next_visit({ when: formatPeriod(report.plannedVisit) });
	if (report.state === 'received') return m.next_received();
	if (report.state === 'inProgress') return m.next_in_progress();
	if (report.state === 'done') return mayReopen(report) ? m.next_done() : undefined;
	if (report.state !== 'waiting') return undefined;
	if (report.waitingFor === 'part') return m.next_waiting_part();
	if (report.waitingFor === 'contractor') return m.next_waiting_contractor();
	return m.next_waiting_resident();
}

function mayReopen(report: DefectReport): boolean {
	const lastDay = lastReopeningDay(report);
	return lastDay !== null && helsinkiDay(currentTime()) <= lastDay;
}

type Look = { tone: 'plain' | 'waiting' | 'urgent' | 'done' | 'info'; icon: IconName };

export const stateLooks: Record<DefectReport['state'], Look> = {
	received: { tone: 'plain', icon: 'inbox' },
	inProgress: { tone: 'info', icon: 'wrench' },
	waiting: { tone: 'waiting', icon: 'clock' },
	done: { tone: 'done', icon: 'check' },
	closed: { tone: 'plain', icon: 'close' },
	withdrawn: { tone: 'plain', icon: 'back' }
};
