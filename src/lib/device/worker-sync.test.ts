import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ExchangeOutcome, ExchangeRequest } from '$lib/domain/sync-wire';
import {
	answerTo,
	newDevice,
	photo,
	queueLanguage,
	queueReport,
	requestOf,
	waitingFor
} from '../../../tests/support/device';
import { exchangeRequestOf, listen, says, status, type Answers } from '../../../tests/support/listening';
import { applyAnswer } from './apply-answer';
import { endAccess } from './clearing';
import { changeCurrent, readCurrent } from './directory';
import { LocalDb } from './local-db';
import { takeForSending } from './outbox';
import { sendFromWorker } from './worker-sync';

const ours = { 'x-kellari': '1' };
const sent = photo(1);

let line: Awaited<ReturnType<typeof listen>>;
let connections: IDBDatabase[];

beforeEach(async () => {
	line = await listen(status(500));
	connections = [];
	const { open } = indexedDB;
	vi.spyOn(indexedDB, 'open').mockImplementation((...which) => {
		const request = open.apply(indexedDB, which);
		request.addEventListener('success', () => connections.push(request.result));
		return request;
	});
});
afterEach(async () => {
	vi.restoreAllMocks();
	vi.useRealTimers();
	await line.close();
	await changeCurrent({ database: undefined });
});

/** A device that somebody is logged in on, and that no page has open. */
async function device(fill: (db: LocalDb) => Promise<unknown> = (db) => queueLanguage(db, 'sv')) {
	const db = await newDevice();
	await changeCurrent({ database: db.name });
	await fill(db);
	db.close();
	connections = [];
	return db.name;
}

/** A report that was accepted, and whose photo has not arrived. */
async function acceptedWithPhoto(db: LocalDb): Promise<void> {
	await queueReport(db, [sent]);
	const { mutations } = await takeForSending(db);
	const request = await requestOf(db, { mutations });
	const answer = answerTo(request, { l: 1, s: waitingFor([sent]) });
	await applyAnswer(db, request, answer, answer.k, 0);
}

async function held(name: string) {
	const db = new LocalDb(name);
	const [items, photos, rows, state] = await Promise.all([
		db.outbox.getAll(),
		db.blobs.count(),
		db.rows.count(),
		db.sync()
	]);
	db.close();
	return { items, states: items.map((item) => item.state), photos, rows, state };
}

/** The worker asks nothing, changes nothing of what is held, and leaves nothing open. */
async function expectLeftAlone(name: string) {
	const before = await held(name);
	connections = [];
	await sendFromWorker();
	expect(line.asked).toEqual([]);
	expect(leftOpen()).toEqual([]);
	expect(await held(name)).toEqual(before);
	return before;
}

/** The person's databases that something in this process still has open. */
function leftOpen(): string[] {
	return connections.filter((each) => each.name !== 'kellari-device' && isOpen(each)).map(({ name }) => name);
}

function isOpen(connection: IDBDatabase): boolean {
	try {
		connection.transaction('meta');
		return true;
	} catch {
		return false;
	}
}

/** A server that answers exchanges as told, and takes photos. */
function serving(
	exchange: (request: ExchangeRequest) => ExchangeOutcome,
	takesPhotos: Answers = status(200, ours)
): void {
	line.answerBy((response, asked) => {
		if (asked.path === '/api/sync') return status(200)(response, asked);
		if (asked.path.startsWith('/api/blob/')) return takesPhotos(response, asked);
		says(exchange(exchangeRequestOf(asked)))(response, asked);
	});
}

const accepting = (request: ExchangeRequest) =>
	answerTo(request, { l: request.mutations?.at(-1)?.[0] ?? request.last });
const asked = (path: string) => line.asked.filter((each) => each.path.startsWith(path));

