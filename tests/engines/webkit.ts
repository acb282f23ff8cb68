import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { freePort } from '../../scripts/free-port';
import type { Engine, Found } from './engine';
import { WebDriver } from './web-driver';

const browsers = [
	'/usr/lib/*/webkit2gtk-4.*/MiniBrowser',
	'/usr/libexec/webkit2gtk-4.*/MiniBrowser',
	'/usr/lib/*/webkitgtk-6.*/MiniBrowser'
];

/** WebKit as WebKitGTK has it: the engine of Safari, without Apple's app around it. */
export function findWebKit(): Found {
	const driver = process.env.WEBKIT_DRIVER_PATH ?? '/usr/bin/WebKitWebDriver';
	const browser = process.env.WEBKIT_BROWSER_PATH ?? globSync(browsers)[0];
	const screen = process.env.DISPLAY ? undefined : '/usr/bin/xvfb-run';
	if (!existsSync(driver) || !browser)
		return {
			missing: 'no WebKitGTK: install webkit2gtk-driver, or name WEBKIT_DRIVER_PATH and WEBKIT_BROWSER_PATH'
		};
	if (screen && !existsSync(screen)) return { missing: 'no screen for WebKitGTK: install xvfb and xauth' };
	return { start: () => startWebKit(driver, browser, screen) };
}

async function startWebKit(driver: string, browser: string, screen: string | undefined): Promise<Engine> {
	const port = await freePort();
	const [command, ...args] = [...(screen ? [screen, '-a'] : []), driver, `--port=${port}`];
	const running = spawn(command!, args, {
		stdio: 'ignore',
		// In a group of its own: the virtual screen's wrapper hands no signal on.
		detached: true,
		// The engine's own sandbox needs rights that containers lack. The pages are ours.
		env: { ...process.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', LANG: 'en_GB.UTF-8' }
	});
	const address = `http://127.0.0.1:${port}`;
	try {
		await isReady(address);
		const session = await WebDriver.open(address, {
			'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] }
		});
		return {
			name: 'WebKit',
			version: `${session.capabilities.browserName} ${session.capabilities.browserVersion}`,
			goto: (url) => session.goto(url),
			click: (path) => session.click(path),
			type: (path, text) => session.type(path, text),
			attach: (path, file) => session.type(path, file),
			evaluate: (expression) => session.evaluate(expression),
			async close() {
				await session.close();
				end(running);
			}
		};
	} catch (error) {
		end(running);
		throw error;
	}
}

async function isReady(driver: string): Promise<void> {
	const deadline = Date.now() + 30_000;
	while (Date.now() < deadline) {
		const answer = await fetch(`${driver}/status`).catch(() => undefined);
		if (answer?.ok) return;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	throw new Error('WebKitWebDriver did not start');
}

function end(running: ChildProcess): void {
	if (running.pid && running.exitCode === null) process.kill(-running.pid, 'SIGTERM');
}
