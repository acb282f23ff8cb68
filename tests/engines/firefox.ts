import { existsSync } from 'node:fs';
import puppeteer, { type ElementHandle, type Page } from 'puppeteer-core';
import type { Engine, Found } from './engine';

const places = [
	'/usr/bin/firefox-esr',
	'/usr/bin/firefox',
	'/Applications/Firefox.app/Contents/MacOS/firefox',
	'C:\\Program Files\\Mozilla Firefox\\firefox.exe'
];

/** Firefox over WebDriver BiDi, which it speaks itself. */
export function findFirefox(): Found {
	const executablePath = process.env.FIREFOX_PATH ?? places.find((place) => existsSync(place));
	if (!executablePath) return { missing: 'no Firefox: install it (firefox-esr), or name it by FIREFOX_PATH' };
	return { start: () => startFirefox(executablePath) };
}

async function startFirefox(executablePath: string): Promise<Engine> {
	const browser = await puppeteer.launch({
		browser: 'firefox',
		executablePath,
		headless: true,
		defaultViewport: { width: 390, height: 780 },
		extraPrefsFirefox: { 'intl.accept_languages': 'en-GB' }
	});
	const page = await browser.newPage();
	return {
		name: 'Firefox',
		version: await browser.version(),
		async goto(address) {
			await page.goto(address, { waitUntil: 'domcontentloaded' });
		},
		click: (path) => on(page, path, (element) => element.click()),
		type: (path, text) => on(page, path, (element) => element.type(text)),
		attach: (path, file) =>
			on(page, path, (element) => (element as ElementHandle<HTMLInputElement>).uploadFile(file)),
		evaluate: <T>(expression: string) => page.evaluate(expression) as Promise<T>,
		close: () => browser.close()
	};
}

async function on(page: Page, path: string, act: (element: ElementHandle<Element>) => Promise<unknown>) {
	const element = await page.$(`::-p-xpath(${path})`);
	if (!element) throw new Error(`nothing at ${path}`);
	await act(element);
	await element.dispose();
}
