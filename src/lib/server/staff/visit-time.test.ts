import { expect, test } from 'vitest';
import { helsinkiInstant } from './visit-time';

test.each([
	['2026-11-25', '08:00', '2026-11-25T06:00:00.000Z'],
	['2026-07-01', '08:00', '2026-07-01T05:00:00.000Z'],
	['2026-01-01', '00:30', '2025-12-31T22:30:00.000Z'],
	['2026-10-25', '03:30', '2026-10-25T00:30:00.000Z']
])('a visit on %s at %s is at the building’s own time', (day, time, instant) => {
	expect(helsinkiInstant(day, time)).toBe(instant);
});

test.each([
	['2026-03-29', '03:30'],
	['2026-02-30', '08:00'],
	['2026-11-25', '24:00'],
	['25.11.2026', '8.00'],
	['', '']
])('%j at %j is no time', (day, time) => expect(helsinkiInstant(day, time)).toBeUndefined());
