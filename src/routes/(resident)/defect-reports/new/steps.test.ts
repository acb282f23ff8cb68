import { answersOf, blankDraft, draftOf, type ReportDraft } from '$lib/components/report-draft';
import { reportDefect } from '$lib/domain/defect-reports';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { errorsIn, firstUnanswered, isReachable } from './steps';

const apartmentId = '0a0a0a0a-0000-4000-8000-000000000001';
const answered: ReportDraft = {
	...blankDraft(),
	apartmentId,
	place: 'apartment',
	room: 'kitchen',
	urgentKind: 'none',
	category: 'waterAndSewer',
	description: 'The tap drips.',
	masterKey: 'yes',
	pets: 'A cat',
	phone: '040 123 4567'
};

describe('D1 the report form', () => {
	it('opens at the first page with a question left', () => {
		expect(firstUnanswered(blankDraft())).toBe('where');
		expect(firstUnanswered({ ...answered, category: null })).toBe('what');
		expect(firstUnanswered(answered)).toBe('check');
		expect(isReachable('access', { ...answered, description: ' ' })).toBe(false);
	});

	it('asks about the visit only where somebody visits a home', () => {
		const shared: ReportDraft = { ...answered, place: 'commonArea', room: 'yard', masterKey: null };
		expect(errorsIn('access', shared)).toEqual([]);
		expect(answersOf(shared)).toMatchObject({ masterKeyAllowed: false, pets: '', goodTimes: '' });
	});

	it('refuses a telephone number without digits, and takes none at all', () => {
		expect(errorsIn('access', { ...answered, phone: 'ask me' }).map(({ field }) => field)).toEqual(['phone']);
		expect(errorsIn('access', { ...answered, phone: '' })).toEqual([]);
	});

	it('says once that the description is missing', () => {
		expect(errorsIn('describe', { ...answered, description: '' })).toHaveLength(1);
	});

	it('sends what the rule takes, and can be taken up again from what was sent', () => {
		const args = { ...answersOf(answered), writtenAt: '2026-11-22T05:00:00.000Z', photos: [] };
		expect(v.is(reportDefect.args, args)).toBe(true);
		expect(answersOf(draftOf(args))).toEqual(answersOf(answered));
	});
});
