import type { BrowserContext, Page } from '@playwright/test';
import { slowDown } from './browser';
import { atMost, median, type Figure } from './figure';
import { openPhone, setStage, settle, type Stage } from './resident-browser';
import { textOf } from './sentences';

const path = '/rescue-plan';
const slower = 6;
const trials = 9;
const warmUps = 2;

/** Milliseconds from the tap on the icon. */
interface Start {
	painted: number;
	usable: number;
}

/** The plan on a phone that is offline, slow, and whose worker sleeps; beside a page without a script from that worker. */
export async function coldStart(): Promise<Figure[]> {
	const stage = await setStage();
	try {
		const app = await preparePhone(stage);
		const still = await preparePhone(stage);
		await replaceShell(still, stage.origin);
		for (const phone of [app, still]) await phone.setOffline(true);
		const starts: { app: Start; still: Start }[] = [];
		for (let n = -warmUps; n < trials; n++) {
			const pair = {
				still: await start(still, stage.origin, false),
				app: await start(app, stage.origin, true)
			};
			if (n >= 0) starts.push(pair);
		}
		const peer: [number, string] = [
			median(starts.map(({ still: { painted } }) => painted)),
			'ms static page'
		];
		const what = `offline cold start, ${slower} × slower processor, plan`;
		return (['painted', 'usable'] as const).map((how) => {
			const ratio = median(starts.map((pair) => pair.app[how] / pair.still.painted));
			const ours = median(starts.map((pair) => pair.app[how]));
			return atMost(`${what} ${how}`, [ours, 'ms'], peer, how === 'painted' ? 2 : 2.8, { ratio });
		});
	} finally {
		await stage.close();
	}
}

async function preparePhone(stage: Stage): Promise<BrowserContext> {
	const phone = await openPhone(stage);
	const page = await phone.newPage();
	await page.goto(`${stage.origin}/`);
	await settle(page);
	await page.close();
	return phone;
}

async function start(phone: BrowserContext, origin: string, isApp: boolean): Promise<Start> {
	const page = await phone.newPage();
	await stopWorker(page);
	await watch(page);
	await slowDown(page, slower);
	// The page tells by itself: a question would bring it code of the test's, for which the slow processor needs a while.
	const told = page.waitForEvent('console', (message) =>
		message.text().startsWith(isApp ? 'usable' : 'painted')
	);
	await Promise.all([told, page.goto(origin + path)]);
	const { painted, usable } = await page.evaluate(() => {
		const seen = globalThis as unknown as Start;
		return { painted: seen.painted, usable: seen.usable };
	});
	await page.close();
	return { painted, usable };
}

async function stopWorker(page: Page): Promise<void> {
	const session = await page.context().newCDPSession(page);
	await session.send('ServiceWorker.enable');
	await session.send('ServiceWorker.stopAllWorkers');
	await session.detach();
}

/** Notes the frames in which the plan's text is first on the screen, and in which the app has taken over. */
async function watch(page: Page): Promise<void> {
	await page.addInitScript(
		(text) => {
			const seen = globalThis as unknown as Record<string, number>;
			const note = (what: string) =>
				requestAnimationFrame(() =>
					setTimeout(() => {
						seen[what] ??= performance.now();
						console.log(what);
					})
				);
			const content = new MutationObserver(() => {
				if (!document.body?.textContent?.includes(text)) return;
				content.disconnect();
				note('painted');
			});
			content.observe(document, { childList: true, subtree: true });
			new MutationObserver(() => note('usable')).observe(document, {
				attributeFilter: ['data-ready'],
				subtree: true
			});
		},
		textOf('chapter 1').slice(0, 30)
	);
}

/** Puts a page with the plan's text and no script where the worker keeps the app's shell. */
async function replaceShell(phone: BrowserContext, origin: string): Promise<void> {
	const chapters = Array.from(
		{ length: 23 },
		(_, n) => `<h2>${textOf(`title ${n}`).slice(0, 20)}</h2><p>${textOf(`chapter ${n}`, 5)}</p>`
	);
	const html = `<!doctype html><html lang="fi"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Kellari</title>${chapters.join('')}`;
	const page = await phone.newPage();
	await page.goto(`${origin}/`);
	await page.evaluate(async (body) => {
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			const shell = (await cache.keys()).find(({ url }) => new URL(url).pathname === '/app-shell');
			if (shell) return cache.put(shell, new Response(body, { headers: { 'content-type': 'text/html' } }));
		}
		throw new Error('the worker keeps no shell');
	}, html);
	await page.close();
}
