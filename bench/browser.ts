import { chromium, type Browser, type Page } from '@playwright/test';
import { findBrowser } from '../scripts/browser';
import { bundle } from './bundle';

const args = [
	...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
	...['--disable-component-update', '--disable-sync']
];

/** The browser that the tests use. */
export async function openBrowser(more: string[] = []): Promise<Browser> {
	const executablePath = await findBrowser();
	if (!executablePath) throw new Error('No browser: install Chromium, or name one by CHROMIUM_PATH');
	return chromium.launch({ executablePath, args: [...args, ...more] });
}

type Functions<M> = { [K in keyof M]: (...given: never[]) => unknown };

/**
 * Opens a module of `in-page/`, bundled as the app is, and calls its functions. The page is an empty one of the origin,
 * for which the browser answers; whatever else it asks for goes to the origin itself.
 */
export async function openInPage<M extends Functions<M>>(
	page: Page,
	name: string,
	origin = 'http://localhost:1'
) {
	const code = await bundle(`import * as bench from './bench/in-page/${name}'; globalThis.bench = bench;`);
	const html = '<!doctype html><meta charset="utf-8"><script type="module" src="/bench.js"></script>';
	await page.route(`${origin}/bench.html`, (route) =>
		route.fulfill({ contentType: 'text/html', body: html })
	);
	await page.route(`${origin}/bench.js`, (route) =>
		route.fulfill({ contentType: 'text/javascript', body: code })
	);
	await page.goto(`${origin}/bench.html`);
	await page.waitForFunction(() => 'bench' in globalThis);
	return async <K extends keyof M & string>(called: K, ...given: Parameters<M[K]>) => {
		const call = ([wanted, parameters]: [string, unknown[]]) =>
			(globalThis as unknown as { bench: Record<string, (...p: unknown[]) => unknown> }).bench[wanted]!(
				...parameters
			);
		return (await page.evaluate(call, [called, given] as [string, unknown[]])) as Awaited<ReturnType<M[K]>>;
	};
}

/** Slows the page's processor so many times, as a cheap phone's. */
export async function slowDown(page: Page, times: number): Promise<void> {
	const session = await page.context().newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate: times });
}
