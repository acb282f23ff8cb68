import type { Locale } from '$lib/domain/fields';
import { inEachLanguage, type Words } from './words';

const shortDay = { weekday: 'short', day: 'numeric', month: 'numeric', timeZone: 'UTC' } as const;
const formats: Record<Locale, Intl.DateTimeFormat> = {
	fi: new Intl.DateTimeFormat('fi-FI', shortDay),
	sv: new Intl.DateTimeFormat('sv-FI', shortDay),
	en: new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'long', timeZone: 'UTC' })
};

/** `ti 24.11.`, `tis 24.11`, `Tue 24 November`: needs no inflection wherever it stands. */
export function dayWords(day: string): Words {
	const date = new Date(`${day}T00:00:00Z`);
	return inEachLanguage((locale) => formats[locale].format(date));
}
