import { afterEach, describe, expect, test, vi } from 'vitest';
import { aino, answerTo, line, newDevice, quietHost, requestOf } from '../../../tests/support/device';
import { answerCheckFor, applyAnswer } from './apply-answer';
import { removeFromDevice, seal } from './clearing';
import { changeCurrent, directory, readCurrent } from './directory';
import { Engine } from './engine';
import { openCurrent } from './first-contact';
import { Live } from './live.svelte';
import { LocalDb } from './local-db';
import { fetchPicture } from './pictures';
import { stubbornly } from './storage';
import { answerOf } from './store';

// What browsers do to IndexedDB: connections lost in the background, disks that are full, requests that nobody answers.

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
	vi.restoreAllMocks();
});

const draft = (id: string) => ({ id, principalId: aino, value: id });
const isThere = async (db: LocalDb) => (await indexedDB.databases()).some(({ name }) => name === db.name);
const lost = () => new DOMException('Connection to Indexed Database server lost', 'UnknownError');
const full = () => new DOMException('no space', 'QuotaExceededError');

/** The next transactions on these stores fail as they begin. */
function failNext(db: { connection: IDBDatabase | undefined }, failure: () => Error, store?: string): void {
	const connection = db.connection!;
	const begin = connection.transaction.bind(connection);
	connection.transaction = (names, ...more) => {
		if (store !== undefined && ![names].flat().includes(store)) return begin(names, ...more);
		connection.transaction = begin;
		throw failure();
	};
}

describe('one passing failure', () => {
	test('O12 at a cold start makes nobody of whoever is logged in', async () => {
		const db = await newDevice();
		await changeCurrent({ database: db.name });
		const open = indexedDB.open.bind(indexedDB);
		let failures = 1;
		vi.spyOn(indexedDB, 'open').mockImplementation((name, version) => {
			if (name === db.name && failures-- > 0) throw lost();
			return open(name, version);
		});
		failNext(directory(), lost);
		expect((await openCurrent())?.name).toBe(db.name);
	});

	test('A14 leaves nothing to read on a revoked device', async () => {
		const db = await newDevice();
		await db.rows.put({ s: 1, k: 'bulletin', id: 'b', v: 1, d: {} });
		failNext(db, lost);
		await seal(db, 'revoked');
		expect(await db.rows.count()).toBe(0);
	});

	test('I27 leaves nothing of whoever logs out', async () => {
		const db = await newDevice();
		await changeCurrent({ database: db.name });
		failNext(db, lost);
		failNext(directory(), lost, 'inbox');
		await removeFromDevice(db);
		expect([await isThere(db), (await readCurrent()).database]).toEqual([false, undefined]);
	});
});

describe('I27 "remove from this device"', () => {
	test('needs no room on a full disk', async () => {
		const db = await newDevice();
		await changeCurrent({ database: db.name });
		failNext(directory(), full, 'state');
		await changeCurrent({ logOutPending: true }).catch(() => undefined);
		await removeFromDevice(db);
		expect([await isThere(db), (await readCurrent()).database]).toEqual([false, undefined]);
	});

	test('waits for no window that hangs, and leaves it nothing to read', async () => {
		const db = await newDevice();
		const hanging = await answerOf(indexedDB.open(db.name));
		await db.drafts.put(draft('a'));
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		let isDone = false;
		const removing = removeFromDevice(db).then(() => (isDone = true));
		while (!isDone) {
			await vi.advanceTimersByTimeAsync(1000);
			await new Promise((resolve) => setImmediate(resolve));
		}
		await removing;
		expect(await answerOf(hanging.transaction('drafts').objectStore('drafts').count())).toBe(0);
		hanging.close();
	});

	test('is not undone by a window that has no connection just then', async () => {
		const db = await newDevice();
		const other = new LocalDb(db.name);
		const removing = removeFromDevice(db);
		const saving = stubbornly(other, () => other.drafts.put(draft('typed')));
		await removing;
		await saving.catch(() => undefined);
		await expect(other.drafts.put(draft('typed'))).rejects.toMatchObject({ name: 'DatabaseClosedError' });
		expect([await isThere(db), other.gone]).toEqual([false, true]);
	});

	test('that was cut off is ended at the next start', async () => {
		const db = await newDevice();
		await changeCurrent({ database: db.name });
		await db.meta.clear();
		db.close();
		expect(await openCurrent()).toBeUndefined();
		expect([await isThere(db), (await readCurrent()).database]).toEqual([false, undefined]);
	});

	test('by the browser itself, below an open page, is found out', async () => {
		const db = await newDevice();
		await changeCurrent({ database: db.name });
		await db.delete();
		expect(await openCurrent()).toBeUndefined();
		expect((await readCurrent()).database).toBeUndefined();
	});
});

