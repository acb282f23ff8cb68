import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { home } from './folders';

const run = promisify(execFile);

const installed = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
];

/** What an installation says is thrown away, however much it is. */
const maxBuffer = Infinity;
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
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	try {
		for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']])
			await run('apt-get', args, { env, timeout: 300_000, maxBuffer });
	} catch {
		// No network, no such package: Playwright may have one.
		return undefined;
	}
	return present();
}

async function installByPlaywright(): Promise<string | undefined> {
	console.log("No browser is installed: trying Playwright's own …");
	try {
		const cli = join(home, 'node_modules/@playwright/test/cli.js');
		await run(process.execPath, [cli, 'install', 'chromium'], { timeout: 300_000, maxBuffer });
	} catch {
		// No network, no such system: the caller says what is needed.
		return undefined;
	}
	return present();
}
