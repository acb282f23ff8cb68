import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { home } from '../../../scripts/folders';
import type { Language } from './pages';

/** A message, or its forms where a number decides. */
type Catalogue = Record<string, string | [{ match: { 'plural=one': string } }]>;

/** What the interface says in a language, by the catalogue: of one, where the number decides. */
export function wordsIn(language: Language): (key: string) => string {
	const catalogues = ['messages', 'messages/public', 'messages/staff'].map(
		(folder) => JSON.parse(readFileSync(join(home, folder, `${language}.json`), 'utf8')) as Catalogue
	);
	return (key) => {
		const said = catalogues.map((catalogue) => catalogue[key]).find((each) => each !== undefined);
		if (said === undefined) throw new Error(`There is no message ${key}`);
		return typeof said === 'string' ? said : said[0].match['plural=one'];
	};
}
