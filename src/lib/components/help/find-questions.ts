import type { Section } from '$lib/components/sections';
import type { Locale } from '$lib/domain/fields';

/**
 * The questions in which every word of a search is found, those first whose title has them. Forgiving: without accents,
 * and by the beginning of a longer word, because Finnish bends its ends (`avaimen`, `avainta`) and joins words
 * (`lisäavain`). An empty search finds all.
 */
export function findQuestions(questions: readonly Section[], search: string, locale: Locale): Section[] {
	const stems = plain(search)
		.split(/[^a-z0-9]+/)
		.filter(Boolean)
		.map(stemOf);
	const scored = questions.map((question) => {
		const title = plain(question.title[locale]);
		const text = plain(question.text[locale].join(' '));
		const isFound = stems.every((stem) => title.includes(stem) || text.includes(stem));
		return { question, isFound, inTitle: stems.filter((stem) => title.includes(stem)).length };
	});
	return scored
		.filter(({ isFound }) => isFound)
		.sort((a, b) => b.inTitle - a.inTitle)
		.map(({ question }) => question);
}

function plain(text: string): string {
	return text
		.toLowerCase()
		.normalize('NFD')
		.replace(/[\u0300-\u036f]/g, '');
}

/** Short words stay whole: two letters less would find anything. */
function stemOf(word: string): string {
	return word.length > 5 ? word.slice(0, Math.max(4, word.length - 3)) : word;
}
