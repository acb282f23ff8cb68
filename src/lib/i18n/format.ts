import type { Locale } from '$lib/domain/fields';
import { getLocale } from './generated/runtime';

// Times are Helsinki's wherever the phone is: a visit at eight is at eight in the building.
const timeZone = 'Europe/Helsinki';
const tags: Record<Locale, string> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' };
const formats = new Map<string, Intl.DateTimeFormat>();

/** `22.11.2026`, `22.11.2026`, `22 November 2026`. Takes an instant or a calendar day. */
export function formatDate(at: string | Date, locale = getLocale()): string {
	return dateFormat(locale, locale === 'en' ? { dateStyle: 'long' } : { dateStyle: 'short' }).format(
		noonOf(at)
	);
}

/** `su 22.11. klo 8.05`: short, without the year unless it is another one. */
export function formatInstant(at: string | Date, locale = getLocale()): string {
	return `${unbroken(formatDay(at, locale))} ${clockTime(at, locale)}`;
}

/** `ke 25.11. klo 8.00–12.00` */
export function formatPeriod({ from, to }: { from: string; to: string }, locale = getLocale()): string {
	const sameDay = dateFormat(locale, { dateStyle: 'short' });
	if (sameDay.format(new Date(from)) !== sameDay.format(new Date(to))) {
		return `${formatInstant(from, locale)} – ${formatInstant(to, locale)}`;
	}
	return `${formatInstant(from, locale)}–\u2060${formatTime(to, locale)}`;
}

function clockTime(at: string | Date, locale: Locale): string {
	return unbroken(`${clockWord[locale]} ${formatTime(at, locale)}`);
}

/** A date or a time that stays on one line. */
const unbroken = (text: string) => text.replaceAll(' ', '\u00a0');

export function formatTime(at: string | Date, locale = getLocale()): string {
	return dateFormat(locale, { timeStyle: 'short' }).format(new Date(at));
}

function formatDay(at: string | Date, locale: Locale): string {
	const otherYear = yearOf(at) !== yearOf(new Date());
	return dateFormat(locale, {
		weekday: 'short',
		day: 'numeric',
		month: locale === 'en' ? 'short' : 'numeric',
		...(otherYear && { year: 'numeric' })
	}).format(noonOf(at));
}

const clockWord: Record<Locale, string> = { fi: 'klo', sv: 'kl.', en: 'at' };

/** `12 minuuttia sitten`; undefined under a minute, for which a language has its own word. */
export function formatAge(at: string | Date, now: Date, locale = getLocale()): string | undefined {
	const minutes = Math.round((now.getTime() - new Date(at).getTime()) / 60_000);
	if (minutes < 1) return undefined;
	const relative = new Intl.RelativeTimeFormat(tags[locale], { numeric: 'auto' });
	if (minutes < 60) return relative.format(-minutes, 'minute');
	if (minutes < 24 * 60) return relative.format(-Math.round(minutes / 60), 'hour');
	return relative.format(-Math.round(minutes / (24 * 60)), 'day');
}

/** `1 234,50 €` from cents. */
export function formatMoney(cents: number, locale = getLocale()): string {
	return new Intl.NumberFormat(tags[locale], { style: 'currency', currency: 'EUR' }).format(cents / 100);
}

/** `86 kt`, `1,2 Mt`: sizes as the language writes them. */
export function formatBytes(bytes: number, locale = getLocale()): string {
	const [unit, size, digits]: [string, number, number] =
		bytes >= 1e9
			? ['gigabyte', bytes / 1e9, 1]
			: bytes >= 1e6
				? ['megabyte', bytes / 1e6, 1]
				: ['kilobyte', Math.ceil(bytes / 1000), 0];
	return new Intl.NumberFormat(tags[locale], {
		style: 'unit',
		unit,
		unitDisplay: 'short',
		maximumFractionDigits: digits
	}).format(size);
}

export function formatShare(share: number, locale = getLocale()): string {
	return new Intl.NumberFormat(tags[locale], { style: 'percent' }).format(share);
}

/** `ruotsi`, `finska`, `Swedish`: a language's name in the reader's. */
export function languageName(language: Locale, locale = getLocale()): string {
	return new Intl.DisplayNames(tags[locale], { type: 'language' }).of(language) ?? language;
}

/** A link that calls: digits and the leading plus alone; the zero in brackets is for calls from inside the country. */
export function telephoneLink(number: string): string {
	return `tel:${number.replace(/^(\+.*)\(0\)/, '$1').replace(/(?!^\+)[^0-9]/g, '')}`;
}

function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = locale + JSON.stringify(options);
	let format = formats.get(key);
	if (!format) formats.set(key, (format = new Intl.DateTimeFormat(tags[locale], { timeZone, ...options })));
	return format;
}

/** A calendar day has no time; noon keeps it the same day in every zone. */
function noonOf(at: string | Date): Date {
	return typeof at === 'string' && at.length === 10 ? new Date(`${at}T10:00:00Z`) : new Date(at);
}

const yearOf = (at: string | Date) => noonOf(at).getUTCFullYear();
