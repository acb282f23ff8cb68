import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { aino, newDevice } from '../../../tests/support/device';
import { Live } from './live.svelte';
import { type LocalDb, type Stores } from './local-db';

let db: LocalDb;
const lives: Live<unknown>[] = [];
beforeEach(async () => void (db = await newDevice()));
afterEach(() => lives.splice(0).forEach((live) => live.stop()));

const draft = (id: string) => ({ id, principalId: aino, value: id });

function draftsOf(of = db, failed?: (error: unknown) => void) {
	const readings: string[][] = [];
	const live = new Live(
		of,
		['drafts'],
		async ({ drafts }: Stores) => {
			const ids = (await drafts.getAll()).map(({ id }) => id);
			readings.push(ids);
			return ids;
		},
		failed
	);
	lives.push(live);
	return { live, readings };
}

describe('I18 what a page shows', () => {
	test('is there when the first reading is', async () => {
		await db.drafts.put(draft('a'));
		const { live } = draftsOf();
		expect(live.value).toBeUndefined();
		await live.first;
		expect(live.value).toEqual(['a']);
	});

	test('follows each write, whether alone or in a transaction', async () => {
		const { live } = draftsOf();
		await live.first;
		await db.drafts.put(draft('a'));
		await vi.waitFor(() => expect(live.value).toEqual(['a']));
		await db.write(['drafts', 'meta'], ({ drafts }) => drafts.deleteAll(['a']));
		await vi.waitFor(() => expect(live.value).toEqual([]));
	});

	test('misses nothing that is written while it is read for the first time', async () => {
		const writing = db.drafts.put(draft('a'));
		const { live } = draftsOf();
		const more = db.drafts.put(draft('b'));
		await Promise.all([writing, more]);
		await vi.waitFor(() => expect(live.value).toEqual(['a', 'b']));
	});

	test('follows what another window or the service worker writes', async () => {
		const { live } = draftsOf();
		await live.first;
		// As theirs: a connection of its own, told of by the channel alone.
		const channel = new BroadcastChannel('kellari-changes');
		const raw = await new Promise<IDBDatabase>((opened) => {
			const request = indexedDB.open(db.name);
			request.onsuccess = () => opened(request.result);
		});
		const transaction = raw.transaction('drafts', 'readwrite');
		transaction.objectStore('drafts').put(draft('theirs'));
		await new Promise((done) => (transaction.oncomplete = done));
		channel.postMessage({ database: db.name, stores: ['drafts'] });
		await vi.waitFor(() => expect(live.value).toEqual(['theirs']));
		channel.close();
		raw.close();
	});

	test('is told to the others when it is on the disk, and to nobody where nothing was written', async () => {
		const heard: unknown[] = [];
		const channel = new BroadcastChannel('kellari-changes');
		channel.onmessage = ({ data }) => heard.push(data);
		await db.write(['drafts', 'meta'], ({ drafts }) => drafts.getAll());
		await db
			.write(['drafts', 'meta'], async ({ drafts }) => {
				await drafts.put(draft('a'));
				throw new Error('not after all');
			})
			.catch(() => undefined);
		await db.write(['drafts', 'meta'], ({ meta }) => meta.update('sync', { last: 1 }));
		const own = () => heard.filter((change) => (change as { database: string }).database === db.name);
		await vi.waitFor(() => expect(own()).toEqual([{ database: db.name, stores: ['meta'] }]));
		channel.close();
	});

	test('is read once for many writes that come while it is read', async () => {
		const { live, readings } = draftsOf();
		await live.first;
		await Promise.all(Array.from({ length: 30 }, (_, at) => db.drafts.put(draft(`${at}`))));
		await vi.waitFor(() => expect(live.value).toHaveLength(30));
		expect(readings.length).toBeLessThan(30);
	});

	test('is not read again for what it does not show, nor for another person', async () => {
		const { live, readings } = draftsOf();
		await live.first;
		await db.meta.update('sync', { last: 1 });
		await (await newDevice()).drafts.put(draft('another'));
		await db.drafts.put(draft('own'));
		await vi.waitFor(() => expect(live.value).toEqual(['own']));
		expect(readings).toEqual([[], ['own']]);
	});

	test('is read no more when it was stopped', async () => {
		const { live, readings } = draftsOf();
		await live.first;
		live.stop();
		await db.drafts.put(draft('a'));
		expect([live.value, readings]).toEqual([[], [[]]]);
	});

	test('comes again after the browser has lost the connection', async () => {
		const { live } = draftsOf();
		await live.first;
		db.connection!.close();
		await db.drafts.put(draft('a'));
		await vi.waitFor(() => expect(live.value).toEqual(['a']));
	});
});

test('a reading that fails is told, resolves the first, and is tried again by the next write', async () => {
	const told: unknown[] = [];
	const failure = new TypeError('ours');
	const { read } = db;
	db.read = () => Promise.reject(failure);
	const { live } = draftsOf(db, (error) => told.push(error));
	await live.first;
	expect([live.value, told]).toEqual([undefined, [failure]]);
	db.read = read;
	await db.drafts.put(draft('a'));
	await vi.waitFor(() => expect(live.value).toEqual(['a']));
});
