import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hashOfSources } from '../../../scripts/build';
import { home } from '../../../scripts/folders';

const run = promisify(execFile);
// Of this checkout alone: another one's tests may run at the same time.
const prefix = `kellari-next-${createHash('sha256').update(home).digest('hex').slice(0, 8)}-`;
const kept = [
	'src',
	'static',
	'messages',
	'migrations',
	'project.inlang',
	'scripts',
	'package.json',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts',
	'tsconfig.json'
];

/**
 * The same sources built as another version, in a tree of their own; with it come other names of its files. Kept in the
 * temporary folder until the sources change.
 */
export async function nextVersion(): Promise<string> {
	const tree = join(tmpdir(), prefix + hashOfSources().slice(0, 16));
	if (existsSync(join(tree, 'build/sources.sha256'))) return tree;
	for (const name of readdirSync(tmpdir()))
		if (name.startsWith(prefix)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
	mkdirSync(tree);
	for (const name of kept)
		cpSync(join(home, name), join(tree, name), {
			recursive: true,
			filter: (path) => !path.includes('i18n/generated')
		});
	symlinkSync(join(home, 'node_modules'), join(tree, 'node_modules'), 'junction');
	await buildIn(tree, join(tree, 'data'), 'next');
	return tree;
}

/** What `npm start` does at its beginning: builds where it has to, and keeps the build's files for those who still ask for them. */
export async function buildIn(tree: string, dataFolder: string, version?: string): Promise<void> {
	await run(process.execPath, [join(tree, 'scripts/run.mjs'), 'scripts/build.ts'], {
		cwd: tree,
		env: { ...process.env, KELLARI_DATA: dataFolder, ...(version && { KELLARI_VERSION: version }) }
	});
}
