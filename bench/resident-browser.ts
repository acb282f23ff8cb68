import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { sessionCookieName } from '$lib/server/auth/sessions';
import { startBuiltPortal, type BuiltPortal } from './built-portal';
import { openBrowser } from './browser';
import { createBenchDatabase, type BenchDatabase } from './database';
import { buildHouse, fillHistory, moveIn, type Resident } from './landlord';

/** The built portal, a resident of a house with a rescue plan, and a browser. */
export interface Stage {
	database: BenchDatabase;
	portal: BuiltPortal;
	origin: string;
	resident: Resident;
	browser: Browser;
	close(): Promise<void>;
}

export async function setStage(): Promise<Stage> {
	const database = await createBenchDatabase();
	const resident = await moveIn(database.owner, await buildHouse(database.owner.sql));
	await fillHistory(database.owner.sql, resident);
	const portal = await startBuiltPortal(database.url);
	const browser = await openBrowser();
	return {
		database,
		portal,
		origin: `http://localhost:${portal.port}`,
		resident,
		browser,
		async close() {
			await browser.close();
			await portal.stop();
			await database.drop();
		}
	};
}

/** A phone on which the resident is logged in and that has nothing yet. */
export async function openPhone(
	{ browser, origin, resident }: Stage,
	options: BrowserContextOptions = {}
): Promise<BrowserContext> {
	const context = await browser.newContext({
		viewport: { width: 360, height: 740 },
		locale: 'fi-FI',
		...options
	});
	await context.addCookies([
		{ name: sessionCookieName(origin), value: resident.token, url: origin, httpOnly: true, sameSite: 'Lax' }
	]);
	return context;
}

/** Everything has come: the rows are on the device, and the worker has the app's files. */
export async function settle(page: Page): Promise<void> {
	await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated');
	await page.waitForFunction(async () => {
		const names = (await indexedDB.databases()).map(({ name }) => name);
		return names.some((name) => name?.startsWith('kellari-') && name !== 'kellari-device');
	});
	await page.waitForLoadState('networkidle');
}
