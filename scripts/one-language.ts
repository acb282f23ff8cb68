import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import type { Plugin } from 'vite';
import { messagesOptions } from './messages.js';

const compiled = join(process.cwd(), messagesOptions.outdir, 'messages');
const baseLocale = 'fi';

/**
 * The compiler writes each message as a function of all three languages, and a phone would load two that nobody reads.
 * In the browser's build a resident's message is its number in a list instead, and each language's list is a file of
 * its own, which `$lib/i18n/words` loads. The staff's and the public pages' own messages stay as they are compiled.
 */
export function oneLanguage(): Plugin {
	let isBuild = false;
	let numbers: Map<string, number> | undefined;
	return {
		name: 'one-language',
		enforce: 'pre',
		config: (_config, { command }) => void (isBuild = command === 'build'),
		resolveId: (id) => (id.startsWith('virtual:words/') ? `\0${id}` : undefined),
		load(id) {
			const locale = /^\0virtual:words\/(\w+)$/.exec(id)?.[1];
			if (locale === undefined) return;
			return isBuild && this.environment.name === 'client' ? listOf(locale) : 'export default [];';
		},
		transform(code, id) {
			if (!isBuild || this.environment.name !== 'client' || !id.startsWith(compiled)) return;
			numbers ??= new Map(residentFiles().map((file, number) => [file, number]));
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
		.filter((file) => keys.has(partsOf(read(file)).exported.replaceAll('"', '')))
		.sort();
}

function listOf(locale: string): string {
	const functions = residentFiles().map((file) => {
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
