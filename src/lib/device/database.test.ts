import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { aino, newDevice } from '../../../tests/support/device';
import { LocalDb } from './local-db';
import { answerOf } from './store';
import { stubbornly } from './storage';

let db: LocalDb;
beforeEach(async () => void (db = await newDevice()));

const draft = (id: string) => ({ id, principalId: aino, value: id });
const draftIds = async (of = db) => (await of.drafts.getAll()).map(({ id }) => id);

/** The next transactions of this database do as told when they begin. */
function atTransactions(told: (transaction: IDBTransaction, names: Iterable<string>) => void): void {
	const connection = db.connection!;
	const begin = connection.transaction.bind(connection);
	connection.transaction = (names, ...rest) => {
		const transaction = begin(names, ...rest);
		told(transaction, [names].flat() as string[]);
		return transaction;
	};
}

/** As browsers break one off, with a reason that scripts can't give. */
const breakOff = (transaction: IDBTransaction, reason: string) =>
	(transaction as unknown as { _abort(reason: string): void })._abort(reason);

describe('I11 a transaction', () => {
	test('is on the disk, strictly, when it has been said to be done', async () => {
		const asked: unknown[] = [];
		const events: string[] = [];
		const begin = vi.spyOn(db.connection!, 'transaction');
		atTransactions((transaction) => transaction.addEventListener('complete', () => events.push('complete')));
		await db.write(['drafts'], ({ drafts }) => drafts.put(draft('a')));
		events.push('said');
		asked.push(...begin.mock.calls.map(([, mode, options]) => [mode, options]));
		expect(events).toEqual(['complete', 'said']);
		expect(asked).toEqual([['readwrite', { durability: 'strict' }]]);
	});

	test('that throws leaves nothing, and throws what was thrown', async () => {
		const failure = new TypeError('ours');
		const writing = db.write(['drafts', 'meta'], async ({ drafts, meta }) => {
			await drafts.put(draft('a'));
			await meta.update('sync', { last: 7 });
			throw failure;
		});
		await expect(writing).rejects.toBe(failure);
		expect(await draftIds()).toEqual([]);
		expect((await db.sync()).last).toBe(0);
	});

	test('that breaks off at its end is not said to be done', async () => {
		atTransactions((transaction) => setImmediate(() => breakOff(transaction, 'QuotaExceededError')));
		await expect(db.drafts.put(draft('a'))).rejects.toMatchObject({ name: 'QuotaExceededError' });
	});

	test('that the browser breaks off fails for the reason that the browser had', async () => {
		const writing = db.write(['drafts'], async ({ drafts }) => {
			await drafts.put(draft('a'));
			atOnce();
			await drafts.putAll([draft('b'), draft('c')]);
		});
		let atOnce = () => {};
		atTransactions((transaction) => (atOnce = () => breakOff(transaction, 'QuotaExceededError')));
		await expect(writing).rejects.toMatchObject({ name: 'QuotaExceededError' });
	});

	test('fails as a whole when one of many rows does', async () => {
		await db.drafts.put(draft('b'));
		const writing = db.write(['drafts'], async ({ drafts }) => {
			await drafts.put(draft('a'));
			await drafts.add(draft('b'));
		});
		await expect(writing).rejects.toMatchObject({ name: 'ConstraintError' });
		expect(await draftIds()).toEqual(['b']);
	});

	test('sees what it wrote itself, and others see it only when it is done', async () => {
		const seen: string[][] = [];
		let others: Promise<string[]> | undefined;
		await db.write(['drafts'], async ({ drafts }) => {
			await drafts.put(draft('a'));
			others = draftIds();
			seen.push((await drafts.getAll()).map(({ id }) => id));
			await drafts.delete('a');
			await drafts.put(draft('b'));
		});
		expect([...seen, await others]).toEqual([['a'], ['b']]);
	});
});

describe('a connection', () => {
	test('that the browser has closed without a word is opened anew before anything is asked of it', async () => {
		db.connection!.close();
		await db.drafts.put(draft('a'));
		expect(await draftIds()).toEqual(['a']);
	});

	test('that is closed by us stays closed, whoever insists', async () => {
		db.close();
		const insisting = stubbornly(
			db,
			() => db.drafts.count(),
			async () => undefined
		);
		await expect(insisting).rejects.toMatchObject({ name: 'DatabaseClosedError' });
		expect(db.connection).toBeUndefined();
	});

	test('that is let go while it opens is not kept open by that', async () => {
		const other = new LocalDb(db.name);
		const opening = other.drafts.count();
		other.close();
		await expect(opening).rejects.toMatchObject({ name: 'DatabaseClosedError' });
		await db.delete();
	});

	test('that can not be opened now is tried for again by the next access', async () => {
		const factory = Object.create(indexedDB, {
			open: {
				value: vi
					.fn((...how: [string, number]) => indexedDB.open(...how))
					.mockImplementationOnce(() => {
						throw new DOMException('not now', 'UnknownError');
					})
			}
		}) as IDBFactory;
		const other = new LocalDb(db.name, factory);
		await expect(other.drafts.count()).rejects.toMatchObject({ name: 'UnknownError' });
		expect(await other.drafts.count()).toBe(0);
	});

	test('makes way for a newer version of the app, whose database is not opened as an old one', async () => {
		const newer = await answerOf(indexedDB.open(db.name, 20));
		newer.close();
		expect(db.gone).toBe(false);
		await expect(db.drafts.count()).rejects.toMatchObject({ name: 'VersionError' });
	});
});

