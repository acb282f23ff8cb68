import type { Locale } from '$lib/domain/fields';

/** Each language by its own name, which is the same in all of them. */
export const languages: { locale: Locale; name: string }[] = [
	{ locale: 'fi', name: 'Suomi' },
	{ locale: 'sv', name: 'Svenska' },
	{ locale: 'en', name: 'English' }
];
