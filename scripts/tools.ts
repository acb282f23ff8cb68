import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { home } from './folders';
import { stopWhenAsked } from './lifetime';

/** The tools' own entry files: `npx` would cost seconds each, and run them on the host's Node. */
const tools = {
	'svelte-kit': '@sveltejs/kit/svelte-kit.js',
	'svelte-check': 'svelte-check/bin/svelte-check',
	tsc: 'typescript/bin/tsc',
	eslint: 'eslint/bin/eslint.js',
	prettier: 'prettier/bin/prettier.cjs',
	knip: 'knip/bin/knip.js',
	vitest: 'vitest/vitest.mjs',
	playwright: '@playwright/test/cli.js'
};
export type Tool = keyof typeof tools;

const running = new Set<ChildProcess>();

interface Ended {
	ok: boolean;
	/** `exit code 1`, or the signal that ended it. */
	how: string;
	/** With `quiet` all that it wrote, else nothing. */
	output: string;
}

/** Runs a tool to its end. With `quiet` its output is returned instead of shown. */
export function runTool(
	tool: Tool,
	args: string[],
	{ quiet = false, env = {} }: { quiet?: boolean; env?: Record<string, string> } = {}
): Promise<Ended> {
	return runNode([join(home, 'node_modules', tools[tool]), ...args], quiet, env);
}

async function runNode(args: string[], quiet: boolean, env: Record<string, string>): Promise<Ended> {
	const child = spawn(process.execPath, args, {
		cwd: home,
		stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
		env: { ...process.env, ...env, KELLARI_LAUNCHER: String(process.pid) }
	});
	const output: Buffer[] = [];
	for (const stream of [child.stdout, child.stderr])
		stream?.on('data', (chunk: Buffer) => output.push(chunk));
	return { ...(await ended(child)), output: Buffer.concat(output).toString() };
}

/** Runs another program, of which nothing is heard; says whether it succeeded. */
export async function runSilently(
	command: string,
	args: string[],
	env: Record<string, string> = {}
): Promise<boolean> {
	const child = spawn(command, args, { stdio: 'ignore', env: { ...process.env, ...env }, timeout: 300_000 });
	return (await ended(child)).ok;
}

async function ended(child: ChildProcess): Promise<{ ok: boolean; how: string }> {
	running.add(child);
	const end = await new Promise<{ ok: boolean; how: string }>((tell) => {
		child.once('close', (code, signal) => tell({ ok: code === 0, how: signal ?? `exit code ${code}` }));
		// Not there, or not to be run.
		child.once('error', ({ message }) => tell({ ok: false, how: message }));
	});
	running.delete(child);
	return end;
}

/** A run that was broken off proves nothing: it ends as a failed one. */
export function stopToolsWhenAsked(): void {
	stopWhenAsked(() => {
		process.exitCode = 1;
		return stopTools();
	});
}

/** Ends what runs, and waits for it. */
export async function stopTools(): Promise<void> {
	await Promise.all(
		[...running].map((child) => {
			const ended = new Promise((end) => child.once('close', end));
			child.kill('SIGTERM');
			return ended;
		})
	);
}
