// What the test runners' JSON reports say, counted, and what went wrong, to be said once more where a long output ends.
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { home } from './folders';

/** How a stage went. A tool that only says yes or no counts as one, and so does a file that could not be run. */
export interface Count {
	passed: number;
	failed: number;
	/** What went wrong, with its reasons; what passed at the second try only is among them. */
	failures: string[];
}

/** Vitest's `--reporter=json`, as far as it is read here. */
export interface VitestReport {
	numPassedTests: number;
	testResults: {
		name: string;
		status: string;
		message: string;
		assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
	}[];
}

/** Playwright's JSON report, as far as it is read here. */
export interface PlaywrightReport {
	stats: { expected: number; unexpected: number; flaky: number };
	errors: ReportedError[];
	suites: Suite[];
}

interface Suite {
	specs: { title: string; file: string; line: number; tests: { status: string; results: Result[] }[] }[];
	suites?: Suite[];
}

interface Result {
	errors: ReportedError[];
}

interface ReportedError {
	message?: string;
}

const secondTry = ' (passed at the second try)';

/** @param strayErrors of the whole run: thrown where no test waited for them (stray-errors.ts) */
export function countVitest(report?: VitestReport, strayErrors: string[] = []): Count | undefined {
	if (!report) return undefined;
	const files = report.testResults.map((file) => ({ ...file, path: relative(home, file.name) }));
	const tests = files.flatMap(({ path, assertionResults }) =>
		assertionResults.map((test) => ({ ...test, name: `${path} › ${test.fullName}` }))
	);
	const failed = tests.filter(({ status }) => status === 'failed');
	const again = tests.filter(({ status, failureMessages: [first] }) => status === 'passed' && first);
	const broken = files.filter(
		({ status, assertionResults }) =>
			status === 'failed' && assertionResults.every((test) => test.status !== 'failed')
	);
	return {
		passed: report.numPassedTests,
		failed: failed.length + broken.length + strayErrors.length,
		failures: [
			...failed.map(({ name, failureMessages }) => failure(name, failureMessages)),
			...broken.map(({ path, message }) => failure(path, [message])),
			...strayErrors.map((message) => failure('in no test', [message])),
			...again.map(({ name, failureMessages }) => failure(name + secondTry, failureMessages))
		]
	};
}

export function countPlaywright(report?: PlaywrightReport): Count | undefined {
	if (!report) return undefined;
	const { stats, errors, suites } = report;
	const tests = suites
		.flatMap(allSpecs)
		.flatMap(({ title, file, line, tests }) =>
			tests.map((test) => ({ ...test, name: `${file}:${line} › ${title}` }))
		);
	const named = (wanted: string, suffix = '') =>
		tests
			.filter(({ status }) => status === wanted)
			.map(({ name, results }) => failure(name + suffix, messages(results.flatMap((each) => each.errors))));
	return {
		passed: stats.expected + stats.flaky,
		failed: stats.unexpected + errors.length,
		failures: [
			...named('unexpected'),
			...messages(errors).map((message) => failure('in no test', [message])),
			...named('flaky', secondTry)
		]
	};
}

function allSpecs({ specs, suites = [] }: Suite): Suite['specs'] {
	return [...specs, ...suites.flatMap(allSpecs)];
}

const messages = (errors: ReportedError[]) => errors.map(({ message = 'no message' }) => message);

const shownLines = 20;

function failure(name: string, reasons: string[]): string {
	const lines = reasons.flatMap((reason) =>
		stripVTControlCharacters(reason).trim().split('\n').slice(0, shownLines)
	);
	return [name, ...lines.map((line) => `    ${line}`)].join('\n');
}
