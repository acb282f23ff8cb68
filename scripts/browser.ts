import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { home } from './folders';

const installed = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
];

/** A Chromium to test with; if there is none, tries to install one. */
export function findBrowser(): string | undefined {
	return present() ?? installByApt() ?? installByPlaywright();
}

function present(): string | undefined {
	return [process.env.CHROMIUM_PATH, ...installed, chromium.executablePath()].find(
		(path) => path && existsSync(path)
	);
}

function installByApt(): string | undefined {
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
	console.log('No browser is installed: trying apt-get install chromium …');
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']])
		if (spawnSync('apt-get', args, { stdio: 'ignore', env, timeout: 300_000 }).status !== 0) return undefined;
	return present();
}

function installByPlaywright(): string | undefined {
	console.log("No browser is installed: trying Playwright's own …");
	try {
		const cli = join(home, 'node_modules/@playwright/test/cli.js');
		execFileSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'ignore', timeout: 300_000 });
	} catch {
		// No network, no such system: the caller says what is needed.
		return undefined;
	}
	return present();
}
