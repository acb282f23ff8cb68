import type { PrecacheController } from 'workbox-precaching';

/** Requests under way at a time: enough to fill a slow line, few enough for an old phone's memory. */
const atOnce = 16;

/**
 * Fetches what an offline start needs, for the worker's `install` event. Workbox itself waits for each file before it asks
 * for the next: a round trip each, and there are two hundred. A file that is kept already is not fetched again. Where one
 * doesn't come the installation fails; the others are fetched all the same, so that the browser's next try has them.
 */
export async function keepFiles(
	controller: Pick<PrecacheController, 'getURLsToCacheKeys' | 'strategy'>,
	event: Event
): Promise<void> {
	const waiting = [...controller.getURLsToCacheKeys()];
	await Promise.all(Array.from({ length: atOnce }, keepInTurn));

	async function keepInTurn() {
		for (let next = waiting.shift(); next; next = waiting.shift()) {
			const [url, cacheKey] = next;
			// A name that stays may hold what the browser's own cache has of another version.
			const cache = cacheKey === url ? 'default' : 'reload';
			// What the person sends meanwhile goes first.
			const request = new Request(url, { cache, credentials: 'same-origin', priority: 'low' });
			await Promise.all(controller.strategy.handleAll({ event, request, params: { cacheKey } }));
		}
	}
}
