import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './browser';
import { home } from './folders';
import { compileMessages } from './messages.js';
import { runTool, type Tool } from './tools';

/** How a stage went. A tool that only says yes or no counts as one. */
export interface Count {
	passed: number;
	failed: number;
}

const reports = join(home, 'test-results');

export function sum(counts: Count[]): Count {
	return {
		passed: counts.reduce((total, { passed }) => total + passed, 0),
		failed: counts.reduce((total, { failed }) => total + failed, 0)
	};
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
		console.log(`${ok ? '✓' : '✗'} ${tool} ${args.join(' ')}`);
		if (!ok) console.log(output.trimEnd());
		counts.push(verdict(ok));
	}
	return counts;
}

/** @param rule the tests whose names hold this: `D4` */
export async function runVitest(projects: string[], rule?: string): Promise<Count> {
	const report = freshReport('vitest.json');
	const { ok } = await runTool('vitest', [
		'run',
		...projects.map((project) => `--project=${project}`),
		...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`, '--passWithNoTests'],
		...(rule ? ['-t', wholeRule(rule)] : [])
	]);
	if (!existsSync(report)) return verdict(ok);
	const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as {
		numPassedTests: number;
		numFailedTests: number;
	};
	return atLeastOneFailedUnless(ok, { passed: numPassedTests, failed: numFailedTests });
}

export async function runPlaywright(rule?: string): Promise<Count> {
	if (!hasBrowserTests()) return { passed: 0, failed: 0 };
	const browser = await findBrowser();
	if (!browser) {
		console.error('No browser: install Chromium or Google Chrome, or name one by CHROMIUM_PATH.');
		return verdict(false);
	}
	const report = freshReport('playwright.json');
	const { ok } = await runTool(
		'playwright',
		['test', '--pass-with-no-tests', ...(rule ? ['--grep', wholeRule(rule)] : [])],
		{ env: { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report } }
	);
	if (!existsSync(report)) return verdict(ok);
	const { stats } = JSON.parse(readFileSync(report, 'utf8')) as {
		stats: { expected: number; unexpected: number; flaky: number };
	};
	if (stats.flaky > 0) console.log(`${stats.flaky} passed at the second try only, see above`);
	return atLeastOneFailedUnless(ok, { passed: stats.expected + stats.flaky, failed: stats.unexpected });
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

function freshReport(name: string): string {
	mkdirSync(reports, { recursive: true });
	// Playwright empties test-results as it starts, so its own report is written after that.
	rmSync(join(reports, name), { force: true });
	return join(reports, name);
}

export function verdict(ok: boolean): Count {
	return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** A file that can't be loaded, or a leak, fails the run without failing a test. */
function atLeastOneFailedUnless(ok: boolean, count: Count): Count {
	return ok ? count : { ...count, failed: Math.max(count.failed, 1) };
}
