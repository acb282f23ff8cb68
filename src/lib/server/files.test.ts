import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database';
import { Replica } from '../../../tests/support/replica';
import { addPerson, buildHouse, moveIn, type Person } from '../../../tests/support/world';
import { fileStore, type ObjectStore } from './blobs';
import { receivePiece } from './uploads';

const now = new Date('2026-03-10T10:00:00Z');
let database: TestDatabase;
let folder: string;
let store: ObjectStore;
let person: Person;
let replica: Replica;
let seq: number;

beforeAll(async () => {
	database = await createTestDatabase();
	folder = await mkdtemp(join(tmpdir(), 'kellari-files-'));
	store = fileStore(folder);
});
afterAll(async () => {
	await database.drop();
	await rm(folder, { recursive: true });
});
beforeEach(async () => {
	const house = await buildHouse(database.db.sql);
	person = await addPerson(database.db.sql);
	await moveIn(database.db.sql, person.id, house.staircases[0]!.apartments[0]!);
	replica = new Replica(database.db, person.id, now);
	seq = 0;
});

describe('M1 a file of a message', () => {
	const pdf = Buffer.from('%PDF-1.7\nsopimus');
	const fileOf = (content: Buffer) => ({
		id: randomUUID(),
		sha: createHash('sha256').update(content).digest('hex'),
		type: 'application/pdf' as const,
		size: content.length,
		name: 'vuokrasopimus.pdf'
	});
	const send = (file: ReturnType<typeof fileOf>, content: Buffer) =>
		receivePiece(
			database.db,
			store,
			{ personId: person.id, principalId: person.id, sha: file.sha },
			{ offset: 0, total: file.size, body: whole(content) },
			now
		);
	async function write(file: ReturnType<typeof fileOf>) {
		const args = {
			id: randomUUID(),
			messageId: randomUUID(),
			classification: 'feedback',
			apartmentId: null,
			text: 'Liitteenä',
			writtenAt: now.toISOString(),
			photos: [file]
		};
		return replica.ask({ mutations: [[++seq, person.id, 'startConversation', 1, args]] });
	}

	test('is kept as it is, with its name', async () => {
		const file = fileOf(pdf);
		expect(await write(file)).not.toHaveProperty('n');
		expect(await send(file, pdf)).toEqual({ state: 'complete' });
		expect(await store.get(`files/${file.id}.pdf`)).toEqual(pdf);
		const [row] = await database.db.sql`select name, state from attachments where id = ${file.id}`;
		expect(row).toEqual({ name: 'vuokrasopimus.pdf', state: 'ready' });
	});

	test('that only says that it is a PDF is rejected', async () => {
		const page = Buffer.from('<script>alert(1)</script>');
		const file = fileOf(page);
		await write(file);
		expect(await send(file, page)).toEqual({ state: 'rejected' });
		expect(await store.get(`files/${file.id}.pdf`)).toBeUndefined();
	});

	test('never goes without a name', async () => {
		expect(await write({ ...fileOf(pdf), name: ' ' })).toMatchObject({ n: [[1, { refused: 'notValid' }]] });
	});
});

async function* whole(content: Buffer) {
	yield new Uint8Array(content);
}