/** As the library wrote it that the app came with at first: its version 1, with the names that it gave to indexes. */
async function madeBefore(name: string): Promise<void> {
	const request = indexedDB.open(name, 10);
	request.onupgradeneeded = () => {
		const { result } = request;
		const rows = result.createObjectStore('rows', { keyPath: ['s', 'k', 'id'] });
		rows.createIndex('[k+id]', ['k', 'id'], { unique: false, multiEntry: false });
		rows.createIndex('k', 'k', { unique: false, multiEntry: false });
		result
			.createObjectStore('outbox', { keyPath: 'id' })
			.createIndex('seq', 'seq', { unique: false, multiEntry: false });
		result
			.createObjectStore('blobs', { keyPath: ['sha', 'principalId'] })
			.createIndex('sha', 'sha', { unique: false, multiEntry: false });
		const pictures = result.createObjectStore('pictures', { keyPath: 'id' });
		for (const index of ['s', 'usedAt'])
			pictures.createIndex(index, index, { unique: false, multiEntry: false });
		result.createObjectStore('drafts', { keyPath: 'id' });
		result.createObjectStore('meta', { keyPath: 'key' });
	};
	const made = await answerOf(request);
	const transaction = made.transaction(['rows', 'outbox', 'blobs', 'drafts', 'meta'], 'readwrite');
	const put = (store: string, value: unknown) => transaction.objectStore(store).put(value);
	put('rows', { s: 1, k: 'bulletin', id: 'b', v: 3, d: { title: 'Vesikatko' } });
	put('outbox', { id: 'o', seq: 4, shas: ['f00'], principalId: aino, order: 1 });
	put('blobs', { sha: 'f00', principalId: aino, bytes: new ArrayBuffer(3), size: 3, sent: 0 });
	put('drafts', draft('typed'));
	put('meta', { key: 'sync', personId: aino, client: 'c', nextSeq: 5, scopes: {}, reload: [], last: 3 });
	await new Promise((done) => (transaction.oncomplete = done));
	made.close();
}

/** Version, stores, key paths and indexes. */
async function shapeOf(name: string): Promise<unknown> {
	const opened = await answerOf(indexedDB.open(name));
	const stores = [...opened.objectStoreNames];
	const transaction = opened.transaction(stores);
	const shape = stores.map((store) => {
		const { keyPath, autoIncrement, indexNames, ...rest } = transaction.objectStore(store);
		void rest;
		const indexes = [...indexNames].map((index) => {
			const { keyPath: path, unique, multiEntry } = transaction.objectStore(store).index(index);
			return { index, path, unique, multiEntry };
		});
		return { store, keyPath, autoIncrement, indexes };
	});
	opened.close();
	return { version: opened.version, shape };
}

describe('I26 a database that an earlier version of the app made', () => {
	test('is opened with everything that waits in it', async () => {
		const name = `device-${randomUUID()}`;
		await madeBefore(name);
		const old = new LocalDb(name);
		expect(await old.sync()).toMatchObject({ client: 'c', nextSeq: 5, last: 3 });
		expect((await old.outbox.getBy('seq', 4))?.id).toBe('o');
		expect((await old.blobs.getBy('sha', 'f00'))?.bytes.byteLength).toBe(3);
		expect((await old.rows.getBy('[k+id]', ['bulletin', 'b']))?.v).toBe(3);
		expect(await old.rows.getAllBy('k', 'bulletin')).toHaveLength(1);
		expect(await draftIds(old)).toEqual(['typed']);
		await old.drafts.put(draft('more'));
		expect(await old.drafts.count()).toBe(2);
	});

	test('has the same shape as one that is made now, so that an earlier version opens that too', async () => {
		const name = `device-${randomUUID()}`;
		await madeBefore(name);
		expect(await shapeOf(db.name)).toEqual(await shapeOf(name));
	});
});
