import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import type { Plugin } from 'vite';
import { messagesOptions } from './messages.js';

const compiled = join(process.cwd(), messagesOptions.outdir, 'messages');
const baseLocale = 'fi';

const locales = ['fi', 'sv', 'en'];

/**
 * The compiler writes each message as a function of all three languages, and a phone would load two that nobody reads.
 * In the browser's build a resident's message is its number in a list instead. The lists are files of their own, for
 * each language one of what several parts of the app say, and one for each part; `$lib/i18n/words` loads them. The
 * staff's and the public pages' own messages stay as they are compiled.
 */
export function oneLanguage(): Plugin {
	let isBuild = false;
	let sections: Map<string, string[]> | undefined;
	let numbers: Map<string, number> | undefined;
	return {
		name: 'one-language',
		enforce: 'pre',
		config: (_config, { command }) => void (isBuild = command === 'build'),
		resolveId: (id) => (/^virtual:words($|\/)/.test(id) ? `\0${id}` : undefined),
		load(id) {
			const [, locale, section = ''] = /^\0virtual:words(?:\/(\w+)\/([\w-]+))?$/.exec(id) ?? [id];
			if (!id.startsWith('\0virtual:words')) return;
			if (!isBuild || this.environment.name !== 'client') return 'export default {};';
			sections ??= sectionsOf(residentFiles());
			return locale === undefined ? loadersOf(sections) : listOf(locale, sections.get(section) ?? []);
		},
		transform(code, id) {
			if (!isBuild || this.environment.name !== 'client' || !id.startsWith(compiled)) return;
			sections ??= sectionsOf(residentFiles());
			numbers ??= new Map([...sections.values()].flat().map((file, number) => [file, number]));
			const number = numbers.get(basename(id));
			if (number === undefined) return;
			// A declared function is there before its file has run: two of the bundler's files may need each other.
			return `import { say } from '$lib/i18n/words.svelte';
				function message(inputs) { return say(${number}, inputs); }
				export { message as ${partsOf(code).exported} };`;
		}
	};
}

/** The compiled files of the residents' messages, in an order that depends on nothing but their names. */
function residentFiles(): string[] {
	const keys = new Set(
		Object.keys(JSON.parse(readFileSync(`messages/${baseLocale}.json`, 'utf8')) as object)
	);
	return readdirSync(compiled)
		.filter((file) => file.endsWith('.js') && file !== '_index.js')
		.filter((file) => keys.has(keyOf(file)))
		.sort();
}

const keyOf = (file: string) => partsOf(read(file)).exported.replaceAll('"', '');

/**
 * The files by the part of the app that says them: a folder of the resident's pages where nothing else does, else
 * `common`. What lies in a page's folder is no other page's (eslint.config.js), so that the text tells.
 */
function sectionsOf(files: string[]): Map<string, string[]> {
	const said = new Map<string, Set<string>>();
	for (const path of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
		if (!/\.(svelte|ts)$/.test(path) || path.includes('generated')) continue;
		const part = /^routes\/\(resident\)\/([\w-]+)\//.exec(path.replaceAll('\\', '/'))?.[1] ?? 'common';
		for (const [, key = ''] of readFileSync(join('src', path), 'utf8').matchAll(/\bm\.(\w+)/g))
			said.set(key, (said.get(key) ?? new Set()).add(part));
	}
	const sections = new Map<string, string[]>([['common', []]]);
	for (const file of files) {
		const [part = 'common', ...others] = said.get(keyOf(file)) ?? [];
		const section = others.length > 0 ? 'common' : part;
		sections.set(section, [...(sections.get(section) ?? []), file]);
	}
	return sections;
}

/** For each section the number of its first message, and how to load it in each language. */
function loadersOf(sections: Map<string, string[]>): string {
	let from = 0;
	const loaders = [...sections].map(([section, files]) => {
		const lists = locales.map((locale) => `${locale}: () => import('virtual:words/${locale}/${section}')`);
		const loader = `'${section}': { from: ${from}, ${lists.join(', ')} }`;
		from += files.length;
		return loader;
	});
	return `export default { ${loaders.join(',\n')} };`;
}

function listOf(locale: string, files: string[]): string {
	const functions = files.map((file) => {
		const { inLocale } = partsOf(read(file));
		return inLocale.get(locale) ?? inLocale.get(baseLocale);
	});
	const registry = JSON.stringify(join(compiled, '../registry.js'));
	return `import * as registry from ${registry};\nexport default [${functions.join(',\n')}];`;
}

const read = (file: string) => readFileSync(join(compiled, file), 'utf8');

/** What a compiled message consists of: the name it is exported by, and each language's function. */
function partsOf(code: string): { exported: string; inLocale: Map<string, string> } {
	const inLocale = new Map<string, string>();
	const textOf = ({ start, end }: { start: number; end: number }) => code.slice(start, end);
	let exported = '';
	for (const statement of parseAst(code).body) {
		if (statement.type === 'ExportNamedDeclaration') {
			const [specifier] = statement.specifiers;
			const { declaration } = statement;
			if (specifier) exported = textOf(specifier.exported);
			else if (declaration?.type === 'VariableDeclaration')
				exported = textOf(declaration.declarations[0]!.id);
		} else if (statement.type === 'VariableDeclaration') {
			const { id, init } = statement.declarations[0]!;
			// `fi_nav_home`
			const locale = /^([a-z]{2})_/.exec(textOf(id))?.[1];
			if (locale !== undefined && init) inLocale.set(locale, textOf(init));
		}
	}
	return { exported, inLocale };
}
