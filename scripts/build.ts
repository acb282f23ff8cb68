import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { join, relative } from 'node:path';
import { dataFolder, home } from './folders';
import { CannotStart } from './lifetime';

const sources = [
	...['src', 'static', 'messages'],
	...[
		'package-lock.json',
		'svelte.config.js',
		'vite.config.ts',
		'tsconfig.json',
		'project.inlang/settings.json'
	],
	...['scripts/early-paint.js', 'scripts/precache.js', 'scripts/messages.js'],
	...['scripts/chunks.ts', 'scripts/one-language.ts', 'scripts/route-nodes.js']
];
const week = 7 * 24 * 60 * 60 * 1000;

/** Builds the portal unless the build at hand was made from the same files, and keeps its assets. */
export async function buildIfNeeded({ quiet = false } = {}): Promise<{ built: boolean }> {
	const hash = hashOfSources();
	const stamp = join(home, 'build', 'sources.sha256');
	const current = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
	if (!current) {
		await viteBuild(quiet, process.env.KELLARI_VERSION ?? hash.slice(0, 16));
		writeFileSync(stamp, hash);
	}
	keepImmutable(hash);
	return { built: !current };
}

export function hashOfSources(): string {
	const hash = createHash('sha256');
	for (const file of sources.flatMap((source) => filesIn(join(home, source))))
		hash
			.update(`${relative(home, file)}\0`)
			.update(readFileSync(file))
			.update('\0');
	return hash.digest('hex');
}

function filesIn(path: string): string[] {
	const stat = statSync(path, { throwIfNoEntry: false });
	if (!stat) return [];
	if (stat.isFile()) return /\.test\.ts$/.test(path) ? [] : [path];
	// Compiled from messages/, and rewritten by each build.
	if (path.endsWith(join('i18n', 'generated'))) return [];
	return readdirSync(path)
		.sort()
		.flatMap((name) => filesIn(join(path, name)));
}

async function viteBuild(quiet: boolean, version: string) {
	const child = spawn(process.execPath, [join(home, 'node_modules/vite/bin/vite.js'), 'build'], {
		cwd: home,
		stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
		env: { ...process.env, NODE_ENV: 'production', KELLARI_VERSION: version }
	});
	const output: Buffer[] = [];
	for (const stream of [child.stdout, child.stderr])
		stream?.on('data', (chunk: Buffer) => output.push(chunk));
	const code = await new Promise((ended) => child.once('close', ended));
	if (code !== 0) throw new CannotStart(`The build failed.\n${Buffer.concat(output).toString()}`);
}

/**
 * A page that was opened before an update still asks for its own build's files, which the next build removes.
 * They are kept for a week after the build was last used.
 */
function keepImmutable(hash: string) {
	const kept = join(dataFolder, 'immutable');
	const own = join(kept, hash.slice(0, 16));
	mkdirSync(own, { recursive: true });
	if (!existsSync(join(own, '_app')))
		cpSync(join(home, 'build/client/_app/immutable'), join(own, '_app/immutable'), { recursive: true });
	const now = new Date();
	utimesSync(own, now, now);
	for (const name of readdirSync(kept)) {
		const folder = join(kept, name);
		if (now.getTime() - statSync(folder).mtimeMs > week) rmSync(folder, { recursive: true });
	}
}

if (import.meta.main) {
	try {
		const { built } = await buildIfNeeded();
		if (!built) console.log('The build is up to date.');
	} catch (error) {
		// Vite has said why.
		if (!(error instanceof CannotStart)) throw error;
		process.exitCode = 1;
	}
}
