import type { DefectReport } from '$lib/domain/defect-reports';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nextStep, reportTitle, whereWords } from './defect-report-words';

const report = {
	place: 'apartment',
	room: 'bathroom',
	category: 'waterAndSewer',
	state: 'inProgress',
	waitingFor: null,
	plannedVisit: null,
	arrivedAt: '2026-11-01T08:00:00.000Z',
	doneAt: null
} as DefectReport;

describe('X3 a report is called what a person would call it', () => {
	it('names the room once', () => {
		expect(reportTitle(report)).toBe('Vesi ja viemäri, kylpyhuone');
		expect(reportTitle({ category: 'kitchen', room: 'kitchen' })).toBe('Keittiö ja kodinkoneet');
		expect(reportTitle({ category: 'yard', room: 'yard' })).toBe('Piha, lumi ja leikkipaikka');
		expect(reportTitle({ category: 'lift', room: 'lift' })).toBe('Hissi');
	});

	it('tells an apartment’s room after its address, and a common area by its name', () => {
		expect(whereWords(report, 'Pihkarinne 4 B 12')).toBe('Pihkarinne 4 B 12, kylpyhuone');
		expect(whereWords({ place: 'commonArea', room: 'stairwell' }, 'Pihkarinne 4 B 12')).toBe('Porraskäytävä');
	});
});

describe('D2 what happens next is said while it is true', () => {
	beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-22T10:00:00Z') }));
	afterEach(() => void vi.useRealTimers());

	it('asks for word of a fault that returns for as long as the report may be reopened (D3)', () => {
		const done = { ...report, state: 'done' } as const;
		expect(nextStep({ ...done, doneAt: '2026-11-08T08:00:00.000Z' })).toMatch(/14 päivän kuluessa/);
		expect(nextStep({ ...done, doneAt: '2026-11-07T08:00:00.000Z' })).toBeUndefined();
	});

	it('announces a visit until it is over', () => {
		const visit = (to: string) => ({ ...report, plannedVisit: { from: '2026-11-22T06:00:00.000Z', to } });
		expect(nextStep(visit('2026-11-22T10:30:00.000Z'))).toMatch(/Huolto tulee/);
		expect(nextStep(visit('2026-11-22T09:00:00.000Z'))).toBe('Huolto hoitaa asiaa.');
	});
});
