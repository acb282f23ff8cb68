import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { home } from './folders';
import { runSilently } from './tools';

const installed = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
];

let found: Promise<string | undefined> | undefined;

/** A Chromium to test with; if there is none, tries to install one, once. */
export function findBrowser(): Promise<string | undefined> {
	return (found ??= find());
}

async function find(): Promise<string | undefined> {
	return present() ?? (await installByApt()) ?? (await installByPlaywright());
}

function present(): string | undefined {
	return [process.env.CHROMIUM_PATH, ...installed, chromium.executablePath()].find(
		(path) => path && existsSync(path)
	);
}

async function installByApt(): Promise<string | undefined> {
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
	console.log('No browser is installed: trying apt-get install chromium …');
	for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']])
		// No network, no such package: Playwright may have one.
		if (!(await runSilently('apt-get', args, { DEBIAN_FRONTEND: 'noninteractive' }))) return undefined;
	return present();
}

async function installByPlaywright(): Promise<string | undefined> {
	console.log("No browser is installed: trying Playwright's own …");
	await runSilently(process.execPath, [
		join(home, 'node_modules/@playwright/test/cli.js'),
		...['install', 'chromium']
	]);
	// Where there is no network, or no such system, the caller says what is needed.
	return present();
}
