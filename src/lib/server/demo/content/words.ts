import type { Locale } from '$lib/domain/fields';

/** The demo landlord writes everything in all of its languages. */
export type Words = Record<Locale, string>;

export function inEachLanguage(say: (locale: Locale) => string): Words {
	return { fi: say('fi'), sv: say('sv'), en: say('en') };
}
