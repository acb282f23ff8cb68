import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

// Found once: the workers read this file again and inherit the environment.
const port = (process.env.KELLARI_TEST_PORT ??= freePort());
const origin = `http://localhost:${port}`;
// Where the portal's database is, for journeys that make a portal of their own from it.
const state = (process.env.TEST_PORTAL_STATE ??= join(tmpdir(), `kellari-test-${port}.json`));

const phone = {
	browserName: 'chromium',
	viewport: { width: 360, height: 740 },
	isMobile: true,
	hasTouch: true
} as const;
const long = ['accessible', 'resident-matters', 'staff-login', 'updates'].map((name) => `**/${name}.spec.ts`);

export default defineConfig({
	testDir: './tests/e2e',
	outputDir: './test-results/playwright',
	// One portal for all, on two cores: more workers make timing of the machine, not of the portal, count.
	workers: 2,
	// For a machine that does something else besides; a healthy one needs a tenth of these.
	timeout: 120_000,
	expect: { timeout: 15_000 },
	// What passes only at the second try is named at the end: it is to be looked into, but stops nobody.
	retries: 1,
	forbidOnly: true,
	reporter: [
		['line'],
		['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? 'test-results/playwright.json' }]
	],
	use: {
		baseURL: origin,
		locale: 'en-GB',
		timezoneId: 'Europe/Helsinki',
		// The recorder fetches the pictures that a page makes, which the page's policy forbids: it would be the one to fail.
		trace: 'off',
		launchOptions: {
			...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync'
			]
		}
	},
	projects: [
		// The longest first: begun last, they would leave one worker alone with them.
		{ name: 'long', testMatch: long, use: phone },
		{ name: 'phone', testIgnore: ['**/*.desktop.spec.ts', ...long], use: phone },
		{
			name: 'desktop',
			testMatch: '**/*.desktop.spec.ts',
			use: { browserName: 'chromium', viewport: { width: 1280, height: 800 } }
		}
	],
	webServer: {
		command: 'node scripts/run.mjs scripts/test-portal.ts',
		env: { PORT: port, TEST_PORTAL_STATE: state },
		url: `${origin}/readyz`,
		timeout: 180_000,
		stdout: 'pipe',
		gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 }
	}
});

function freePort(): string {
	const ask = `const s = require('net').createServer().listen(0, '127.0.0.1', () => { console.log(s.address().port); s.close(); })`;
	return execFileSync(process.execPath, ['-e', ask], { encoding: 'utf8' }).trim();
}
