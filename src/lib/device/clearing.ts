import Dexie from 'dexie';
import { changeCurrent, directory, readCurrent } from './directory';
import type { LocalDb } from './local-db';

/**
 * Takes everything off the device that can be read, and keeps what was never delivered, sealed, for the same person's
 * next login: after a lost phone's session was revoked, and when another person logs in here.
 */
export async function seal(db: LocalDb): Promise<void> {
	await directory().inbox.clear();
	await db.transaction('rw', [db.rows, db.pictures, db.meta], async () => {
		await db.rows.clear();
		await db.pictures.clear();
		const { cookie: _cookie, ...state } = await db.sync();
		await db.meta.put({ ...state, scopes: {}, reload: [], sealed: true });
	});
}

/** Access ended: what was shown goes; what was not accepted stays until the person has seen it. */
export async function endAccess(db: LocalDb): Promise<void> {
	await db.transaction('rw', [db.rows, db.pictures, db.drafts, db.meta], async () => {
		await db.rows.clear();
		await db.pictures.clear();
		await db.drafts.clear();
		const { cookie: _cookie, ...state } = await db.sync();
		await db.meta.put({ ...state, scopes: {}, reload: [], ended: true });
	});
}

/** "Remove from this device": nothing of the person is left. */
export async function removeFromDevice(db: LocalDb): Promise<void> {
	const { database } = await readCurrent();
	if (database === db.name) await changeCurrent({ database: undefined });
	await directory().inbox.clear();
	db.gone = true;
	db.close();
	await Dexie.delete(db.name);
}