test('O8 what was typed stays, sealed, where another person logs in', async () => {
	const db = await newDevice();
	await db.drafts.put(draft('a'));
	await seal(db, 'another');
	expect(await db.drafts.count()).toBe(1);
});

test('a request that is never answered does not end the engine', async () => {
	const { name } = await newDevice();
	let silences = 1;
	const factory = Object.create(indexedDB, {
		open: { value: (...asked: [string, number]) => (silences-- > 0 ? {} : indexedDB.open(...asked)) }
	}) as IDBFactory;
	const db = new LocalDb(name, factory);
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	const { host, events } = quietHost();
	const round = new Engine(db, line({}), host).trigger('eager');
	await vi.advanceTimersByTimeAsync(20_000);
	await round;
	expect(events).toContainEqual({ is: 'contact', at: 0 });
});

test('I18 a page whose reading failed for good reads again by itself', async () => {
	const db = await newDevice();
	await db.drafts.put(draft('a'));
	vi.spyOn(db, 'read').mockRejectedValueOnce(new Error('failed for good'));
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	const failures: unknown[] = [];
	const live = new Live(
		db,
		['drafts'],
		async ({ drafts }) => (await drafts.getAll()).length,
		(error) => failures.push(error)
	);
	await live.first;
	expect([live.value, failures.length]).toEqual([undefined, 1]);
	await vi.advanceTimersByTimeAsync(6000);
	vi.useRealTimers();
	await vi.waitFor(() => expect(live.value).toBe(1));
	live.stop();
});

test('I18 a page that is looked at again reads again, whatever it was told meanwhile', async () => {
	const listeners = new EventTarget();
	vi.stubGlobal('document', Object.assign(listeners, { visibilityState: 'visible' }));
	const db = await newDevice();
	const live = new Live(db, ['drafts'], async ({ drafts }) => (await drafts.getAll()).length);
	await live.first;
	// As by a writer that was ended between its commit and its word.
	await answerOf(db.connection!.transaction('drafts', 'readwrite').objectStore('drafts').put(draft('a')));
	expect(live.value).toBe(0);
	listeners.dispatchEvent(new Event('visibilitychange'));
	await vi.waitFor(() => expect(live.value).toBe(1));
	live.stop();
});

test('I2 a picture whose scope is dropped while it is fetched is not kept', async () => {
	const db = await newDevice();
	const attachment = { state: 'ready', type: 'image/webp' };
	vi.stubGlobal('navigator', { onLine: true });
	vi.stubGlobal('fetch', async () => new Response('x', { headers: { 'content-type': 'image/webp' } }));
	for (let hops = 0; hops < 40; hops++) {
		await db.rows.put({ s: 7, k: 'attachment', id: 'a', v: 1, d: attachment });
		await db.meta.update('sync', {
			cookie: 'base',
			scopes: { 7: { principals: [aino], count: 1, sum: 1 } }
		});
		const request = await requestOf(db);
		const check = await answerCheckFor(aino, request.cookie);
		const fetching = fetchPicture(db, 'a', 'thumb');
		for (let hop = 0; hop < hops; hop++) await Promise.resolve();
		expect(await applyAnswer(db, request, answerTo(request, { x: [7] }), check, 0)).toBe('applied');
		await fetching;
		expect(await db.pictures.count(), `after ${hops} turns`).toBe(0);
	}
});

describe('a transaction', () => {
	test('in which something else is awaited is a fault of ours, and not made again', async () => {
		const db = await newDevice();
		let tries = 0;
		const writing = stubbornly(db, () =>
			db.write(['drafts'], async ({ drafts }) => {
				tries++;
				await drafts.put(draft('a'));
				await new Promise((resolve) => setTimeout(resolve, 5));
				await drafts.put(draft('b'));
			})
		);
		await expect(writing).rejects.toThrow('something else was awaited');
		expect(tries).toBe(1);
	});

	test('fails with whoever visits its rows', async () => {
		const db = await newDevice();
		await db.drafts.put(draft('a'));
		const failure = new TypeError('ours');
		const visiting = db.drafts.each(() => {
			throw failure;
		});
		await expect(visiting).rejects.toBe(failure);
	});
});

test('O9 a full disk loses its pictures, whatever failed before', async () => {
	const db = await newDevice();
	await db.pictures.put({ id: 'a/thumb', s: 1, bytes: new ArrayBuffer(9), type: 'image/webp', usedAt: 0 });
	const failures = [new DOMException('', 'AbortError'), full()];
	const saving = stubbornly(
		db,
		async () => {
			const failure = failures.shift();
			if (failure) throw failure;
			return 'saved';
		},
		async () => undefined
	);
	expect([await saving, await db.pictures.count()]).toEqual(['saved', 0]);
});
