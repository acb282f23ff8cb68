import { describe, expect, test } from 'vitest';
import { homesOn, homesToTell, tenancyState, type Tenancy } from './memberships';

const home = (apartmentId: string, startsOn: string, endsOn: string | null = null) =>
	({ apartmentId, startsOn, endsOn, role: 'signatory' }) as Tenancy;

describe('A16 each tenancy has its own state', () => {
	const tenancy = home('24', '2026-03-01', '2026-05-31');
	test.each([
		['2026-02-28', 'upcoming'],
		['2026-03-01', 'current'],
		['2026-05-31', 'current'],
		['2026-06-01', 'ended']
	])('on %s it is %s', (today, state) => {
		expect(tenancyState(tenancy, today)).toBe(state);
	});
});

describe('A16 the homes that one reports from', () => {
	const old = home('7', '2020-01-01', '2026-05-31');
	const next = home('24', '2026-06-01');

	test('change with the day, and both count on a day in both', () => {
		expect(homesOn([next, old], '2026-05-31')).toEqual([old]);
		expect(homesOn([next, old], '2026-06-01')).toEqual([next]);
		expect(homesOn([home('24', '2026-05-15'), old], '2026-05-20')).toHaveLength(2);
	});

	test('are those to come where none runs, and those that were where none comes: the clock may be wrong', () => {
		expect(homesOn([next, home('7', '2020-01-01', '2026-04-30')], '2026-05-10')).toEqual([next]);
		expect(homesOn([old], '2036-01-01')).toEqual([old]);
	});

	test('name an apartment once, whichever way it was held', () => {
		expect(
			homesOn([home('7', '2026-01-01'), home('7', '2025-01-01', '2025-12-31')], '2026-05-10')
		).toHaveLength(1);
	});
});

describe('A16 the homes that one is told of', () => {
	const told = (...tenancies: Tenancy[]) =>
		homesToTell(tenancies, '2026-05-10').map(({ home: { apartmentId, endsOn }, state }) => [
			apartmentId,
			state,
			endsOn
		]);

	test('are those of today and those to come, and not those that were', () => {
		expect(
			told(
				home('24', '2026-06-01'),
				home('7', '2020-01-01', '2026-05-31'),
				home('3', '2018-01-01', '2019-12-31')
			)
		).toEqual([
			['7', 'current', '2026-05-31'],
			['24', 'upcoming', null]
		]);
	});

	test('do not end where another role begins the day after', () => {
		expect(told(home('7', '2026-06-01'), home('7', '2020-01-01', '2026-05-31'))).toEqual([
			['7', 'current', null]
		]);
	});

	test('end where there is a gap before the next stay', () => {
		expect(told(home('7', '2026-07-01'), home('7', '2020-01-01', '2026-05-31'))).toHaveLength(2);
	});
});
