import { changeCurrent, emptyInbox, readCurrent } from './directory';
import { everyStore, readSync, type LocalDb } from './local-db';
import { stubbornly } from './storage';

// Each is made again where the browser fails it: what must not be read may not stay because a disk was busy.

/**
 * Takes everything off the device that can be read, and keeps what was never delivered, sealed, for the same person's
 * next login: after a lost phone's session was `revoked`, when what was only typed goes too, and when `another` person
 * logs in here.
 */
export async function seal(db: LocalDb, why: 'revoked' | 'another'): Promise<void> {
	await emptyInbox();
	await stubbornly(db, () =>
		db.write(['rows', 'pictures', 'drafts', 'meta'], async ({ rows, pictures, drafts, meta }) => {
			await rows.clear();
			await pictures.clear();
			if (why === 'revoked') await drafts.clear();
			const { cookie: _cookie, ...state } = await readSync({ meta });
			await meta.put({ ...state, scopes: {}, reload: [], sealed: true });
		})
	);
}

/** Access ended: what was shown goes; what was not accepted stays until the person has seen it. */
export async function endAccess(db: LocalDb): Promise<void> {
	await stubbornly(db, () =>
		db.write(['rows', 'pictures', 'drafts', 'meta'], async ({ rows, pictures, drafts, meta }) => {
			await rows.clear();
			await pictures.clear();
			await drafts.clear();
			const { cookie: _cookie, ...state } = await readSync({ meta });
			await meta.put({ ...state, scopes: {}, reload: [], ended: true });
		})
	);
}

/**
 * Too long without a word from the server, as the landlord sees it (O12): what is personal goes and comes again at the
 * next contact. The building's own stays, and so does whatever the person has typed or not yet sent.
 */
export async function forgetPersonal(db: LocalDb): Promise<void> {
	await stubbornly(db, () =>
		db.write(['rows', 'pictures', 'meta'], async ({ rows, pictures, meta }) => {
			const own = new Set((await rows.getAllBy('k', 'membership')).map(({ s }) => s));
			if (own.size === 0) return;
			for (const scope of own) {
				await rows.delete(IDBKeyRange.bound([scope], [scope, []]));
				await pictures.deleteBy('s', scope);
			}
			const state = await readSync({ meta });
			const scopes = { ...state.scopes };
			for (const scope of own) {
				const held = scopes[scope];
				if (held) scopes[scope] = { ...held, count: 0, sum: 0 };
			}
			await meta.put({ ...state, scopes, reload: [...new Set([...state.reload, ...own])] });
		})
	);
}

/**
 * "Remove from this device": nothing of the person is left. Emptied before it is deleted, since a deletion waits for
 * whoever else has the database open; and forgotten last, so that what was cut off is ended at the next start. None of
 * it needs room on a full disk before it has made some.
 */
export async function removeFromDevice(db: LocalDb): Promise<void> {
	await stubbornly(db, () =>
		db.write(everyStore, async (stores) => {
			for (const store of everyStore) await stores[store].clear();
		})
	);
	await stubbornly(db, () => db.delete());
	await emptyInbox();
	const { database } = await readCurrent();
	if (database === db.name) await changeCurrent({ database: undefined });
}
