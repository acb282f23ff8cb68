import { m } from '$lib/i18n/generated/messages';

// What the queue's filters are called, by their values in the address.

export const kindFilterWords = {
	all: m.staff_kind_all,
	defectReport: m.staff_kind_defectReports,
	conversation: m.staff_kind_conversations
};

export const stateFilterWords = {
	open: m.staff_state_open,
	received: m.staff_state_received,
	inProgress: m.state_in_progress,
	waiting: m.state_waiting,
	over: m.staff_state_over,
	any: m.staff_state_any
};

export const ageFilterWords = {
	any: m.staff_age_any,
	overdue: m.staff_age_overdue,
	lastDay: m.staff_age_last_day,
	over3: () => m.staff_age_over({ days: 3 }),
	over7: () => m.staff_age_over({ days: 7 }),
	over30: () => m.staff_age_over({ days: 30 })
};

export const assigneeFilterWords = {
	any: m.staff_assignee_any,
	me: m.staff_assignee_me,
	nobody: m.staff_assignee_nobody
};

/** Pairs of a value and its words, for a choice. */
export function choicesOf<V extends string>(words: Record<V, () => string>): [V, string][] {
	return (Object.keys(words) as V[]).map((value) => [value, words[value]()]);
}
