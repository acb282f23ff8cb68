import type { Translated } from '$lib/domain/fields';

/** A piece of a page that is written in every language of the portal: a heading and its paragraphs. */
export interface Section {
	id: string;
	title: Required<Translated>;
	text: Required<Translated<string[]>>;
}
