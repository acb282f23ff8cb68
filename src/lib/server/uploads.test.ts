import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PhotoToSend } from '$lib/device/portal-types';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database';
import { photoOf, takeFake, takePhoto } from '../../../tests/support/photos';
import { Replica, reportOf } from '../../../tests/support/replica';
import {
	addPerson,
	appointGuardian,
	buildHouse,
	empower,
	moveIn,
	type Person
} from '../../../tests/support/world';
import { fileStore, type ObjectStore } from './blobs';
import { findUpload, maxPieceBytes, receivePiece } from './uploads';

const now = new Date('2026-03-10T10:00:00Z');
let database: TestDatabase;
let folder: string;
let store: ObjectStore;
let person: Person;
let apartmentId: string;
let replica: Replica;
let seq = 0;

beforeAll(async () => {
	database = await createTestDatabase();
	folder = await mkdtemp(join(tmpdir(), 'kellari-uploads-'));
	store = fileStore(folder);
});
afterAll(async () => {
	await database.drop();
	await rm(folder, { recursive: true });
});
beforeEach(async () => {
	const house = await buildHouse(database.db.sql);
	apartmentId = house.staircases[0]!.apartments[0]!;
	person = await addPerson(database.db.sql);
	await moveIn(database.db.sql, person.id, apartmentId);
	replica = new Replica(database.db, person.id, now);
	seq = 0;
});

/** A report that names the photos has been accepted. */
async function announce(...photos: PhotoToSend[]): Promise<void> {
	const args = reportOf(apartmentId, { photos: photos.map(({ bytes: _bytes, ...photo }) => photo) });
	const outcome = await replica.ask({ mutations: [[++seq, person.id, 'reportDefect', 1, args]] });
	expect(outcome).not.toHaveProperty('n');
}

