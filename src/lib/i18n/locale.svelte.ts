import type { Locale } from '$lib/domain/fields';
import { getLocale, overwriteGetLocale, setLocale } from './generated/runtime';

// The resident side changes its language in place: what is typed, opened or scrolled to stays. Only the browser loads
// this file; where the server renders, the language is the request's and a new one is a new page.
let chosen = $state<Locale>(getLocale());

// Every message asks for the locale while it is rendered, so a piece of state behind the answer re-renders the words.
overwriteGetLocale(() => chosen);

export function useLocale(): { readonly current: Locale } {
	return {
		get current() {
			return chosen;
		}
	};
}

export function changeLocale(locale: Locale): void {
	void setLocale(locale, { reload: false });
	chosen = locale;
	document.documentElement.lang = locale;
}
