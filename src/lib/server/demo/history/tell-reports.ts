import {
	answerDefectReport,
	changeDefectState,
	planVisit,
	seeDefectReport,
	takeDefectReport
} from '$lib/domain/defect-handling';
import {
	addToDefectReport,
	reopenDefectReport,
	reportDefect,
	withdrawDefectReport,
	type DefectReport
} from '$lib/domain/defect-reports';
import { demoId } from '$lib/server/demo/ids';
import type { ReportSeed, ReportStep } from './story';
import { actorFor, homeOn, Telling, type Setting, type Told } from './telling';

export function tellReport(seed: ReportSeed, index: number, setting: Setting): Told<DefectReport> {
	const { calendar, people } = setting;
	const owner = seed.actingFor ?? seed.by;
	const reportId = demoId('defect report', owner, index);
	const began = calendar.at(-seed.daysAgo, seed.at);
	const telling = new Telling('defectReport', setting, actorFor(setting, seed.by, owner), began);
	const args = {
		id: reportId,
		apartmentId: homeOn(people, owner, calendar.day(-seed.daysAgo)),
		place: seed.place,
		room: seed.room,
		category: seed.category,
		urgentKind: seed.urgentKind ?? null,
		description: seed.says,
		masterKeyAllowed: seed.masterKeyAllowed ?? true,
		pets: seed.pets,
		goodTimes: seed.goodTimes,
		phone: people.get(seed.by).phone,
		writtenAt: began.toISOString(),
		photos: telling.photos(seed.photos ?? [], owner, index)
	};
	telling.run(reportDefect, args, 'resident', began);
	seed.then.forEach((step, at) => tellStep(telling, seed, step, [owner, index, at]));
	if (!telling.subject) throw new Error(`${seed.by} reported nothing`);
	return {
		personId: people.get(owner).id,
		reporterId: people.get(seed.by).id,
		subject: telling.subject,
		rows: telling.rows,
		attachments: telling.attachments,
		staffSaidAt: telling.staffSaidAt,
		unread: seed.unread ?? false,
		note: seed.note ? { ...seed.note, writtenAt: telling.lastActAt } : null
	};
}

function tellStep(
	telling: Telling<'defectReport'>,
	seed: ReportSeed,
	step: ReportStep,
	name: (string | number)[]
): void {
	const report = telling.subject!;
	const visitBegan = report.plannedVisit ? new Date(report.plannedVisit.from) : undefined;
	const at = telling.instantOf(
		step.by,
		seed.daysAgo - step.after,
		step.at,
		step.did === 'finish' ? visitBegan : undefined
	);
	const said = { reportId: report.id, entryId: demoId('entry', ...name), writtenAt: at.toISOString() };
	const handling = { ...said, inState: report.state };
	const visitDaysAgo = step.did === 'plan' ? seed.daysAgo - step.visit.after : 0;
	switch (step.did) {
		case 'see':
			return telling.run(seeDefectReport, said, step.by, at);
		case 'take':
			return telling.run(takeDefectReport, handling, step.by, at);
		case 'plan': {
			const [from, to] = telling.visit(visitDaysAgo, step.visit);
			return telling.run(planVisit, { ...handling, from, to, text: step.text }, step.by, at);
		}
		case 'wait': {
			const { waitingFor, text } = step;
			return telling.run(changeDefectState, { ...handling, state: 'waiting', waitingFor, text }, step.by, at);
		}
		case 'finish':
		case 'close': {
			const state = step.did === 'finish' ? 'done' : 'closed';
			return telling.run(
				changeDefectState,
				{ ...handling, state, waitingFor: null, text: step.text },
				step.by,
				at
			);
		}
		case 'answer':
			return telling.run(answerDefectReport, { ...said, text: step.text }, step.by, at);
		case 'add':
			return telling.run(
				addToDefectReport,
				{ ...said, text: step.text, photos: telling.photos(step.photos, ...name) },
				'resident',
				at
			);
		case 'reopen':
			return telling.run(reopenDefectReport, { ...said, text: step.text }, 'resident', at);
		case 'withdraw':
			return telling.run(withdrawDefectReport, said, 'resident', at);
	}
}
