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

/**
 * Too long without a word from the server, as the landlord sees it (O12): what is personal goes and comes again at the
 * next contact. The building's own stays, and so does whatever the person has typed or not yet sent.
 */
export async function forgetPersonal(db: LocalDb): Promise<void> {
	await db.transaction('rw', [db.rows, db.pictures, db.meta], async () => {
		const own = (await db.rows.where('k').equals('membership').toArray()).map(({ s }) => s);
		if (own.length === 0) return;
		await db.rows.filter(({ s }) => own.includes(s)).delete();
		await db.pictures.where('s').anyOf(own).delete();
		const state = await db.sync();
		const scopes = { ...state.scopes };
		for (const scope of own) {
			const held = scopes[scope];
			if (held) scopes[scope] = { ...held, count: 0, sum: 0 };
		}
		await db.meta.put({ ...state, scopes, reload: [...new Set([...state.reload, ...own])] });
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
