import { chromium, type Browser, type Page } from '@playwright/test';
import { findBrowser } from '../scripts/browser';
import { bundle } from './bundle';

const args = [
	...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
	...['--disable-component-update', '--disable-sync']
];

/** The browser that the tests use. */
export function openBrowser(): Promise<Browser> {
	const executablePath = findBrowser();
	if (!executablePath) throw new Error('No browser: install Chromium, or name one by CHROMIUM_PATH');
	return chromium.launch({ executablePath, args });
}

/**
 * Calls a function of `in-page/` in the page, bundled as the app is. The page is an empty one of the origin, for which the
 * browser answers; whatever else it asks for goes to the origin itself.
 */
export async function callInPage<F extends (...given: never[]) => unknown>(
	page: Page,
	name: string,
	given: Parameters<F>,
	origin = 'http://localhost:1'
): Promise<Awaited<ReturnType<F>>> {
	const code = await bundle(`import { ${name} } from './bench/in-page/${name}'; globalThis.bench = ${name};`);
	const html = '<!doctype html><meta charset="utf-8"><script type="module" src="/bench.js"></script>';
	await page.route(`${origin}/bench.html`, (route) =>
		route.fulfill({ contentType: 'text/html', body: html })
	);
	await page.route(`${origin}/bench.js`, (route) =>
		route.fulfill({ contentType: 'text/javascript', body: code })
	);
	await page.goto(`${origin}/bench.html`);
	await page.waitForFunction(() => 'bench' in globalThis);
	const call = (parameters: unknown[]) =>
		(globalThis as unknown as { bench: (...p: unknown[]) => unknown }).bench(...parameters);
	return (await page.evaluate(call, given)) as Awaited<ReturnType<F>>;
}

/** Slows the page's processor so many times, as a cheap phone's. */
export async function slowDown(page: Page, times: number): Promise<void> {
	const session = await page.context().newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate: times });
}
