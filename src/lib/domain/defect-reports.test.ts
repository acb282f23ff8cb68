import { expect, test } from 'vitest';
import type { ResidentActor, StaffActor } from './actor';
import { changeDefectState, planVisit, takeDefectReport } from './defect-handling';
import {
	addToDefectReport,
	defectStates,
	reopenDefectReport,
	reportDefect,
	withdrawDefectReport,
	type DefectReport,
	type DefectState
} from './defect-reports';
import { outcomeOf, type Change } from './mutation';
import { isRefusal, type Refusal } from './refusal';

const ids = {
	report: '11111111-1111-4111-8111-111111111111',
	entry: '22222222-2222-4222-8222-222222222222',
	home: '33333333-3333-4333-8333-333333333333',
	house: '44444444-4444-4444-8444-444444444444'
};
const now = new Date('2026-11-22T10:00:00Z');
const aino: ResidentActor = {
	kind: 'resident',
	personId: ids.house,
	principalId: ids.house,
	name: 'Aino Virtanen',
	tenancies: [
		{
			apartmentId: ids.home,
			buildingId: ids.house,
			staircaseId: ids.house,
			address: 'Pihkarinne 4 B 12',
			postalPlace: '00630 Helsinki',
			staircase: 'B',
			apartment: '12',
			role: 'signatory',
			opensOn: '2020-01-01',
			startsOn: '2020-01-01',
			endsOn: '2026-11-22'
		}
	]
};
const kalle: StaffActor = { kind: 'staff', staffId: ids.house, name: 'Kalle', roles: ['maintenance'] };
const today = '2026-11-22';
const byAino = { by: aino, now, today };
const byKalle = { by: kalle, now, today };
const written = { reportId: ids.report, entryId: ids.entry, writtenAt: now.toISOString() };

function aReport(changed: Partial<DefectReport> = {}): DefectReport {
	return {
		id: ids.report,
		apartmentId: ids.home,
		buildingId: ids.house,
		place: 'apartment',
		room: 'kitchen',
		category: 'waterAndSewer',
		urgentKind: null,
		description: 'The tap drips',
		masterKeyAllowed: true,
		pets: '',
		goodTimes: '',
		phone: '',
		state: 'received',
		waitingFor: null,
		plannedVisit: null,
		handledBy: null,
		reportedBy: 'Aino Virtanen',
		actedBy: null,
		writtenAt: now.toISOString(),
		arrivedAt: now.toISOString(),
		seenByStaffAt: null,
		doneAt: null,
		...changed
	};
}

const inState = (state: DefectState) =>
	aReport({
		state,
		waitingFor: state === 'waiting' ? 'part' : null,
		doneAt: state === 'done' ? now.toISOString() : null
	});

function reportIn(outcome: Change[] | Refusal): DefectReport | undefined {
	if (isRefusal(outcome)) return undefined;
	const change = outcome.find((each) => 'change' in each && each.change === 'defectReport');
	return change?.row as DefectReport | undefined;
}

const { id: _id, ...answers } = aReport();
const sent = { ...answers, id: ids.report, writtenAt: now.toISOString(), photos: [] };

test('D1 a resident reports from the home that is theirs on its last day, and not on the day after', () => {
	expect(isRefusal(outcomeOf(reportDefect, undefined, sent, byAino))).toBe(false);
	const tomorrow = { ...byAino, today: '2026-11-23' };
	expect(outcomeOf(reportDefect, undefined, sent, tomorrow)).toEqual({ refused: 'notCurrentHome' });
});

test('D1 the device, whose clock decides nothing, lets the server say whether the home is still theirs', () => {
	expect(isRefusal(outcomeOf(reportDefect, undefined, sent, { by: aino, now: null, today: null }))).toBe(
		false
	);
});

test('D2 whatever is done in whatever state, a report waits for something exactly while it is waiting', () => {
	for (const state of defectStates) {
		const report = inState(state);
		const handling = { ...written, inState: state, text: 'so it is' };
		const outcomes = [
			outcomeOf(withdrawDefectReport, report, written, byAino),
			outcomeOf(reopenDefectReport, report, { ...written, text: 'still drips' }, byAino),
			outcomeOf(takeDefectReport, report, handling, byKalle),
			outcomeOf(
				planVisit,
				report,
				{ ...handling, from: '2026-11-23T08:00:00.000Z', to: '2026-11-23T10:00:00.000Z' },
				byKalle
			),
			...(['inProgress', 'waiting', 'done', 'closed'] as const).map((next) =>
				outcomeOf(changeDefectState, report, { ...handling, state: next, waitingFor: 'part' }, byKalle)
			)
		];
		for (const after of outcomes.map(reportIn))
			if (after)
				expect([state, after.state, after.waitingFor !== null]).toEqual([
					state,
					after.state,
					after.state === 'waiting'
				]);
	}
});

test('D2 a colleague who looked at an older state does not overwrite the newer one', () => {
	const args = { ...written, inState: 'received' as const };
	expect(outcomeOf(takeDefectReport, inState('done'), args, byKalle)).toEqual({
		refused: 'changedMeanwhile'
	});
});

test('D2 a report is closed without action only with the reason', () => {
	const args = {
		...written,
		inState: 'received' as const,
		state: 'closed' as const,
		waitingFor: null,
		text: ''
	};
	expect(outcomeOf(changeDefectState, inState('received'), args, byKalle)).toEqual({ refused: 'notValid' });
});

test('D3 a report can be withdrawn until somebody is at work on it, and twice is once', () => {
	const after = (state: DefectState) => outcomeOf(withdrawDefectReport, inState(state), written, byAino);
	expect(reportIn(after('received'))?.state).toBe('withdrawn');
	expect(reportIn(after('waiting'))?.state).toBe('withdrawn');
	expect(after('inProgress')).toEqual({ refused: 'alreadyHandled' });
	expect(after('withdrawn')).toEqual([]);
});

test('D3 "it is not fixed" reopens for 14 days, the last one included', () => {
	const done = aReport({ state: 'done', doneAt: '2026-11-08T22:30:00Z' });
	const reopen = (day: string) =>
		outcomeOf(reopenDefectReport, done, { ...written, text: 'drips' }, { ...byAino, today: day });
	// Half past midnight in Helsinki: done on the 9th.
	expect(reportIn(reopen('2026-11-23'))?.state).toBe('received');
	expect(reopen('2026-11-24')).toEqual({ refused: 'reopeningPeriodOver', detail: '2026-11-23' });
});

test('D3 an addition says something or shows something', () => {
	const args = { ...written, text: '', photos: [] };
	expect(outcomeOf(addToDefectReport, aReport(), args, byAino)).toEqual({ refused: 'notValid' });
});

test('D6 what the staff do, no resident can do', () => {
	const args = { ...written, inState: 'received' as const };
	expect(outcomeOf(takeDefectReport, aReport(), args, byAino)).toEqual({ refused: 'staffOnly' });
});
