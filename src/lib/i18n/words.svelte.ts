import sections from 'virtual:words';
import type { Locale } from '$lib/domain/fields';

type Message = (inputs: unknown) => string;

// The browser's build has each message of the residents' by its number (scripts/one-language.ts). A piece of state, so
// that what has been said is said again in another language. Only a browser has it.
let words = $state.raw<readonly Message[]>([]);
let spoken: Locale | undefined;
let spokenSections: ReadonlySet<string> = new Set(['common']);
let turn: Promise<void> = Promise.resolve();

/** Rejects where the language's files can't be had: no network, and not kept by the service worker yet. */
export function loadWords(locale: Locale): Promise<void> {
	return inTurn(async () => {
		const read = await Promise.all([...spokenSections].map((section) => readSection(section, locale)));
		spoken = locale;
		words = Object.assign([], ...read);
	});
}

/** The words of a part of the app besides, by the name of its folder, in the language that is spoken. Rejects likewise. */
export function loadWordsOf(section: string, locale: Locale): Promise<void> {
	if (spokenSections.has(section)) return Promise.resolve();
	const early = readSection(section, locale);
	early.catch(() => undefined);
	return inTurn(async () => {
		// The language may have been changed meanwhile.
		const read = spoken === locale ? await early : await readSection(section, spoken ?? locale);
		spokenSections = new Set([...spokenSections, section]);
		words = Object.assign([...words], read);
	});
}

/** One after the other: a part that comes while the language changes would come in the old one. */
function inTurn(work: () => Promise<void>): Promise<void> {
	const mine = turn.then(work);
	turn = mine.catch(() => undefined);
	return mine;
}

/** Messages by their numbers. */
async function readSection(name: string, locale: Locale): Promise<Record<number, Message>> {
	const section = sections[name];
	if (!section) return {};
	const { default: messages } = await section[locale]();
	return Object.fromEntries(messages.map((message, at) => [section.from + at, message]));
}

/** What a message of the browser's build calls. */
export function say(number: number, inputs: unknown): string {
	return words[number]!(inputs);
}
