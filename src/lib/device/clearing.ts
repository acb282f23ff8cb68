import { changeCurrent, directory, readCurrent } from './directory';
import { readSync, type LocalDb } from './local-db';

/**
 * Takes everything off the device that can be read, and keeps what was never delivered, sealed, for the same person's
 * next login: after a lost phone's session was revoked, and when another person logs in here.
 */
export async function seal(db: LocalDb): Promise<void> {
	await directory().inbox.clear();
	await db.write(['rows', 'pictures', 'meta'], async ({ rows, pictures, meta }) => {
		await rows.clear();
		await pictures.clear();
		const { cookie: _cookie, ...state } = await readSync({ meta });
		await meta.put({ ...state, scopes: {}, reload: [], sealed: true });
	});
}

/** Access ended: what was shown goes; what was not accepted stays until the person has seen it. */
export async function endAccess(db: LocalDb): Promise<void> {
	await db.write(['rows', 'pictures', 'drafts', 'meta'], async ({ rows, pictures, drafts, meta }) => {
		await rows.clear();
		await pictures.clear();
		await drafts.clear();
		const { cookie: _cookie, ...state } = await readSync({ meta });
		await meta.put({ ...state, scopes: {}, reload: [], ended: true });
	});
}

/**
 * Too long without a word from the server, as the landlord sees it (O12): what is personal goes and comes again at the
 * next contact. The building's own stays, and so does whatever the person has typed or not yet sent.
 */
export async function forgetPersonal(db: LocalDb): Promise<void> {
	await db.write(['rows', 'pictures', 'meta'], async ({ rows, pictures, meta }) => {
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
	});
}

/** "Remove from this device": nothing of the person is left. */
export async function removeFromDevice(db: LocalDb): Promise<void> {
	const { database } = await readCurrent();
	if (database === db.name) await changeCurrent({ database: undefined });
	await directory().inbox.clear();
	await db.delete();
}
