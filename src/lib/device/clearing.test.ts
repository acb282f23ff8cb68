import { expect, test } from 'vitest';
import {
	aino,
	answerTo,
	line,
	newDevice,
	photo,
	queueReport,
	quietHost
} from '../../../tests/support/device';
import { endAccess, forgetPersonal, removeFromDevice, seal } from './clearing';
import { changeCurrent, directory, readCurrent } from './directory';
import { Engine } from './engine';
import { claim, LocalDb } from './local-db';
import { enqueue } from './outbox';
import { stubbornly } from './storage';

async function lived() {
	const db = await newDevice();
	await queueReport(db, [photo(1)]);
	await db.rows.put({ s: 1, k: 'bulletin', id: 'b', v: 1, d: {} });
	await db.pictures.put({ id: 'a/thumb', s: 1, bytes: new ArrayBuffer(1), type: 'image/webp', usedAt: 0 });
	await db.drafts.put({ id: 'd', principalId: aino, value: 'typed' });
	return db;
}

const stores = ['rows', 'outbox', 'blobs', 'pictures', 'drafts', 'meta'] as const;
const databases = async () => (await indexedDB.databases()).map(({ name }) => name);
const counts = async (db: LocalDb) =>
	Object.fromEntries(await Promise.all(stores.map(async (store) => [store, await db[store].count()])));

test('I27 after "remove from this device" no database of the person is left, and no shared file', async () => {
	const db = await lived();
	await changeCurrent({ database: db.name, logOutPending: true });
	await directory().inbox.add({ name: 'IMG_1.jpg', type: 'image/jpeg', bytes: new ArrayBuffer(1) });
	await removeFromDevice(db);
	expect(await databases()).not.toContain(db.name);
	expect(await readCurrent()).toEqual({ key: 'current', logOutPending: true });
	expect(await directory().inbox.count()).toBe(0);
});

test('I27 an engine or a tab that was in the middle of something does not bring it back', async () => {
	const db = await lived();
	const otherTab = new LocalDb(db.name);
	await otherTab.open();
	const engine = new Engine(
		otherTab,
		line({
			exchange: async (request) => {
				await removeFromDevice(db);
				return answerTo(request, { s: [{ i: 1, r: [['bulletin', 'b', 1, { title: 'secret' }]] }] });
			}
		}),
		quietHost().host
	);
	await engine.trigger('eager').catch(() => undefined);
	await stubbornly(otherTab, () => otherTab.drafts.put({ id: 'x', principalId: aino, value: 'typed' })).catch(
		() => undefined
	);
	expect(await databases()).not.toContain(db.name);
});

test('A14 a revoked device keeps only what waits, sealed, until the same person is back', async () => {
	const db = await lived();
	await seal(db, 'revoked');
	expect(await counts(db)).toMatchObject({ rows: 0, pictures: 0, drafts: 0, outbox: 1, blobs: 1 });
	expect(await db.sync()).toMatchObject({ sealed: true, scopes: {} });
	await claim(db, aino, 'ignored');
	expect((await db.sync()).sealed).toBeUndefined();
	expect(await counts(db)).toMatchObject({ outbox: 1, blobs: 1 });
});

test('A10 after access has ended nothing is left to read but what was not accepted', async () => {
	const db = await lived();
	await endAccess(db);
	expect(await counts(db)).toMatchObject({ rows: 0, pictures: 0, drafts: 0, outbox: 1 });
	expect((await db.sync()).cookie).toBeUndefined();
});

test('a database that belongs to nobody takes nothing', async () => {
	const db = new LocalDb(`nobody-${crypto.randomUUID()}`);
	await db.make();
	const item = {
		id: 'x',
		principalId: aino,
		mutation: { name: 'x', v: 1, target: 'profile', targetId: () => aino } as never,
		args: {},
		writtenAt: '',
		photos: []
	};
	await expect(enqueue(db, item)).rejects.toThrow('belongs to nobody');
});

test('O12 after too long without contact one’s own matters are gone, the building’s are not, and nothing typed is lost', async () => {
	const db = await lived();
	await db.rows.put({ s: 2, k: 'membership', id: aino, v: 3, d: {} });
	await db.rows.put({ s: 2, k: 'defectReport', id: 'r', v: 4, d: {} });
	await db.pictures.put({ id: 'p/thumb', s: 2, bytes: new ArrayBuffer(1), type: 'image/webp', usedAt: 0 });
	const totals = { principals: [aino], count: 2, sum: 7 };
	await db.meta.put({ ...(await db.sync()), cookie: 'held', scopes: { 2: totals } });
	await forgetPersonal(db);
	expect((await db.rows.getAll()).map(({ k }) => k)).toEqual(['bulletin']);
	expect(await counts(db)).toMatchObject({ pictures: 1, outbox: 1, blobs: 1, drafts: 1 });
	// What has gone is asked for by its scope alone.
	const { cookie, reload, scopes } = await db.sync();
	expect({ cookie, reload, scopes }).toEqual({
		cookie: 'held',
		reload: [2],
		scopes: { 2: { principals: [aino], count: 0, sum: 0 } }
	});
});
