import { expect, test } from 'vitest';
import { isOfLegalAge } from './legal-age';
import { standingOf, type IdentifiedPerson, type Standing } from './standing';

const today = '2026-11-22';

test.each([
	['2008-11-22', true, 'turns 18 today'],
	['2008-11-23', false, 'turns 18 tomorrow'],
	['2008-11-21', true, 'turned 18 yesterday'],
	['1950-07-22', true, 'is old'],
	['2026-11-22', false, 'was born today']
])('A3 born on %s may come in: %s, who %s', (bornOn, may) => {
	expect(isOfLegalAge(bornOn, today)).toBe(may);
});

test.each([
	['2026-02-27', false],
	['2026-02-28', true],
	['2026-03-01', true]
])('A3 who was born on a leap day is 18 on %s: %s', (day, may) => {
	expect(isOfLegalAge('2008-02-29', day)).toBe(may);
});

const record = { bornOn: '1990-05-01', isOpen: false, wasOpen: false };
const person = (changed: Partial<IdentifiedPerson>) =>
	standingOf({ record, bornOn: '1990-05-01', today, ...changed });

const cases: [Standing, Partial<IdentifiedPerson>, string][] = [
	['found', { record: { ...record, isOpen: true } }, 'who lives here'],
	[
		'found',
		{ record: { ...record, isOpen: true, wasOpen: true } },
		'who moved from one home of ours to another'
	],
	['notMatched', { record: null }, 'whom the registers don’t know'],
	['incomplete', { record: { ...record, isOpen: true, bornOn: null } }, 'whose record has no date of birth'],
	[
		'incomplete',
		{ record: { ...record, isOpen: true, bornOn: '1991-05-01' } },
		'whose record has another one'
	],
	['applicant', {}, 'who holds nothing yet'],
	['ended', { record: { ...record, wasOpen: true } }, 'who moved out'],
	[
		'underAge',
		{ record: { ...record, bornOn: '2011-05-01', isOpen: true }, bornOn: '2011-05-01' },
		'who is 15 and lives here'
	],
	[
		'underAge',
		{ record: { ...record, bornOn: '2011-05-01' }, bornOn: '2011-05-01' },
		'who is 15 and nothing else'
	]
];

test.each(cases)('A2 A3 A4 “%s” is told to somebody $2', (standing, changed) => {
	expect(person(changed)).toBe(standing);
});
