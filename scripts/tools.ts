import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { home } from './folders';

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

/** Runs a tool to its end. With `quiet` its output is returned instead of shown. */
export function runTool(
	tool: Tool,
	args: string[],
	{ quiet = false, env = {} }: { quiet?: boolean; env?: Record<string, string> } = {}
): Promise<{ ok: boolean; output: string }> {
	return runNode([join(home, 'node_modules', tools[tool]), ...args], quiet, env);
}

async function runNode(args: string[], quiet: boolean, env: Record<string, string>) {
	const child = spawn(process.execPath, args, {
		cwd: home,
		stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
		env: { ...process.env, ...env, KELLARI_LAUNCHER: String(process.pid) }
	});
	const output: Buffer[] = [];
	for (const stream of [child.stdout, child.stderr])
		stream?.on('data', (chunk: Buffer) => output.push(chunk));
	return { ok: await succeeds(child), output: Buffer.concat(output).toString() };
}

/** Runs another program, of which nothing is heard; says whether it succeeded. */
export async function runSilently(
	command: string,
	args: string[],
	env: Record<string, string> = {}
): Promise<boolean> {
	const child = spawn(command, args, { stdio: 'ignore', env: { ...process.env, ...env }, timeout: 300_000 });
	return succeeds(child);
}

async function succeeds(child: ChildProcess): Promise<boolean> {
	running.add(child);
	const code = await new Promise((ended) => {
		child.once('close', ended);
		// Not there, or not to be run.
		child.once('error', ended);
	});
	running.delete(child);
	return code === 0;
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
