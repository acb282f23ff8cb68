import { get } from 'node:http';
import { brotliCompressSync } from 'node:zlib';
import type { BrowserContext, Page } from '@playwright/test';

const poorLine = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

/** Compressed bytes of what a page loads, by the browser's own network log. */
export interface Loaded {
	scripts: number;
	styles: number;
	/** Scripts that had arrived when the page was first painted with what it is for. */
	scriptsBeforePaint: number;
}

/**
 * Opens a page with nothing in the HTTP cache, in a context without service workers.
 * @param shown text by which one sees that the page has what it is for
 */
export async function visit(
	phone: BrowserContext,
	url: string,
	{ shown = '', slow = false } = {}
): Promise<Loaded> {
	const page = await phone.newPage();
	await watchFor(page, shown);
	const log = await phone.newCDPSession(page);
	await log.send('Network.enable');
	await log.send('Network.setCacheDisabled', { cacheDisabled: true });
	if (slow) await log.send('Network.emulateNetworkConditions', poorLine);
	const requests = new Map<string, Requested>();
	const of = (id: string) => {
		const known = requests.get(id) ?? { kind: '', bytes: 0, endedAt: Infinity };
		requests.set(id, known);
		return known;
	};
	/** What to add to the log's seconds to have those of the clock. */
	let toClock = 0;
	log.on('Network.requestWillBeSent', ({ timestamp, wallTime }) => (toClock ||= wallTime - timestamp));
	log.on('Network.responseReceived', ({ requestId, type }) => (of(requestId).kind = type));
	log.on(
		'Network.dataReceived',
		({ requestId, encodedDataLength }) => (of(requestId).bytes += encodedDataLength)
	);
	log.on('Network.loadingFinished', ({ requestId, timestamp }) => (of(requestId).endedAt = timestamp));
	await page.goto(url);
	const paintedAt = await page
		.waitForFunction(() => (globalThis as { shownAt?: number }).shownAt)
		.then((found) => found.jsonValue());
	await page.waitForLoadState('networkidle');
	const inline = await page.evaluate(() => [...document.scripts].map(({ text }) => text).join('\n'));
	const sum = (kind: string, until = Infinity) =>
		[...requests.values()].reduce(
			(total, each) =>
				total + (each.kind === kind && (each.endedAt + toClock) * 1000 <= until ? each.bytes : 0),
			0
		);
	await page.close();
	return {
		scripts: sum('Script'),
		styles: sum('Stylesheet'),
		scriptsBeforePaint: sum('Script', paintedAt as number) + brotliCompressSync(inline).length
	};
}

interface Requested {
	kind: string;
	bytes: number;
	/** Seconds, by the log's own clock. */
	endedAt: number;
}

/** Notes when a text is first on the screen, by the clock. */
async function watchFor(page: Page, shown: string): Promise<void> {
	await page.addInitScript((text) => {
		const seen = globalThis as { shownAt?: number };
		const look = () => {
			if (seen.shownAt === undefined && document.body?.innerText.includes(text))
				seen.shownAt = performance.timeOrigin + performance.now();
		};
		// Only a frame tells what of the page is laid out.
		const atFrame = () => requestAnimationFrame(() => setTimeout(look));
		new MutationObserver(atFrame).observe(document, {
			childList: true,
			subtree: true,
			characterData: true,
			attributes: true
		});
	}, shown);
}

/** What the worker fetches for an offline start, as the server sends it. */
export async function precached(origin: string): Promise<number> {
	const worker = await (await fetch(`${origin}/service-worker.js`)).text();
	const entries = worker.match(/\{[^{}]*revision[^{}]*\}/g) ?? [];
	const urls = new Set(
		entries.flatMap((entry) => /url:\s*["'`]([^"'`]+)["'`]/.exec(entry.replaceAll('"url"', 'url'))?.[1] ?? [])
	);
	if (urls.size < 10) throw new Error('the worker names no files');
	let total = 0;
	for (const url of urls) total += await compressedBytes(new URL(url, origin));
	return total;
}

async function compressedBytes(url: URL): Promise<number> {
	return new Promise((counted, fail) => {
		get(url, { headers: { 'accept-encoding': 'br' } }, (answer) => {
			let bytes = 0;
			answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
			answer.on('end', () =>
				answer.statusCode === 200 ? counted(bytes) : fail(new Error(`${url}: ${answer.statusCode}`))
			);
		}).on('error', fail);
	});
}
