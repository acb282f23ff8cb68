import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportDefect } from '$lib/domain/defect-reports';
import { Engine, type Host } from '$lib/device/engine';
import { claim, LocalDb } from '$lib/device/local-db';
import { enqueue } from '$lib/device/outbox';
import { LineError, type Transport } from '$lib/device/transport';
import { fileStore } from '$lib/server/blobs';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { takePhoto } from '../support/photos';
import { PortalServer } from '../support/portal-server';
import { addPerson, buildHouse, hireStaff, logIn, moveIn, publishBulletin, scopeOf } from '../support/world';

let database: TestDatabase;
let folder: string;
let server: PortalServer;
const now = new Date('2026-03-10T10:00:00Z');

beforeAll(async () => {
	database = await createTestDatabase();
	folder = await mkdtemp(join(tmpdir(), 'kellari-smoke-'));
	server = new PortalServer(database.db, fileStore(folder), () => now);
});
afterAll(async () => {
	await database.drop();
	await rm(folder, { recursive: true });
});

const host: Host = {
	now: () => now.getTime(),
	sleep: () => Promise.resolve(),
	random: Math.random,
	uuid: randomUUID,
	withLock: (_name, work) => work(),
	report: () => undefined
};

test('O3 O4 O5 a report with two photos made without a connection arrives once, and its photos with it', async () => {
	const { sql } = database.db;
	const house = await buildHouse(sql);
	const person = await addPerson(sql);
	const apartmentId = house.staircases[0]!.apartments[0]!;
	await moveIn(sql, person.id, apartmentId);
	await hireStaff(sql);
	await publishBulletin(sql, [await scopeOf(sql, 'building', house.id)]);
	const token = await logIn(database.db, person.accountId, now);
	let online = true;
	const line = <T>(work: () => Promise<T>): Promise<T> =>
		online ? work() : Promise.reject(new LineError('offline'));
	const transport: Transport = {
		idle: async (cookie) => ((await line(() => server.idle(token, cookie))) === 204 ? 'none' : 'some'),
		exchange: (request) => line(() => server.exchange(token, request)),
		findUpload: (photo) => line(() => server.findUpload(token, photo)),
		sendPiece: (photo, offset, piece) =>
			line(() =>
				server.sendPiece(
					token,
					photo,
					offset,
					(async function* () {
						yield new Uint8Array(piece);
					})()
				)
			)
	};
	const db = new LocalDb(`smoke-${randomUUID()}`);
	await claim(db, person.id, randomUUID());
	const engine = new Engine(db, transport, host);
	await engine.trigger('eager');
	expect((await db.rows.getAll()).map(({ k }) => k).sort()).toEqual([
		'building',
		'bulletin',
		'emergencyCard',
		'landlord',
		'membership',
		'profile'
	]);
	await engine.trigger('timer');

	const photos = [await takePhoto(1), await takePhoto(2, { large: true })];
	const id = randomUUID();
	online = false;
	await enqueue(db, {
		id: randomUUID(),
		principalId: person.id,
		mutation: reportDefect,
		args: {
			id,
			apartmentId,
			place: 'apartment',
			room: 'kitchen',
			category: 'waterAndSewer',
			urgentKind: null,
			description: 'Hana vuotaa',
			masterKeyAllowed: true,
			phone: '',
			writtenAt: now.toISOString(),
			photos: photos.map(({ bytes: _bytes, ...photo }) => photo)
		},
		writtenAt: now.toISOString(),
		photos
	});
	online = true;
	await engine.trigger('eager');
	await engine.photosSettled();
	await engine.trigger('eager');
	expect(await db.outbox.count()).toBe(0);
	expect(await db.blobs.count()).toBe(0);
	const reports = await sql`select description from defect_reports where id = ${id}`;
	expect(reports).toHaveLength(1);
	const states = await sql`select state from attachments where subject_id = ${id}`;
	expect(states.map(({ state }) => state)).toEqual(['ready', 'ready']);
	expect((await db.rows.getAllBy('k', 'attachment')).map(({ d }) => d.state)).toEqual(['ready', 'ready']);
	expect(await server.idle(token, (await db.sync()).cookie!)).toBe(204);
});
