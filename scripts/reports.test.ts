import { join } from 'node:path';
import { expect, test } from 'vitest';
import { home } from './folders';
import { countPlaywright, countVitest } from './reports';

test('what Vitest found is counted and named: a failed test, a second try, a file that could not be run, a stray error', () => {
	const report = {
		numPassedTests: 2,
		testResults: [
			{
				name: join(home, 'src/a.test.ts'),
				status: 'failed',
				message: '',
				assertionResults: [
					{ fullName: 'A1 holds', status: 'passed', failureMessages: [] },
					{
						fullName: 'A2 holds',
						status: 'failed',
						failureMessages: ['\u001b[31mexpected 1\u001b[39m\n  at a']
					},
					{ fullName: 'A3 holds', status: 'passed', failureMessages: ['too slow'] }
				]
			},
			{
				name: join(home, 'src/b.test.ts'),
				status: 'failed',
				message: 'Cannot find module',
				assertionResults: []
			}
		]
	};
	const { passed, failed, failures } = countVitest(report, ['Error: nobody waited'])!;
	expect([passed, failed]).toEqual([2, 3]);
	expect(failures.map((each) => each.replaceAll('\\', '/'))).toEqual([
		'src/a.test.ts › A2 holds\n    expected 1\n      at a',
		'src/b.test.ts\n    Cannot find module',
		'in no test\n    Error: nobody waited',
		'src/a.test.ts › A3 holds (passed at the second try)\n    too slow'
	]);
});

test('what Playwright found is counted and named: a failed test, a second try, an error of no test', () => {
	const error = { errors: [{ message: 'not visible' }] };
	const spec = (title: string, status: string, results = [error]) => ({
		title,
		file: 'a.spec.ts',
		line: 7,
		tests: [{ status, results }]
	});
	const report = {
		stats: { expected: 1, unexpected: 1, flaky: 1 },
		errors: [{ message: 'the server did not start' }],
		suites: [
			{
				specs: [spec('A1 holds', 'expected', [{ errors: [] }])],
				suites: [
					{ specs: [spec('A2 holds', 'unexpected'), spec('A3 holds', 'flaky', [error, { errors: [] }])] }
				]
			}
		]
	};
	expect(countPlaywright(report)).toEqual({
		passed: 2,
		failed: 2,
		failures: [
			'a.spec.ts:7 › A2 holds\n    not visible',
			'in no test\n    the server did not start',
			'a.spec.ts:7 › A3 holds (passed at the second try)\n    not visible'
		]
	});
});

test('a runner that wrote no report has counted nothing', () => {
	expect(countVitest()).toBeUndefined();
	expect(countPlaywright()).toBeUndefined();
});
