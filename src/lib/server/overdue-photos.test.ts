import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PhotoToSend } from '$lib/device/portal-types';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database';
import { takePhoto } from '../../../tests/support/photos';
import { Replica, reportOf } from '../../../tests/support/replica';
import { addPerson, buildHouse, moveIn, type Person } from '../../../tests/support/world';
import { fileStore, type ObjectStore } from './blobs';
import { flagMissing, purgeOrphanPieces } from './overdue-photos';
import { receivePiece } from './uploads';

const now = new Date('2026-03-10T10:00:00Z');
const daysLater = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1000);
let database: TestDatabase;
let folder: string;
let store: ObjectStore;
let person: Person;
let home: string;
let replica: Replica;
let seq: number;

beforeAll(async () => {
	database = await createTestDatabase();
	folder = await mkdtemp(join(tmpdir(), 'kellari-overdue-'));
	store = fileStore(folder);
});
afterAll(async () => {
	await database.drop();
	await rm(folder, { recursive: true });
});
beforeEach(async () => {
	const house = await buildHouse(database.db.sql);
	home = house.staircases[0]!.apartments[0]!;
	person = await addPerson(database.db.sql);
	await moveIn(database.db.sql, person.id, home);
	replica = new Replica(database.db, person.id, now);
	seq = 0;
});

async function report(photo: PhotoToSend): Promise<string> {
	const { bytes: _bytes, ...described } = photo;
	const args = reportOf(home, { photos: [described] });
	await replica.ask({ mutations: [[++seq, person.id, 'reportDefect', 1, args]] });
	return args.id;
}
const keyOf = ({ sha }: PhotoToSend) => ({ personId: person.id, principalId: person.id, sha });
const pieceOf = ({ sha }: PhotoToSend) => `pieces/${person.id}/${sha}`;
async function send(photo: PhotoToSend, from: number, to: number) {
	const body = (async function* () {
		yield new Uint8Array(photo.bytes).subarray(from, to);
	})();
	return receivePiece(database.db, store, keyOf(photo), { offset: from, total: photo.size, body }, now);
}
const touchedOn = (photo: PhotoToSend, day: Date) => utimes(join(folder, pieceOf(photo)), day, day);
async function stateOf({ id }: PhotoToSend) {
	await replica.catchUp();
	return [...replica.rows.values()].find((row) => row.id === id)?.data.state;
}

test('O4 a photo that has not come after 14 days is missing, on the resident’s device too', async () => {
	const photo = await takePhoto(1);
	await report(photo);
	await flagMissing(database.db.sql, daysLater(14));
	expect(await stateOf(photo)).toBe('expected');
	await flagMissing(database.db.sql, daysLater(14.01));
	expect(await stateOf(photo)).toBe('missing');
});

test('O4 the days of an addition’s photo count from the addition', async () => {
	const first = await takePhoto(2);
	const reportId = await report(first);
	const later = await takePhoto(3);
	const { bytes: _bytes, ...described } = later;
	const args = {
		reportId,
		entryId: randomUUID(),
		text: '',
		writtenAt: now.toISOString(),
		photos: [described]
	};
	await replica.ask({
		mutations: [[++seq, person.id, 'addToDefectReport', 1, args]],
		now: daysLater(10)
	});
	await flagMissing(database.db.sql, daysLater(20));
	expect([await stateOf(first), await stateOf(later)]).toEqual(['missing', 'expected']);
});

test('O4 a photo that comes after all is taken', async () => {
	const photo = await takePhoto(4);
	await report(photo);
	await flagMissing(database.db.sql, daysLater(20));
	expect(await send(photo, 0, photo.size)).toEqual({ state: 'complete' });
	expect(await stateOf(photo)).toBe('ready');
});

test('O4 pieces that nobody waits for go after seven days, and no sooner', async () => {
	const photo = await takePhoto(5);
	const id = await report(photo);
	await send(photo, 0, 500);
	await database.db.sql`delete from attachments where subject_id = ${id}`;
	await touchedOn(photo, now);
	await purgeOrphanPieces(database.db.sql, store, daysLater(7));
	expect(await store.received(pieceOf(photo))).toBe(500);
	await purgeOrphanPieces(database.db.sql, store, daysLater(7.01));
	expect(await store.received(pieceOf(photo))).toBe(0);
});

test('I22 pieces of a photo that is still expected stay, however old', async () => {
	const photo = await takePhoto(6);
	await report(photo);
	await send(photo, 0, 500);
	await touchedOn(photo, now);
	await purgeOrphanPieces(database.db.sql, store, daysLater(13));
	expect(await store.received(pieceOf(photo))).toBe(500);
});
