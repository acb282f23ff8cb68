import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(path, 'utf8');
const testsBelow = (folder: string) =>
	readdirSync(folder, { recursive: true })
		.map((name) => join(folder, String(name)))
		.filter((path) => /\.(test|spec)\.ts$/.test(path));
const sources = ['src', 'scripts', 'tests'].flatMap(testsBelow).map(read).join('\n');

test('every test that the list of attacks names is there', () => {
	const [, table = ''] = read('docs/security.md').split('## What was tried');
	const rows = table
		.split('\n## ')[0]!
		.split('\n')
		.filter((line) => line.startsWith('| '));
	const names = rows.slice(1).flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
	expect(names.length).toBeGreaterThan(40);
	expect(names.filter((name) => !sources.includes(name))).toEqual([]);
});

test('and no attack is missing from the list', () => {
	const list = read('docs/security.md');
	const ofThePortal = testsBelow('tests/e2e/attacks').flatMap((path) =>
		[...read(path).matchAll(/test\('attack: ([^']+)'/g)].map(([, name]) => name!)
	);
	expect(ofThePortal.length).toBeGreaterThan(20);
	expect(ofThePortal.filter((name) => !list.includes(name))).toEqual([]);
});
