import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Wording = Record<string, unknown>;

const read = (locale: string) => {
	const { $schema: _schema, ...wording } = JSON.parse(
		readFileSync(`messages/${locale}.json`, 'utf8')
	) as Wording;
	return wording;
};
const finnish = read('fi');

describe('X1 the interface’s wording', () => {
	it.each(['sv', 'en'])(
		'says everything that Finnish says in %s, with the same things filled in',
		(locale) => {
			const other = read(locale);
			expect(Object.keys(other)).toEqual(Object.keys(finnish));
			for (const [key, words] of Object.entries(other))
				expect([key, filledIn(words)]).toEqual([key, filledIn(finnish[key])]);
		}
	);

	it.each(['fi', 'sv', 'en'])('never raises its voice in %s, and leaves nothing blank', (locale) => {
		for (const words of Object.values(read(locale)).map((each) => JSON.stringify(each))) {
			expect(words).not.toContain('!');
			expect(words).not.toBe('""');
		}
	});

	it('has no words that nothing shows', () => {
		const sources = globSync('src/**/*.{svelte,ts}', { exclude: ['src/lib/i18n/generated/**'] });
		const code = sources.map((file) => readFileSync(file, 'utf8')).join('\n');
		const used = new Set([...code.matchAll(/\bm\.(\w+)/g)].map(([, key]) => key));
		expect(Object.keys(finnish).filter((key) => !used.has(key))).toEqual([]);
	});
});

function filledIn(words: unknown): string[] {
	return [
		...new Set([...JSON.stringify(words).matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name)))
	].sort();
}
