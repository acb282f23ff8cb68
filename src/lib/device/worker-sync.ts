import { browserHost } from './browser-host';
import { browserTransport } from './browser-transport';
import { endAccess, seal } from './clearing';
import { changeCurrent } from './directory';
import { Engine, type EngineEvent } from './engine';
import { openCurrent } from './first-contact';
import type { LocalDb } from './local-db';

const patienceMs = 4 * 60_000;

/** Sends what waits, with the app closed: the same engine as in a page. Rejects while something still waits. */
export async function sendFromWorker(): Promise<void> {
	const db = await openCurrent();
	if (!db) return;
	let told: EngineEvent | undefined;
	const host = browserHost((event) => {
		if (event.is === 'sessionEnded' || event.is === 'otherPerson') told = event;
	});
	const engine = new Engine(db, browserTransport(), host);
	const ended = new Promise<void>((resolve) => setTimeout(resolve, patienceMs));
	const send = () => engine.trigger('eager').then(() => engine.photosSettled());
	try {
		await Promise.race([send(), ended]);
		// The photos of what was accepted in time are still taken.
		if (isAccessEnd(told)) await Promise.race([endAccess(db).then(send), ended]);
		await engine.stop();
		if (told && (await leave(db, told))) return;
		if (await hasWaiting(db)) throw new Error('something still waits');
	} finally {
		await engine.stop();
		db.close();
	}
}

/** What was refused waits for the person, and its photos with it, and not for a line. */
async function hasWaiting(db: LocalDb): Promise<boolean> {
	const items = await db.outbox.getAll();
	const refused = items.filter(({ state }) => state === 'refused');
	const resting = new Set(refused.flatMap(({ shas }) => shas));
	return items.length > refused.length || (await db.blobs.keys()).some(([sha]) => !resting.has(sha));
}

function isAccessEnd(told: EngineEvent | undefined): boolean {
	return told?.is === 'sessionEnded' && told.why === 'accessEnded';
}

/**
 * What a page would do when it hears this: a lost phone is made unreadable with the app closed, too. Says whether what
 * waits is nobody's matter any more until its person is back.
 */
async function leave(db: LocalDb, told: EngineEvent): Promise<boolean> {
	const why = told.is === 'sessionEnded' ? told.why : told.is;
	if (why === 'expired' || why === 'accessEnded') return false;
	await seal(db, why === 'revoked' ? 'revoked' : 'another');
	await changeCurrent({ database: undefined });
	return true;
}
