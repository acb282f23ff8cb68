import { expect, test } from 'vitest';
import { hasOutstayed } from './landlords';

const now = new Date('2026-11-22T10:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 60 * 60 * 1000);

test('O12 a device keeps what it has for as long as the landlord lets it, and no longer', () => {
	expect(hasOutstayed(daysAgo(30), { daysWithoutContact: 30 }, now)).toBe(false);
	expect(hasOutstayed(daysAgo(30.01), { daysWithoutContact: 30 }, now)).toBe(true);
});

test('O12 where the landlord sets no end, or the device was never in contact, nothing is taken away', () => {
	expect(hasOutstayed(daysAgo(4000), { daysWithoutContact: null }, now)).toBe(false);
	expect(hasOutstayed(null, { daysWithoutContact: 1 }, now)).toBe(false);
});
