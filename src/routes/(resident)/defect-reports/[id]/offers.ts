import type { Circumstances } from '$lib/domain/actor';
import {
	addToDefectReport,
	reopenDefectReport,
	withdrawDefectReport,
	type DefectReport
} from '$lib/domain/defect-reports';
import { outcomeOf } from '$lib/domain/mutation';
import { isRefusal } from '$lib/domain/refusal';

/** Which buttons the page shows: those whose rule would say yes to the report as it stands on this device. */
export function offers(report: DefectReport | undefined, circumstances: Circumstances | undefined) {
	if (!report || !circumstances) return { add: false, reopen: false, withdraw: false };
	const trial = { reportId: report.id, entryId: '', writtenAt: '', text: '?', photos: [] };
	return {
		add: !isRefusal(outcomeOf(addToDefectReport, report, trial, circumstances)),
		reopen: !isRefusal(outcomeOf(reopenDefectReport, report, trial, circumstances)),
		withdraw:
			report.state !== 'withdrawn' &&
			!isRefusal(outcomeOf(withdrawDefectReport, report, trial, circumstances))
	};
}
