import { describe, expect, test } from 'vitest';
import type { ExchangeAnswer } from '$lib/domain/sync-wire';
import {
	answerTo,
	line,
	newDevice,
	photo,
	queueReport,
	quietHost,
	requestOf,
	waitingFor
} from '../../../tests/support/device';
import { applyAnswer } from './apply-answer';
import type { LocalDb } from './local-db';
import { takeForSending } from './outbox';
import { PhotoUploads } from './photo-upload';
import type { PhotoToSend } from './portal-types';
import { LineError, type Transport, type UploadAnswer } from './transport';

const large = (number: number) => photo(number, new Uint8Array(600_000).fill(number));

/** A server that has so many bytes of each photo. */
function store(expected: readonly PhotoToSend[]) {
	const received = new Map(expected.map(({ sha }) => [sha, 0]));
	const pieces: [string, number, number][] = [];
	const stateOf = ({ sha, size }: { sha: string; size: number }): UploadAnswer => {
		const at = received.get(sha);
		if (at === undefined) return { state: 'notExpected' };
		return at === size ? { state: 'complete' } : { state: 'partial', received: at };
	};
	const transport = line({
		findUpload: async (key) => stateOf(key),
		sendPiece: async (key, offset, piece) => {
			pieces.push([key.sha, offset, piece.byteLength]);
			if (received.get(key.sha) === offset) received.set(key.sha, offset + piece.byteLength);
			return stateOf(key);
		}
	});
	return { transport, received, pieces };
}

/** A device whose report with these photos has been accepted. */
async function accepted(photos: PhotoToSend[]): Promise<LocalDb> {
	const db = await newDevice();
	await queueReport(db, photos);
	const { mutations } = await takeForSending(db);
	const request = await requestOf(db, { mutations });
	const answer = answerTo(request, { l: 1, s: waitingFor(photos) });
	await applyAnswer(db, request, answer, answer.k, 0);
	return db;
}

async function upload(db: LocalDb, transport: Transport, surroundings = quietHost()) {
	const uploads = new PhotoUploads(db, transport, surroundings.host, new AbortController().signal);
	uploads.start();
	await uploads.settled();
	return { uploads, ...surroundings };
}

describe('I22 a photo', () => {
	test('goes in pieces of 256 KiB, from the byte that the server has', async () => {
		const sent = large(1);
		const db = await accepted([sent]);
		const { transport, received, pieces } = store([sent]);
		received.set(sent.sha, 100_000);
		await upload(db, transport);
		expect(pieces.map(([, offset, size]) => [offset, size])).toEqual([
			[100_000, 262_144],
			[362_144, 237_856]
		]);
		expect(await db.blobs.count()).toBe(0);
	});

	test('whose piece breaks off goes on where the server has got to', async () => {
		const sent = large(1);
		const db = await accepted([sent]);
		const { transport, received, pieces } = store([sent]);
		let breaks = 1;
		const breaking: Transport = {
			...transport,
			sendPiece: async (key, offset, piece, signal) => {
				if (breaks-- <= 0) return transport.sendPiece(key, offset, piece, signal);
				received.set(key.sha, 150_000);
				throw new LineError('no answer');
			}
		};
		const { pauses } = await upload(db, breaking);
		expect(pieces[0]?.[1]).toBe(150_000);
		expect(pauses).toEqual([]);
		expect(await db.blobs.count()).toBe(0);
	});

	test('behind something that keeps bodies to itself goes in smaller pieces', async () => {
		const sent = large(1);
		const db = await accepted([sent]);
		const { transport, pieces } = store([sent]);
		const buffering: Transport = {
			...transport,
			sendPiece: (key, offset, piece, signal) => {
				if (piece.byteLength > 65_536) throw new LineError('no answer');
				return transport.sendPiece(key, offset, piece, signal);
			}
		};
		await upload(db, buffering);
		expect(new Set(pieces.map(([, , size]) => size))).toEqual(new Set([65_536, 600_000 % 65_536]));
	});

	test('that never matches is tried seldom, not for ever at once', async () => {
		const sent = photo(1);
		const db = await accepted([sent]);
		let tries = 0;
		const surroundings = quietHost();
		const stop = new AbortController();
		const mismatching = line({
			findUpload: async () => ({ state: 'partial', received: 0 }),
			sendPiece: async () => (++tries, { state: 'startOver' })
		});
		const uploads = new PhotoUploads(
			db,
			mismatching,
			{
				...surroundings.host,
				sleep: async (ms) => (surroundings.pauses.push(ms) > 3 ? stop.abort() : undefined)
			},
			stop.signal
		);
		uploads.start();
		await uploads.settled();
		expect(surroundings.pauses).toContain(2000);
		expect(tries).toBeLessThanOrEqual(2 * surroundings.pauses.length + 2);
		expect(await db.blobs.count()).toBe(1);
	});
});

