import { describe, expect, it } from 'vitest';
import {
	formatAge,
	formatBytes,
	formatDate,
	formatInstant,
	formatMoney,
	formatPeriod,
	languageName,
	telephoneLink
} from './format';

const now = new Date('2026-11-22T10:00:00Z');
const plain = (text: string | undefined) => text?.replace(/[\u00a0\u202f]/g, ' ').replaceAll('\u2060', '');

describe('X1 dates, money and numbers in the reader’s language', () => {
	it('writes a calendar day as the language does, whatever zone the phone is in', () => {
		expect(formatDate('2026-11-22', 'fi')).toBe('22.11.2026');
		expect(formatDate('2026-11-22', 'sv')).toBe('22.11.2026');
		expect(formatDate('2026-11-22', 'en')).toBe('22 November 2026');
	});

	it('tells Helsinki’s time of an instant, also where that is another day', () => {
		expect(formatDate('2026-11-22T22:30:00.000Z', 'fi')).toBe('23.11.2026');
		expect(plain(formatInstant('2026-11-24T06:05:00.000Z', 'fi'))).toMatch(/24\.11\. klo 8\.05$/);
	});

	it('never leaves an hour alone on the next line', () => {
		const visit = { from: '2026-11-24T08:00:00.000Z', to: '2026-11-24T10:00:00.000Z' };
		for (const locale of ['fi', 'sv', 'en'] as const)
			expect(formatPeriod(visit, locale).split(/ |–(?!\u2060)/)).toHaveLength(2);
	});

	it('says a planned visit once where both ends are on the same day', () => {
		const visit = { from: '2026-11-24T08:00:00.000Z', to: '2026-11-24T10:00:00.000Z' };
		expect(plain(formatPeriod(visit, 'fi'))).toMatch(/24\.11\. klo 10\.00–12\.00$/);
		expect(plain(formatPeriod({ ...visit, to: '2026-11-25T10:00:00.000Z' }, 'fi'))).toMatch(
			/24\.11\..*25\.11\./
		);
	});

	it('says how old something is, and nothing under a minute', () => {
		expect(formatAge('2026-11-22T09:48:00Z', now, 'fi')).toBe('12 minuuttia sitten');
		expect(formatAge('2026-11-21T10:00:00Z', now, 'sv')).toBe('i går');
		expect(formatAge('2026-11-22T07:00:00Z', now, 'en')).toBe('3 hours ago');
		expect(formatAge('2026-11-22T09:59:40Z', now, 'en')).toBeUndefined();
	});

	it('does not call something that a wrong clock puts in the future old', () => {
		expect(formatAge('2026-11-22T10:05:00Z', now, 'en')).toBeUndefined();
	});

	it('writes money and sizes', () => {
		expect(plain(formatMoney(123450, 'fi'))).toBe('1 234,50 €');
		expect(plain(formatBytes(86_000, 'fi'))).toBe('86 kt');
		expect(plain(formatBytes(1_240_000, 'sv'))).toBe('1,2 MB');
	});

	it('names a language in another', () => {
		expect(languageName('sv', 'fi')).toBe('ruotsi');
		expect(languageName('fi', 'sv')).toBe('finska');
	});

	it('makes a number that a phone can call', () => {
		expect(telephoneLink('09 555 0199')).toBe('tel:095550199');
		expect(telephoneLink('+358 (0)9 555-0199')).toBe('tel:+35895550199');
	});
});
