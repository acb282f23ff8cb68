import type { View } from '$lib/device/portal-types';
import { isUnread } from '$lib/domain/bulletins';
import type { CommonDefect } from '$lib/domain/defect-follows';
import { isOpen } from '$lib/domain/defect-reports';
import { readMarks } from './read-marks';

/** Ids of the neighbours' reports that one follows. */
export function followed(view: View): ReadonlySet<string> {
	return new Set(
		view
			.list('defectFollow')
			.filter(({ following }) => following)
			.map(({ id }) => id)
	);
}

/** What one follows, the last changed first. */
export function followedDefects(view: View): CommonDefect[] {
	const ids = followed(view);
	return view
		.list('commonDefect')
		.filter(({ id }) => ids.has(id))
		.sort((a, b) => b.changedAt.localeCompare(a.changedAt));
}

/** Neighbours' open reports that one neither made nor follows, the newest first. */
export function othersDefects(view: View): CommonDefect[] {
	const ids = followed(view);
	return view
		.list('commonDefect')
		.filter((defect) => isOpen(defect) && !ids.has(defect.id) && !view.get('defectReport', defect.id))
		.sort((a, b) => b.reportedAt.localeCompare(a.reportedAt));
}

/** The version of a neighbour's report for its read mark: each state is news to who follows it. */
export function stateVersion({ changedAt }: CommonDefect): number {
	return Date.parse(changedAt);
}

export function hasNewState(defect: CommonDefect, view: View): boolean {
	return isUnread({ id: defect.id, version: stateVersion(defect) }, readMarks(view));
}