const keyOf = ({ sha }: { sha: string }, as = person) => ({ personId: as.id, principalId: person.id, sha });
const find = (photo: { sha: string }, as = person) => findUpload(database.db, store, keyOf(photo, as), now);
async function* inPieces(bytes: Uint8Array, size = 50_000) {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const send = (
	photo: PhotoToSend,
	offset = 0,
	bytes = new Uint8Array(photo.bytes).subarray(offset),
	as = person
) =>
	receivePiece(
		database.db,
		store,
		keyOf(photo, as),
		{ offset, total: photo.size, body: inPieces(bytes) },
		now
	);
const stateOf = async ({ id }: { id: string }) =>
	(await database.db.sql`select state from attachments where id = ${id}`)[0]?.state;

describe('I22 a photo', () => {
	test('in two pieces is ready when the last has come, with its picture and a small one', async () => {
		const photo = await takePhoto(1, { large: true });
		await announce(photo);
		expect(await find(photo)).toEqual({ state: 'partial', received: 0, total: photo.size });
		const first = await send(photo);
		expect(first).toEqual({ state: 'partial', received: maxPieceBytes, total: photo.size });
		expect(await send(photo, maxPieceBytes)).toEqual({ state: 'complete' });
		expect(await stateOf(photo)).toBe('ready');
		expect(await store.get(`pictures/${photo.id}/full.webp`)).toBeDefined();
		expect(await store.get(`pictures/${photo.id}/thumb.webp`)).toBeDefined();
		expect(await find(photo)).toEqual({ state: 'complete' });
	});

	test('whose connection breaks keeps what had arrived', async () => {
		const photo = await takePhoto(2);
		await announce(photo);
		const cut = (async function* () {
			yield new Uint8Array(photo.bytes).subarray(0, 700);
			throw new Error('connection reset');
		})();
		await expect(
			receivePiece(database.db, store, keyOf(photo), { offset: 0, total: photo.size, body: cut }, now)
		).rejects.toThrow('connection reset');
		expect(await find(photo)).toMatchObject({ state: 'partial', received: 700 });
		expect(await send(photo, 700)).toEqual({ state: 'complete' });
	});

	test('sent on from a wrong offset is told the right one, and nothing changes', async () => {
		const photo = await takePhoto(3);
		await announce(photo);
		await send(photo, 0, new Uint8Array(photo.bytes).subarray(0, 500));
		expect(await send(photo, 900)).toEqual({ state: 'wrongOffset', received: 500 });
		expect(await send(photo, 0)).toEqual({ state: 'wrongOffset', received: 500 });
		expect(await send(photo, 500)).toEqual({ state: 'complete' });
	});

	test('whose bytes are not what was announced starts over, and is not ready', async () => {
		const photo = await takePhoto(4);
		await announce(photo);
		const other = new Uint8Array(photo.bytes).map((byte) => byte ^ 1);
		expect(await send(photo, 0, other)).toEqual({ state: 'mismatch' });
		expect(await stateOf(photo)).toBe('expected');
		expect(await find(photo)).toMatchObject({ state: 'partial', received: 0 });
		expect(await send(photo)).toEqual({ state: 'complete' });
	});

	test('of another size than was announced is not begun', async () => {
		const photo = await takePhoto(5);
		await announce(photo);
		expect(await send({ ...photo, size: photo.size + 1 })).toEqual({ state: 'mismatch' });
	});

	test('sent by two tabs at the same moment is ready once', async () => {
		const photo = await takePhoto(6);
		await announce(photo);
		await Promise.all([send(photo), send(photo)]);
		expect(await find(photo)).toEqual({ state: 'complete' });
		expect(await stateOf(photo)).toBe('ready');
	});

	test('that is no picture, whatever it says, is rejected', async () => {
		const photo = takeFake(7);
		await announce(photo);
		expect(await send(photo)).toEqual({ state: 'rejected' });
		expect(await stateOf(photo)).toBe('rejected');
	});

	test('that would unpack to a billion points is rejected', async () => {
		const photo = photoOf(bomb(40_000, 40_000), { type: 'image/png', width: 10, height: 10 });
		await announce(photo);
		expect(await send(photo)).toEqual({ state: 'rejected' });
	});
});

describe('I17 a photo may be sent', () => {
	test('by nobody before its report is accepted', async () => {
		expect(await find(await takePhoto(8))).toEqual({ state: 'unknown' });
	});

	test('by its person alone: a stranger is told the same of one that exists and one that does not', async () => {
		const photo = await takePhoto(9);
		await announce(photo);
		await send(photo);
		const stranger = await addPerson(database.db.sql, 'Carl');
		await moveIn(database.db.sql, stranger.id, apartmentId);
		const unheardOf = { sha: createHash('sha256').update(randomUUID()).digest('hex') };
		expect(await find(photo, stranger)).toEqual(await find(unheardOf, stranger));
		expect(await send(photo, 0, new Uint8Array(photo.bytes), stranger)).toEqual({ state: 'unknown' });
	});

	test('by a guardian for the ward, until the guardianship has ended and two weeks have passed', async () => {
		const photo = await takePhoto(10);
		await announce(photo);
		const guardian = await addPerson(database.db.sql, 'Kaija');
		const id = await appointGuardian(database.db.sql, guardian.id, person.id);
		expect(await find(photo, guardian)).toMatchObject({ state: 'partial' });
		await database.db.sql`update guardianships set ends_on = '2026-02-23' where id = ${id}`;
		expect(await find(photo, guardian)).toEqual({ state: 'unknown' });
	});
});

describe('I23 the same photo in two reports', () => {
	test('is sent once where both were accepted before', async () => {
		const photo = await takePhoto(11);
		const again = { ...photo, id: randomUUID() };
		await announce(photo);
		await announce(again);
		expect(await send(photo)).toEqual({ state: 'complete' });
		expect([await stateOf(photo), await stateOf(again)]).toEqual(['ready', 'ready']);
		expect(await store.get(`pictures/${again.id}/full.webp`)).toBeDefined();
	});

	test('is asked for again by the second that is accepted after', async () => {
		const photo = await takePhoto(12);
		await announce(photo);
		await send(photo);
		const again = { ...photo, id: randomUUID() };
		await announce(again);
		expect(await find(photo)).toMatchObject({ state: 'partial', received: 0 });
		expect(await send(photo)).toEqual({ state: 'complete' });
		expect(await stateOf(again)).toBe('ready');
	});
});

/** A PNG whose header promises more points than anybody has memory for. */
function bomb(width: number, height: number): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 2, 0, 0, 0], 8);
	const chunk = (type: string, data: Buffer) =>
		Buffer.concat([Buffer.from([0, 0, 0, data.length]), Buffer.from(type), data, Buffer.alloc(4)]);
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', header),
		chunk('IDAT', Buffer.alloc(8)),
		chunk('IEND', Buffer.alloc(0))
	]);
}

