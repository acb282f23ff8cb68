import { describe, expect, test } from 'vitest';
import { locales } from '$lib/domain/fields';
import { findQuestions } from './find-questions';
import { questions } from './questions';

const found = (search: string, locale: 'fi' | 'sv' | 'en' = 'fi') =>
	findQuestions(questions, search, locale).map(({ id }) => id);

describe('X5 the help', () => {
	test.each([
		['avaimen', 'keys'],
		['avainta', 'keys'],
		['lisäavain', 'keys'],
		['LISAAVAIN', 'keys'],
		['salasanan', 'password'],
		['salasanaa', 'password'],
		['pelastussuunnitelmasta', 'plan'],
		['naapurin ilmoitus', 'neighbour'],
		['asennus', 'install']
	])('finds “%s” however it is bent', (search, id) => {
		expect(found(search)).toContain(id);
	});

	test('is searched in the reader’s language', () => {
		expect(found('nyckel', 'sv')).toContain('keys');
		expect(found('extra key', 'en')[0]).toBe('keys');
		expect(found('nyckel', 'en')).toEqual([]);
	});

	test('shows first what has the words in its title', () => {
		expect(found('password', 'en').slice(0, 2).sort()).toEqual(['forgotten', 'password']);
	});

	test('shows everything to who searches for nothing, and nothing for what is not there', () => {
		expect(found('  ')).toHaveLength(questions.length);
		expect(found('krokotiili')).toEqual([]);
	});

	test('asks each question once, and answers each in every language', () => {
		expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
		for (const { id, title, text } of questions)
			for (const locale of locales) {
				expect([id, locale, title[locale].length > 0]).toEqual([id, locale, true]);
				expect([id, locale, text[locale].length]).toEqual([id, locale, text.fi.length]);
			}
	});
});
