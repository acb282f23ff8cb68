import { afterEach, expect, test, vi } from 'vitest';
import { helsinkiDay } from './helsinki-time';

afterEach(() => vi.restoreAllMocks());

test('X7 the day in Helsinki is the same in every browser, however it writes dates', () => {
	// WebKit with ICU 72 writes `en-CA` like this, and no tenancy had begun yet.
	// The getter's type is not known to the mock's.
	vi.spyOn(Intl.DateTimeFormat.prototype as { format: unknown }, 'format', 'get').mockReturnValue(
		() => '11/22/2026'
	);
	expect(helsinkiDay(new Date('2026-11-22T10:00:00Z'))).toBe('2026-11-22');
});

test('A5 the day turns at midnight in Helsinki, in summer and in winter', () => {
	expect(helsinkiDay(new Date('2026-12-31T21:59:59Z'))).toBe('2026-12-31');
	expect(helsinkiDay(new Date('2026-12-31T22:00:00Z'))).toBe('2027-01-01');
	expect(helsinkiDay(new Date('2026-06-30T20:59:59Z'))).toBe('2026-06-30');
	expect(helsinkiDay(new Date('2026-06-30T21:00:00Z'))).toBe('2026-07-01');
});
