import * as v from 'valibot';
import { arrival, type Circumstances } from './actor';
import { entry, isOpen, waitingReasons, type DefectReport } from './defect-reports';
import { instant, longText, optionalText, uuid } from './fields';
import { defineMutation } from './mutation';
import { refuse } from './refusal';

// What the staff do to a defect report. `inState` is the state that the person at the desk was looking at: where a
// colleague has changed it meanwhile, the rule says so instead of overwriting (T2).

const handling = {
	reportId: uuid,
	entryId: uuid,
	writtenAt: instant,
	inState: v.picklist(['received', 'inProgress', 'waiting', 'done', 'closed', 'withdrawn'])
};

export const takeDefectReport = defineMutation({
	name: 'takeDefectReport',
	v: 1,
	who: 'staff',
	target: 'defectReport',
	creates: { kind: 'defectEntry', id: (args) => args.entryId },
	args: v.object(handling),
	targetId: (args) => args.reportId,
	rule(report, args, circumstances) {
		if (!report) return refuse('notFound');
		if (report.state !== args.inState) return refuse('changedMeanwhile');
		if (!isOpen(report)) return refuse('alreadyHandled');
		return [
			{
				change: 'defectReport',
				row: seen(
					{ ...report, state: 'inProgress', waitingFor: null, handledBy: circumstances.by.name },
					circumstances
				)
			},
			{ create: 'defectEntry', row: entry('stateChanged', args, circumstances, { state: 'inProgress' }) }
		];
	}
});

export const changeDefectState = defineMutation({
	name: 'changeDefectState',
	v: 1,
	who: 'staff',
	target: 'defectReport',
	creates: { kind: 'defectEntry', id: (args) => args.entryId },
	args: v.object({
		...handling,
		state: v.picklist(['inProgress', 'waiting', 'done', 'closed']),
		waitingFor: v.nullable(v.picklist(waitingReasons)),
		text: optionalText
	}),
	targetId: (args) => args.reportId,
	rule(report, args, circumstances) {
		if (!report) return refuse('notFound');
		if (report.state !== args.inState) return refuse('changedMeanwhile');
		if (report.state === 'withdrawn') return refuse('alreadyHandled');
		const reasonMissing =
			(args.state === 'waiting' && !args.waitingFor) || (args.state === 'closed' && args.text === '');
		if (reasonMissing) return refuse('notValid');
		const { state, text } = args;
		const waitingFor = state === 'waiting' ? args.waitingFor : null;
		const doneAt = state === 'done' ? arrival(circumstances) : null;
		const plannedVisit = state === 'done' || state === 'closed' ? null : report.plannedVisit;
		return [
			{
				change: 'defectReport',
				row: seen(
					{
						...report,
						state,
						waitingFor,
						doneAt,
						plannedVisit,
						handledBy: report.handledBy ?? circumstances.by.name
					},
					circumstances
				)
			},
			{ create: 'defectEntry', row: entry('stateChanged', args, circumstances, { state, waitingFor, text }) }
		];
	}
});

export const planVisit = defineMutation({
	name: 'planVisit',
	v: 1,
	who: 'staff',
	target: 'defectReport',
	creates: { kind: 'defectEntry', id: (args) => args.entryId },
	args: v.object({ ...handling, from: instant, to: instant, text: optionalText }),
	targetId: (args) => args.reportId,
	rule(report, args, circumstances) {
		if (!report) return refuse('notFound');
		if (report.state !== args.inState) return refuse('changedMeanwhile');
		if (!isOpen(report)) return refuse('alreadyHandled');
		if (args.to <= args.from) return refuse('notValid');
		const visit = { from: args.from, to: args.to };
		return [
			{
				change: 'defectReport',
				row: seen(
					{
						...report,
						state: 'inProgress',
						waitingFor: null,
						plannedVisit: visit,
						handledBy: report.handledBy ?? circumstances.by.name
					},
					circumstances
				)
			},
			{
				create: 'defectEntry',
				row: entry('visitPlanned', args, circumstances, { visit, text: args.text, state: 'inProgress' })
			}
		];
	}
});

export const answerDefectReport = defineMutation({
	name: 'answerDefectReport',
	v: 1,
	who: 'staff',
	target: 'defectReport',
	creates: { kind: 'defectEntry', id: (args) => args.entryId },
	args: v.object({ reportId: uuid, entryId: uuid, writtenAt: instant, text: longText }),
	targetId: (args) => args.reportId,
	rule(report, args, circumstances) {
		if (!report) return refuse('notFound');
		return [
			{ change: 'defectReport', row: seen(report, circumstances) },
			{ create: 'defectEntry', row: entry('message', args, circumstances, { text: args.text }) }
		];
	}
});

export const seeDefectReport = defineMutation({
	name: 'seeDefectReport',
	v: 1,
	who: 'staff',
	target: 'defectReport',
	args: v.object({ reportId: uuid }),
	targetId: (args) => args.reportId,
	rule(report, _args, circumstances) {
		if (!report) return refuse('notFound');
		return report.seenByStaffAt === null
			? [{ change: 'defectReport', row: seen(report, circumstances) }]
			: [];
	}
});

/** The resident's trail ends with "read": whoever of the staff acts on a report has read it (O7). */
function seen(report: DefectReport, circumstances: Circumstances): DefectReport {
	return { ...report, seenByStaffAt: report.seenByStaffAt ?? arrival(circumstances) };
}
