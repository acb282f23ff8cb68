import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './browser';
import { home } from './folders';
import { compileMessages } from './messages.js';
import { type Count, countPlaywright, countVitest } from './reports';
import { runTool, stopTools, type Tool } from './tools';

const reports = join(home, 'test-results');

function sum(counts: Count[]): Count {
	return {
		passed: counts.reduce((total, { passed }) => total + passed, 0),
		failed: counts.reduce((total, { failed }) => total + failed, 0),
		failures: counts.flatMap(({ failures }) => failures)
	};
}

/** Says how the stages went, failures first, and ends this process. */
export async function conclude(counts: Count[]): Promise<never> {
	const { passed, failed, failures } = sum(counts);
	const said = failures.length > 0 ? `\nWhat did not go as it should:\n${failures.join('\n')}\n\n` : '';
	// An installation that nobody waits for any more.
	await stopTools();
	// Whole: what a full pipe has not taken would be lost.
	await written(process.stderr, '');
	await written(process.stdout, `${said}${passed} passed, ${failed} failed\n`);
	process.exit(failed > 0 || passed === 0 ? 1 : 0);
}

function written(stream: NodeJS.WriteStream, text: string): Promise<void> {
	return new Promise((done) => stream.write(text, () => done()));
}

/** Types and rules beside each other: each has a core, and about the same to do. */
export async function checkCode(): Promise<Count> {
	compileMessages();
	await runTool('svelte-kit', ['sync'], { quiet: true });
	const types = inTurn([
		['svelte-check', ['--threshold', 'error', '--output', 'human']],
		['tsc', ['--project', 'scripts']]
	]);
	const rules = inTurn([
		['eslint', ['.']],
		['knip', ['--no-progress']]
	]);
	return sum((await Promise.all([types, rules])).flat());
}

/** Reads nothing that a build writes, so that it can go on beside one. */
export async function checkFormat(): Promise<Count> {
	return sum(await inTurn([['prettier', ['--check', '--log-level', 'warn', '.']]]));
}

async function inTurn(commands: [Tool, string[]][]): Promise<Count[]> {
	const counts = [];
	for (const [tool, args] of commands) {
		const { ok, output } = await runTool(tool, args, { quiet: true });
		const command = `${tool} ${args.join(' ')}`;
		console.log(`${ok ? '✓' : '✗'} ${command}`);
		if (!ok) console.log(output.trimEnd());
		counts.push(verdict(ok, command));
	}
	return counts;
}

/** @param rule the tests whose names hold this: `D4` */
export async function runVitest(projects: string[], rule?: string): Promise<Count> {
	const report = freshReport('vitest.json');
	const errors = freshReport('vitest-errors.json');
	const run = await runTool(
		'vitest',
		[
			'run',
			...projects.map((project) => `--project=${project}`),
			...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`, '--passWithNoTests'],
			'--reporter=./scripts/stray-errors.ts',
			...(rule ? ['-t', wholeRule(rule)] : [])
		],
		{ env: { STRAY_ERRORS: errors } }
	);
	return whole('vitest', run, countVitest(read(report), read(errors)));
}

export async function runPlaywright(rule?: string): Promise<Count> {
	if (!hasBrowserTests()) return sum([]);
	const browser = await findBrowser();
	if (!browser) {
		console.error('No browser: install Chromium or Google Chrome, or name one by CHROMIUM_PATH.');
		return verdict(false, 'no browser');
	}
	const report = freshReport('playwright.json');
	const run = await runTool(
		'playwright',
		['test', '--pass-with-no-tests', ...(rule ? ['--grep', wholeRule(rule)] : [])],
		{ env: { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report } }
	);
	return whole('playwright', run, countPlaywright(read(report)));
}

/** `D4` is not `D41`. */
function wholeRule(rule: string): string {
	return /^[A-Z]+\d+$/.test(rule) ? `\\b${rule}\\b` : rule;
}

function hasBrowserTests(): boolean {
	const folder = join(home, 'tests/e2e');
	return (
		existsSync(folder) &&
		readdirSync(folder, { recursive: true }).some((name) => /\.(test|spec)\.ts$/.test(String(name)))
	);
}

function read<T>(report: string): T | undefined {
	return existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as T) : undefined;
}

function freshReport(name: string): string {
	mkdirSync(reports, { recursive: true });
	// Playwright empties test-results as it starts, so its own report is written after that.
	rmSync(join(reports, name), { force: true });
	return join(reports, name);
}

/** @param what named at the end where it is not `ok` */
export function verdict(ok: boolean, what: string): Count {
	return ok ? { passed: 1, failed: 0, failures: [] } : { passed: 0, failed: 1, failures: [what] };
}

/** A tool that ends ill, or without a report, has failed whatever it counted. */
function whole(tool: Tool, { ok, how }: { ok: boolean; how: string }, count: Count | undefined): Count {
	if (!count) return verdict(false, `${tool}: ${how}, and no report`);
	if (ok || count.failed > 0) return count;
	return { ...count, failed: 1, failures: [...count.failures, `${tool}: ${how}, and no test failed`] };
}
