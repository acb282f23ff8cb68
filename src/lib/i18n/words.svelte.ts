import type { Locale } from '$lib/domain/fields';

type Message = (inputs: unknown) => string;

// One file for each language, of which the browser's build takes every message of the residents' (scripts/one-language.ts).
const lists: Record<Locale, () => Promise<{ default: readonly Message[] }>> = {
	fi: () => import('virtual:words/fi'),
	sv: () => import('virtual:words/sv'),
	en: () => import('virtual:words/en')
};

// A piece of state, so that what has been said is said again in another language. Only a browser has it.
let words = $state.raw<readonly Message[]>([]);

/** Rejects where the language's file can't be had: no network, and not kept by the service worker yet. */
export async function loadWords(locale: Locale): Promise<void> {
	words = (await lists[locale]()).default;
}

/** What a message of the browser's build calls, by its number in each language's list. */
export function say(number: number, inputs: unknown): string {
	return words[number]!(inputs);
}
