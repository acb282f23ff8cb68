import { chromium, type BrowserContext } from '@playwright/test';
import { precached, visit, type Loaded } from '../../bench/page-weight';
import { expect, logIn, test } from './support/journey';
import { residentRoutes } from './support/routes';

// What the pages weigh by the browser's own network log, brotli, with nothing in any cache. Exact, so that it is a limit.

const weights = new Map<string, Loaded>();
let context: BrowserContext;

test.beforeAll(async ({ launchOptions, portal }) => {
	test.setTimeout(600_000);
	const browser = await chromium.launch(launchOptions);
	context = await browser.newContext({ serviceWorkers: 'block', viewport: { width: 360, height: 740 } });
	const page = await context.newPage();
	await logIn(page, 'aino.virtanen@example.com', { at: portal.origin });
	await expect(page.getByRole('heading', { name: 'Hei, Aino' })).toBeVisible();
	await page.close();
	for (const { path } of await residentRoutes(portal))
		weights.set(path, await visit(context, portal.origin + path));
});
test.afterAll(() => context.browser()?.close());

function heavierThan(limit: number, what: keyof Loaded): string[] {
	return [...weights].filter(([, each]) => each[what] > limit).map(([path, each]) => `${path} ${each[what]}`);
}

test('every page of a resident has at most 85 kB of JavaScript', () => {
	expect(heavierThan(85_000, 'scripts')).toEqual([]);
});

test('every page of a resident has at most 12 kB of style', () => {
	expect(heavierThan(12_000, 'styles')).toEqual([]);
});

for (const [path, shown] of [
	['/rescue-plan', 'Kiinteistön'],
	['/emergency', '112']
] as const)
	test(`at most 40 kB of JavaScript come before ${path} is painted, on its first visit`, async ({
		portal
	}) => {
		const { scriptsBeforePaint } = await visit(context, portal.origin + path, { shown, slow: true });
		expect(scriptsBeforePaint).toBeLessThanOrEqual(40_000);
	});

test('everything that is kept for an offline start, in three languages, is at most 250 kB', async ({
	portal
}) => {
	expect(await precached(portal.origin)).toBeLessThanOrEqual(250_000);
});