describe('with no page open', () => {
	test('what waits is sent, in its order, and its photos too', async () => {
		const name = await device(async (db) => {
			await queueLanguage(db, 'sv');
			await queueReport(db, [sent]);
			await queueLanguage(db, 'en');
		});
		const taken: unknown[] = [];
		serving((request) => {
			taken.push(...(request.mutations ?? []).map(([seq, , what]) => [seq, what]));
			return answerTo(request, { l: request.mutations?.at(-1)?.[0] ?? request.last, s: waitingFor([sent]) });
		});
		await sendFromWorker();
		expect(taken).toEqual([
			[1, 'chooseLanguage'],
			[2, 'reportDefect'],
			[3, 'chooseLanguage']
		]);
		expect(Buffer.concat(asked('/api/blob').map(({ body }) => body))).toEqual(Buffer.from(sent.bytes));
		expect(await held(name)).toMatchObject({ states: [], photos: 0 });
		expect(leftOpen()).toEqual([]);
	});

	test('a photo whose report was accepted before is sent from where the server has got to', async () => {
		const name = await device(acceptedWithPhoto);
		serving(accepting, (response, { method }) =>
			method === 'HEAD'
				? status(202, { ...ours, 'upload-offset': '100' })(response, {} as never)
				: status(200, ours)(response, {} as never)
		);
		await sendFromWorker();
		expect(asked('/api/blob').map(({ method, body }) => [method, body.length])).toEqual([
			['HEAD', 0],
			['PUT', sent.size - 100]
		]);
		expect((await held(name)).photos).toBe(0);
		expect(leftOpen()).toEqual([]);
	});

	test('I14 what the server refuses stays with its reason, and there is nothing to come again for', async () => {
		const name = await device();
		serving((request) => answerTo(request, { l: 1, n: [[1, { refused: 'notFound' }]] }));
		await sendFromWorker();
		expect((await held(name)).items).toMatchObject([{ state: 'refused', refusal: { refused: 'notFound' } }]);
		expect(leftOpen()).toEqual([]);
	});

	test('I28 nor does a page that sends at the same time make anything go twice', async () => {
		const name = await device(async (db) => {
			for (let n = 0; n < 8; n++) await queueLanguage(db, `${n}`);
		});
		const taken: number[] = [];
		let last = 0;
		serving((request) => {
			for (const [seq] of request.mutations ?? [])
				if (seq === last + 1) {
					last = seq;
					taken.push(seq);
				}
			return answerTo(request, { l: last });
		});
		await Promise.all([sendFromWorker(), sendFromWorker()]);
		expect(taken).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
		expect((await held(name)).states).toEqual([]);
		expect(leftOpen()).toEqual([]);
	});
});

describe('where nobody is logged in', () => {
	const nobody: [string, () => Promise<unknown>][] = [
		['after a log-out', () => changeCurrent({ database: undefined })],
		['after one that the server has not heard of', () => changeCurrent({ logOutPending: true })]
	];
	test.each(nobody)('nothing is asked, opened or changed: %s', async (_name, logOut) => {
		const name = await device();
		await changeCurrent({ database: undefined });
		await logOut();
		const before = await held(name);
		const current = await readCurrent();
		connections = [];
		await sendFromWorker();
		expect(line.asked).toEqual([]);
		expect(connections.map((each) => each.name).filter((each) => each !== 'kellari-device')).toEqual([]);
		expect(await held(name)).toEqual(before);
		expect(await readCurrent()).toEqual(current);
		await changeCurrent({ logOutPending: undefined });
	});

	test('I27 a database that was removed is not made again', async () => {
		const name = `kellari-${crypto.randomUUID()}`;
		await changeCurrent({ database: name });
		await sendFromWorker();
		expect(line.asked).toEqual([]);
		expect((await indexedDB.databases()).map((each) => each.name)).not.toContain(name);
	});
});

describe('what was put away stays as it is', () => {
	test('A14 a sealed database is left, and nothing is asked', async () => {
		const name = await device(async (db) => {
			await queueReport(db, [sent]);
			await db.meta.update('sync', { sealed: true });
		});
		const before = await expectLeftAlone(name);
		expect(before).toMatchObject({ states: ['waiting'], photos: 1 });
	});

	test('A10 where access has ended, what was not accepted is left to be seen', async () => {
		const name = await device(async (db) => {
			const id = await queueLanguage(db, 'sv');
			await db.outbox.update(id, { state: 'refused', refusal: { refused: 'accessEnded' } });
			await endAccess(db);
		});
		const before = await expectLeftAlone(name);
		expect(before.states).toEqual(['refused']);
	});

	test('A10 where access has ended and nothing waits, it is left too', async () => {
		const before = await expectLeftAlone(await device(endAccess));
		expect(before.state.ended).toBe(true);
	});

	test('A10 where access has ended, a photo of what was accepted in time still goes, and nothing else', async () => {
		const name = await device(async (db) => {
			await acceptedWithPhoto(db);
			await endAccess(db);
		});
		serving(accepting);
		await sendFromWorker();
		expect(new Set(line.asked.map(({ path }) => path))).toEqual(new Set([`/api/blob/${sent.sha}`]));
		expect(await held(name)).toMatchObject({ states: [], photos: 0, state: { ended: true } });
		expect(leftOpen()).toEqual([]);
	});
});