describe('the line is spared questions', () => {
	test('a photo whose report has just been accepted is sent without asking what is there', async () => {
		const sent = photo(1);
		const db = await newDevice();
		await queueReport(db, [sent]);
		const { transport, received } = store([sent]);
		const asked: string[] = [];
		const asking: Transport = {
			...transport,
			findUpload: (key, signal) => (asked.push(key.sha), transport.findUpload(key, signal))
		};
		const uploads = new PhotoUploads(db, asking, quietHost().host, new AbortController().signal);
		const { mutations } = await takeForSending(db);
		const request = await requestOf(db, { mutations });
		const answer = answerTo(request, { l: 1, s: waitingFor([sent]) });
		await applyAnswer(db, request, answer, answer.k, 0);
		uploads.start();
		await uploads.settled();
		expect(asked).toEqual([]);
		expect(received.get(sent.sha)).toBe(sent.size);
	});

	test('after it has carried something it is tried again soon, else ever more seldom', async () => {
		const sent = large(1);
		const db = await accepted([sent]);
		const { transport, pieces } = store([sent]);
		let failures = 0;
		const whileUp = <A>(answer: () => Promise<A>): Promise<A> => {
			if (pieces.length === 1 && failures++ < 12) throw new LineError('no answer');
			return answer();
		};
		const breaking: Transport = {
			...transport,
			findUpload: (...args) => whileUp(() => transport.findUpload(...args)),
			sendPiece: (...args) => whileUp(() => transport.sendPiece(...args))
		};
		const { pauses } = await upload(db, breaking);
		expect(new Set(pauses)).toEqual(new Set([2000]));
		expect(await db.blobs.count()).toBe(0);
	});
});

describe('I23 no photo is lost', () => {
	test('where one of a report has arrived before: the others still go', async () => {
		const photos = [photo(1), photo(2), photo(3)];
		const db = await accepted(photos);
		const { transport, received } = store(photos);
		received.set(photos[1]!.sha, photos[1]!.size);
		await upload(db, transport);
		expect([...received.values()]).toEqual(photos.map(({ size }) => size));
		expect(await db.blobs.count()).toBe(0);
	});

	test('before its report is accepted, and no byte is sent', async () => {
		const sent = photo(1);
		const db = await newDevice();
		await queueReport(db, [sent]);
		const { transport, pieces } = store([sent]);
		await upload(db, transport);
		expect(pieces).toEqual([]);
		expect(await db.blobs.count()).toBe(1);
	});

	test('while the session does not reach: it is expected, and waits', async () => {
		const sent = photo(1);
		const db = await accepted([sent]);
		await upload(db, line({}));
		expect(await db.blobs.count()).toBe(1);
	});

	test("where a second report with the same photo is written while the first one's is under way", async () => {
		const sent = photo(1);
		const db = await accepted([sent]);
		const { transport } = store([sent]);
		const meanwhile: Transport = {
			...transport,
			sendPiece: async (...args) => {
				await queueReport(db, [{ ...sent, id: crypto.randomUUID() }]);
				return transport.sendPiece(...args);
			}
		};
		await upload(db, meanwhile);
		expect(await db.blobs.count()).toBe(1);
	});

	test('where its own report is accepted while the server answers for another one with the same photo', async () => {
		const own = photo(1);
		const elsewhere = { ...own, id: crypto.randomUUID() };
		const db = await newDevice();
		await queueReport(db, [own]);
		const take = async (more: Partial<ExchangeAnswer>) => {
			const request = await requestOf(db);
			const answer = answerTo(request, more);
			expect(await applyAnswer(db, request, answer, answer.k, 0)).toBe('applied');
		};
		await take({ s: waitingFor([elsewhere]) });
		const { transport } = store([own]);
		const meanwhile: Transport = {
			...transport,
			sendPiece: async (...args) => {
				const answer = await transport.sendPiece(...args);
				// The other one is served by now; this one waits, and is out of the queue.
				await db.outbox.clear();
				const [scope] = waitingFor([elsewhere], undefined, 'ready')!;
				const rows = [...scope!.r!, ...waitingFor([own])![0]!.r!];
				await take({ s: [{ ...scope!, r: rows, d: [2, 2] }] });
				return answer;
			}
		};
		await upload(db, meanwhile);
		expect(await db.blobs.count()).toBe(1);
	});

	test('that a refused item names too: the accepted report has it', async () => {
		const sent = photo(1);
		const db = await accepted([sent]);
		const refused = await queueReport(db, [{ ...sent, id: crypto.randomUUID() }]);
		await db.outbox.update(refused, { state: 'refused' });
		const { transport, received } = store([sent]);
		await upload(db, transport);
		expect(received.get(sent.sha)).toBe(sent.size);
		expect(await db.blobs.count()).toBe(1);
	});

	test('but one whose report staff have deleted is not kept for ever', async () => {
		const sent = photo(1);
		const db = await accepted([sent]);
		await db.rows.clear();
		await upload(db, line({}));
		expect(await db.blobs.count()).toBe(0);
	});
});

test('O4 two photos are under way at a time', async () => {
	const photos = [1, 2, 3, 4].map((number) => photo(number));
	const db = await accepted(photos);
	const { transport } = store(photos);
	let now = 0;
	let most = 0;
	const counting: Transport = {
		...transport,
		sendPiece: async (...args) => {
			most = Math.max(most, ++now);
			await new Promise((resolve) => setImmediate(resolve));
			now--;
			return transport.sendPiece(...args);
		}
	};
	await upload(db, counting);
	expect(most).toBe(2);
	expect(await db.blobs.count()).toBe(0);
});

test('a storage that fails is told, and ends nothing else', async () => {
	const sent = photo(1);
	const db = await accepted([sent]);
	db.read = () => Promise.reject(Object.assign(new Error(), { name: 'UnknownError' })) as never;
	const { events } = await upload(db, store([sent]).transport);
	expect(events).toContainEqual({ is: 'storage', kind: 'failing' });
});

test('the picture that was sent stays to be looked at without a network', async () => {
	const sent = photo(1);
	const db = await accepted([sent]);
	await upload(db, store([sent]).transport);
	expect((await db.pictures.getAll()).map(({ id, s }) => [id, s])).toEqual([[`${sent.id}/full`, 1]]);
});
