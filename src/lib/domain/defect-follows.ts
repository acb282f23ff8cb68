import * as v from 'valibot';
import { currentTenancies } from './actor';
import { isOpen, type DefectReport } from './defect-reports';
import { uuid } from './fields';
import { defineMutation } from './mutation';
import { refuse } from './refusal';

/** What everybody in a building is told of a report of its common areas: nobody's name and nobody's words (D5, D6). */
export interface CommonDefect extends Pick<
	DefectReport,
	'id' | 'buildingId' | 'room' | 'category' | 'state' | 'waitingFor'
> {
	reportedAt: string;
	/** When its state last changed. */
	changedAt: string;
	followers: number;
}

/** That somebody wants to hear of a neighbour's report. Its id is the report's. */
export interface DefectFollow {
	id: string;
	following: boolean;
}

export const followDefect = defineMutation({
	name: 'followDefect',
	v: 1,
	who: 'resident',
	target: 'defectFollow',
	args: v.object({ id: uuid, buildingId: uuid }),
	targetId: (args) => args.id,
	rule(follow, { id, buildingId }, circumstances) {
		if (!currentTenancies(circumstances).some((home) => home.buildingId === buildingId))
			return refuse('notCurrentHome');
		if (follow?.following) return [];
		const row = { id, following: true };
		return [follow ? { change: 'defectFollow', row } : { create: 'defectFollow', row }];
	}
});

export const unfollowDefect = defineMutation({
	name: 'unfollowDefect',
	v: 1,
	who: 'resident',
	target: 'defectFollow',
	args: v.object({ id: uuid }),
	targetId: (args) => args.id,
	rule(follow, { id }) {
		if (!follow) return refuse('notFound');
		return follow.following ? [{ change: 'defectFollow', row: { id, following: false } }] : [];
	}
});

/** What one is about to report, as far as it tells whether a neighbour has. */
export type Reported = Pick<DefectReport, 'buildingId' | 'place' | 'room' | 'category'>;

/**
 * Open reports of the same building, common area and category, the oldest first. `own`: ids of one's own reports, which
 * one knows of.
 */
export function likelyDuplicates(
	defects: readonly CommonDefect[],
	reported: Reported,
	own: ReadonlySet<string>
): CommonDefect[] {
	if (reported.place !== 'commonArea') return [];
	return defects
		.filter((defect) => isOpen(defect) && !own.has(defect.id))
		.filter(
			({ buildingId, room, category }) =>
				buildingId === reported.buildingId && room === reported.room && category === reported.category
		)
		.sort((a, b) => a.reportedAt.localeCompare(b.reportedAt));
}
