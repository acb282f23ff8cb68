import type { Locale } from '$lib/domain/fields';
import { getLocale, overwriteGetLocale, setLocale } from './generated/runtime';
import { loadWords } from './words.svelte';

// The resident side changes its language in place: what is typed, opened or scrolled to stays. Only the browser loads
// this file; where the server renders, the language is the request's and a new one is a new page.
let chosen = $state<Locale>(getLocale());
/** The last that was asked for, whose words may still be on their way. */
let asked: Locale = chosen;

// The worker's page is the same for everybody: only here is it known in which language it is read.
document.documentElement.lang = chosen;

// Every message asks for the locale while it is rendered, so a piece of state behind the answer re-renders the words.
overwriteGetLocale(() => chosen);

export function useLocale(): { readonly current: Locale } {
	return {
		get current() {
			return chosen;
		}
	};
}

/** Stays with the language it has where the other one's words can't be had: no network, and nothing kept yet. */
export async function changeLocale(locale: Locale): Promise<void> {
	if (locale === asked) return;
	asked = locale;
	const isThere = await loadWords(locale).then(
		() => true,
		() => false
	);
	if (!isThere) {
		if (asked === locale) asked = chosen;
		return;
	}
	void setLocale(locale, { reload: false });
	chosen = locale;
	document.documentElement.lang = locale;
}
