import { browserHost } from './browser-host';
import { browserTransport } from './browser-transport';
import { Engine } from './engine';
import { openCurrent } from './first-contact';

const patienceMs = 4 * 60_000;

/** Sends what waits, with the app closed: the same engine as in a page. Rejects while something still waits. */
export async function sendFromWorker(): Promise<void> {
	const db = await openCurrent();
	if (!db) return;
	const engine = new Engine(db, browserTransport(), browserHost(() => undefined));
	const ended = new Promise<void>((resolve) => setTimeout(resolve, patienceMs));
	await Promise.race([engine.trigger('eager').then(() => engine.photosSettled()), ended]);
	await engine.stop();
	const unsent = await db.outbox.filter(({ state }) => state !== 'refused').count();
	const photos = await db.blobs.count();
	db.close();
	if (unsent + photos > 0) throw new Error('something still waits');
}
