import type { IconName } from '$lib/components/ui/icon-paths';
import type { DefectReport } from '$lib/domain/defect-reports';
import { categoryWords, roomWords } from '$lib/i18n/defect-words';
import { formatPeriod } from '$lib/i18n/format';
import { m } from '$lib/i18n/generated/messages';

export function reportTitle({ category, room }: Pick<DefectReport, 'category' | 'room'>): string {
	const what = categoryWords[category]();
	const where = roomWords[room]();
	return what === where ? what : `${what}, ${where.toLocaleLowerCase()}`;
}

/** What happens next, in a sentence; nothing where nothing will. */
export function nextStep(report: DefectReport): string | undefined {
	if (report.arrivedAt === null) return m.next_unsent();
	if (report.plannedVisit) return m.next_visit({ when: formatPeriod(report.plannedVisit) });
	if (report.state === 'received') return m.next_received();
	if (report.state === 'inProgress') return m.next_in_progress();
	if (report.state === 'done') return m.next_done();
	if (report.state !== 'waiting') return undefined;
	if (report.waitingFor === 'part') return m.next_waiting_part();
	if (report.waitingFor === 'contractor') return m.next_waiting_contractor();
	return m.next_waiting_resident();
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
