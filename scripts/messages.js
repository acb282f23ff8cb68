import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How the interface's wording is compiled, by Vite and by whoever needs it without Vite. */
export const messagesOptions = {
	project: './project.inlang',
	outdir: './src/lib/i18n/generated',
	/** @type {['cookie', 'preferredLanguage', 'baseLocale']} */
	strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
	cookieName: 'locale',
	isServer: 'import.meta.env.SSR'
};

/** Types and tests need the compiled messages before Vite has run. */
export function compileMessages() {
	const sources = [
		'project.inlang/settings.json',
		...readdirSync('messages', { recursive: true, encoding: 'utf8' }).map((name) => join('messages', name))
	];
	const compiled = statSync(join(messagesOptions.outdir, 'runtime.js'), { throwIfNoEntry: false });
	if (compiled && sources.every((source) => statSync(source).mtimeMs < compiled.mtimeMs)) return;
	// In a process of its own: the compiler watches its files and would keep ours from ending.
	execFileSync(process.execPath, [fileURLToPath(import.meta.url)], {
		stdio: ['ignore', 'ignore', 'inherit']
	});
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const { compile } = await import('@inlang/paraglide-js');
	await compile(messagesOptions);
	process.exit();
}
