import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aino, newDevice, photo, queueReport } from '../../../tests/support/device';
import type { LocalDb } from './local-db';
import { freePictures, measureStorage } from './storage-use';

let db: LocalDb;
beforeEach(async () => {
	db = await newDevice();
	await queueReport(db, [photo(1)]);
	await db.pictures.put({
		id: 'a/full',
		s: 1,
		bytes: new ArrayBuffer(5000),
		type: 'image/webp',
		usedAt: 0
	});
	await db.drafts.put({ id: `${aino} defect-report`, principalId: aino, value: { description: 'Hana' } });
});
afterEach(() => db.delete());

test('O9 the storage view counts pictures, what waits and what is being typed apart', async () => {
	expect(await measureStorage(db)).toMatchObject({
		pictures: { count: 1, bytes: 5000 },
		waiting: { count: 1, bytes: 300 },
		drafts: 1,
		records: 0
	});
});

test('O9 freeing pictures leaves the queue, its photos and the drafts', async () => {
	await freePictures(db);
	expect(await measureStorage(db)).toMatchObject({
		pictures: { count: 0, bytes: 0 },
		waiting: { count: 1, bytes: 300 },
		drafts: 1
	});
	expect(await db.outbox.count()).toBe(1);
});
