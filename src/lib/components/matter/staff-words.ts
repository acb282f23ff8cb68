import type { StaffRole } from '$lib/domain/actor';
import type { DefectReport } from '$lib/domain/defect-reports';
import { categoryWords, defectStateWords, roomWords } from '$lib/i18n/defect-words';
import { m } from '$lib/i18n/generated/messages';
import { getLocale } from '$lib/i18n/generated/runtime';

export const roleWords: Record<StaffRole, () => string> = {
	customerService: m.staff_role_customerService,
	maintenance: m.staff_role_maintenance,
	propertyManager: m.staff_role_propertyManager,
	administrator: m.staff_role_administrator
};

export const waitingForWords: Record<NonNullable<DefectReport['waitingFor']>, () => string> = {
	part: m.staff_waiting_part,
	contractor: m.staff_waiting_contractor,
	resident: m.staff_waiting_resident
};

/** As the staff say it: to them a report waits for the resident, and not for "your answer". */
export function stateWords(report: Pick<DefectReport, 'state' | 'waitingFor'>): string {
	return report.waitingFor === null ? defectStateWords(report) : waitingForWords[report.waitingFor]();
}

/** `Water and drains · Kitchen`, the dot kept with the first; a fault of the lift in the lift is `Lift`. */
export function defectTitle({ category, room }: Pick<DefectReport, 'category' | 'room'>): string {
	return [...new Set([categoryWords[category](), roomWords[room]()])].join('\u00a0· ');
}

export const stateTones = {
	received: 'info',
	inProgress: 'plain',
	waiting: 'waiting',
	done: 'done',
	closed: 'plain',
	withdrawn: 'plain'
} as const;

/** `12 min`, `2 t`, `3 pv`: how long ago, or how long over, in as little room as a list has. */
export function shortSpan(from: Date | string, to: Date, locale = getLocale()): string {
	const minutes = Math.max(0, Math.floor((to.getTime() - new Date(from).getTime()) / 60_000));
	const unit = (name: string, value: number) =>
		new Intl.NumberFormat(locale, {
			style: 'unit',
			unit: name,
			unitDisplay: locale === 'en' ? 'narrow' : 'short'
		}).format(value);
	if (minutes < 60) return unit('minute', minutes);
	if (minutes < 48 * 60) return unit('hour', Math.floor(minutes / 60));
	return unit('day', Math.floor(minutes / (24 * 60)));
}

/** Who said or did something, and for whom where a guardian or attorney did (A12). */
export function authorWords(name: string, actedBy: string | null, resident: string): string {
	return actedBy ? m.acted_for({ name, principal: resident }) : name;
}
