import type { Tenancy } from '$lib/domain/memberships';
import { describe, expect, it } from 'vitest';
import { openingDay } from './opening-day';

const from = (startsOn: string, endsOn: string | null = null) => ({ startsOn, endsOn }) as Tenancy;

describe('A5 the portal’s content opens with the agreement', () => {
	it('on its first day, and not before', () => {
		const tenancies = [from('2026-12-01')];
		expect(openingDay({ tenancies }, '2026-11-30')).toBe('2026-12-01');
		expect(openingDay({ tenancies }, '2026-12-01')).toBeUndefined();
	});

	it('A16 is open for whoever lives in one home and has signed for the next', () => {
		expect(openingDay({ tenancies: [from('2027-01-01'), from('2020-01-01')] }, '2026-11-30')).toBeUndefined();
	});

	it('A16 between two homes, with the next one', () => {
		const tenancies = [from('2027-01-01'), from('2020-01-01', '2026-11-15')];
		expect(openingDay({ tenancies }, '2026-11-30')).toBe('2027-01-01');
		expect(openingDay({ tenancies }, '2026-11-15')).toBeUndefined();
	});

	it('has no day for a guardian without a home', () => {
		expect(openingDay({ tenancies: [] }, '2026-11-30')).toBeUndefined();
	});
});