describe('a session that has ended', () => {
	const withRows = async (db: LocalDb) => {
		await queueReport(db, [sent]);
		await db.rows.put({ s: 1, k: 'bulletin', id: 'b', v: 1, d: {} });
	};

	test('O12 expired: all stays, and the browser is told that something waits', async () => {
		const name = await device(withRows);
		serving(() => ({ session: 'expired' }));
		await expect(sendFromWorker()).rejects.toThrow('still waits');
		expect(await held(name)).toMatchObject({ states: ['sending'], photos: 1, rows: 1 });
		expect((await readCurrent()).database).toBe(name);
		expect(leftOpen()).toEqual([]);
	});

	test.each<[string, ExchangeOutcome]>([
		['A14 revoked', { session: 'revoked' }],
		["I17 another person's", { otherPerson: true }]
	])('%s: what can be read goes, what waits is sealed, once', async (_name, outcome) => {
		const name = await device(withRows);
		serving(() => outcome);
		await sendFromWorker();
		expect(await held(name)).toMatchObject({
			states: ['sending'],
			photos: 1,
			rows: 0,
			state: { sealed: true }
		});
		expect((await readCurrent()).database).toBeUndefined();
		expect(leftOpen()).toEqual([]);
		const questions = line.asked.length;
		await sendFromWorker();
		expect(line.asked).toHaveLength(questions);
	});

	test('A10 access ended: what waited was offered, and stays with the reason; the rest goes', async () => {
		const name = await device(withRows);
		serving(
			({ mutations = [] }) => ({
				session: 'accessEnded',
				l: mutations.at(-1)?.[0] ?? 0,
				n: mutations.map(([seq]) => [seq, { refused: 'accessEnded' }])
			}),
			status(404, ours)
		);
		await sendFromWorker();
		const after = await held(name);
		expect(after.items).toMatchObject([{ state: 'refused', refusal: { refused: 'accessEnded' } }]);
		expect(after).toMatchObject({ rows: 0, state: { ended: true } });
		expect((await readCurrent()).database).toBe(name);
		expect(leftOpen()).toEqual([]);
	});
});

describe('I15 while something still waits the browser is told to try again', () => {
	test('an item that the server can’t take yet, after four minutes', async () => {
		const name = await device();
		await patienceEnds(
			() => serving((request) => answerTo(request, { h: [1, 'unknown'] })),
			async () => (await held(name)).states[0] === 'held'
		);
		expect((await held(name)).items).toMatchObject([{ seq: 1, heldSince: expect.any(Number) }]);
		expect(leftOpen()).toEqual([]);
	});

	test('a line that says nothing, after four minutes', async () => {
		const name = await device();
		await patienceEnds(() => line.answerBy(() => undefined));
		expect((await held(name)).states).toEqual(['sending']);
		expect(leftOpen()).toEqual([]);
	});

	test('I16 a line that fails, after four minutes', async () => {
		const name = await device();
		await patienceEnds(() => line.answerBy(status(503, { 'retry-after': '600' })));
		expect((await held(name)).states).toEqual(['sending']);
		expect(leftOpen()).toEqual([]);
	});

	test('a photo that the server does not expect yet', async () => {
		const name = await device(acceptedWithPhoto);
		serving(accepting, status(404, ours));
		await expect(sendFromWorker()).rejects.toThrow('still waits');
		expect((await held(name)).photos).toBe(1);
		expect(leftOpen()).toEqual([]);
	});

	/** Lets four minutes pass once nothing more happens. */
	async function patienceEnds(
		prepare: () => void,
		isAtRest: () => boolean | Promise<boolean> = () => line.asked.length > 0
	): Promise<void> {
		prepare();
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		let isOver = false;
		const sending = sendFromWorker().finally(() => (isOver = true));
		const rejected = expect(sending).rejects.toThrow('still waits');
		while (!(await isAtRest())) await new Promise((resolve) => setImmediate(resolve));
		await vi.advanceTimersByTimeAsync(4 * 60_000 - 1);
		expect(isOver).toBe(false);
		await vi.advanceTimersByTimeAsync(1);
		await rejected;
	}
});