describe('A10 a photo of a report that was accepted, after access has ended', () => {
	const later = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1000);
	const findAt = (photo: { sha: string }, at: Date) => findUpload(database.db, store, keyOf(photo), at);
	const partial = { state: 'partial', received: 0 };

	test('is taken for two weeks, and not a day longer', async () => {
		const photo = await takePhoto(11);
		await announce(photo);
		await database.db.sql`update occupancies set ends_on = '2026-03-10' where person_id = ${person.id}`;
		expect(await findAt(photo, later(2))).toMatchObject(partial);
		expect(await findAt(photo, new Date('2026-03-24T21:59:59Z'))).toMatchObject(partial);
		expect(await findAt(photo, new Date('2026-03-24T22:00:00Z'))).toEqual({ state: 'unknown' });
		const piece = { offset: 0, total: photo.size, body: inPieces(new Uint8Array(photo.bytes)) };
		expect(await receivePiece(database.db, store, keyOf(photo), piece, later(2))).toEqual({
			state: 'complete'
		});
	});

	test('is taken as well where the registers learn only afterwards that it had ended', async () => {
		const photo = await takePhoto(12);
		await announce(photo);
		await database.db.sql`update occupancies set ends_on = '2026-03-09' where person_id = ${person.id}`;
		expect(await findAt(photo, later(1))).toMatchObject(partial);
		expect(await findAt(photo, later(14))).toEqual({ state: 'unknown' });
	});

	test('I23 is taken where the registers no longer know of any access, and the person is still logged in', async () => {
		const photo = await takePhoto(16);
		await announce(photo);
		await database.db.sql`delete from occupancies where person_id = ${person.id}`;
		expect(await findAt(photo, later(1))).toMatchObject(partial);
		expect(await findAt(photo, later(14))).toEqual({ state: 'unknown' });
		const stranger = await addPerson(database.db.sql, 'Otto');
		expect(await findUpload(database.db, store, keyOf(photo, stranger), now)).toEqual({ state: 'unknown' });
	});

	test('is not taken before access begins', async () => {
		const guardian = await addPerson(database.db.sql, 'Jari');
		await appointGuardian(database.db.sql, guardian.id, person.id, { startsOn: '2026-03-20' });
		const photo = await takePhoto(14);
		await announce(photo);
		const key = keyOf(photo, guardian);
		expect(await findUpload(database.db, store, key, later(1))).toEqual({ state: 'unknown' });
		expect(await findUpload(database.db, store, key, later(11))).toMatchObject(partial);
	});

	test.each<[string, (guardian: Person) => Promise<unknown>]>([
		['is taken from a guardian whose guardianship has ended', async () => undefined],
		[
			'I23 is taken from a guardian who may still act, but no longer in this matter',
			(guardian) => empower(database.db.sql, person.id, guardian.id, { matters: ['messages'] })
		]
	])('%s', async (_name, mayAct) => {
		const guardian = await addPerson(database.db.sql, 'Jari');
		const id = await appointGuardian(database.db.sql, guardian.id, person.id);
		await mayAct(guardian);
		const photo = await takePhoto(13);
		await announce(photo);
		await database.db.sql`update guardianships set ends_on = '2026-03-10' where id = ${id}`;
		const key = keyOf(photo, guardian);
		expect(await findUpload(database.db, store, key, later(3))).toMatchObject(partial);
		expect(await findUpload(database.db, store, key, later(20))).toEqual({ state: 'unknown' });
	});
});
