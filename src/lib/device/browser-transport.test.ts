import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { packAnswer } from '$lib/domain/sync-packing';
import type { ExchangeAnswer, ExchangeRequest } from '$lib/domain/sync-wire';
import {
	aino,
	answerTo,
	newDevice,
	photo,
	queueLanguage,
	queueReport,
	quietHost,
	requestOf,
	waitingFor
} from '../../../tests/support/device';
import {
	exchangeRequestOf,
	fails,
	listen,
	says,
	status,
	type Answers,
	type Asked
} from '../../../tests/support/listening';
import { applyAnswer } from './apply-answer';
import { browserTransport } from './browser-transport';
import { Engine } from './engine';
import { takeForSending } from './outbox';
import { PhotoUploads } from './photo-upload';
import { LineError } from './transport';

const client = '0b8b7b5e-6a55-4a6c-8f1e-000000000001';
const request: ExchangeRequest = {
	person: aino,
	client,
	last: 3,
	cookie: 'AQEB-_',
	mutations: [[4, aino, 'chooseLanguage', 1, { id: aino, language: 'sv' }]]
};
const sent = photo(1);
const key = { sha: sent.sha, principalId: aino, size: sent.size };
const page = '<!doctype html><title>Hotel</title><p>Hyväksy ehdot';
const ours = { 'x-kellari': '1' };

let line: Awaited<ReturnType<typeof listen>>;
beforeEach(async () => void (line = await listen(status(500))));
afterEach(() => line.close());

const never = new AbortController().signal;
const calls = {
	idle: (signal: AbortSignal = never) => browserTransport().idle('AQEB-_', signal),
	exchange: (signal: AbortSignal = never) => browserTransport().exchange(request, signal),
	findUpload: (signal: AbortSignal = never) => browserTransport().findUpload(key, signal),
	sendPiece: (signal: AbortSignal = never) =>
		browserTransport().sendPiece(key, 100, new ArrayBuffer(200), signal)
};
type Call = keyof typeof calls;

/** What a call ends with: the error's kind and what it asks for, or the value. */
async function outcome(call: Call, answers: Answers): Promise<unknown> {
	line.answerBy(answers);
	return calls[call]().catch((error: unknown) => {
		if (!(error instanceof LineError)) return { notOfTheLine: error };
		return { line: true, tooLarge: error.tooLarge, retryAfterMs: error.retryAfterMs };
	});
}
const failed = (more: { tooLarge?: boolean; retryAfterMs?: number } = {}) => ({
	line: true,
	tooLarge: false,
	retryAfterMs: undefined,
	...more
});

/** Comes from something on the way, or from our server in need: never its word about what was sent. */
const noWords: [string, Answers][] = [
	['204', status(204)],
	['200 and nothing', status(200)],
	["200 and a hotel's page", status(200, { 'content-type': 'text/html' }, page)],
	['200 and broken JSON', status(200, { 'content-type': 'application/json' }, '{"result":{"da')],
	['200 and JSON of a stranger', status(200, { 'content-type': 'application/json' }, '{"ok":true}')],
	['200 and a list', status(200, { 'content-type': 'application/json' }, '[]')],
	['302 to a page', redirectTo('/login')],
	['307 to a page', redirectTo('/login', 307)],
	['400', status(400)],
	['401', status(401)],
	['403', status(403)],
	['404', status(404, {}, page)],
	['409', status(409)],
	['410', status(410)],
	['413', status(413, {}, page)],
	['422', status(422)],
	['429 with Retry-After', status(429, { 'retry-after': '7' })],
	['500', status(500)],
	['502', status(502, {}, page)],
	['503 with Retry-After', status(503, { 'retry-after': '90' }, page)],
	['504', status(504)],
	['a tRPC error 401', fails(401, 'UNAUTHORIZED')],
	['a tRPC error 400', fails(400, 'BAD_REQUEST')],
	['a tRPC error 413', fails(413, 'PAYLOAD_TOO_LARGE')],
	['a tRPC error 429', fails(429, 'TOO_MANY_REQUESTS', { 'retry-after': '7' })],
	['a tRPC error 500', fails(500, 'INTERNAL_SERVER_ERROR')],
	['a tRPC error with 200', fails(200, 'INTERNAL_SERVER_ERROR')],
	['no answer', (response) => void response.socket?.destroy()],
	['a body that breaks off', breakOff]
];

function redirectTo(location: string, code = 302): Answers {
	return (response, { path }) =>
		path === location
			? status(200, ours, page)(response, {} as Asked)
			: void response.writeHead(code, { location }).end();
}

function breakOff(response: Parameters<Answers>[0]): void {
	response.writeHead(200, { 'content-type': 'application/json', 'content-length': 500 });
	response.write('{"result":{"data":{"k":"', () => response.socket?.destroy());
}

const tooLarge = new Set(['413', 'a tRPC error 413']);
const retryAfterMs: Record<string, number> = {
	'429 with Retry-After': 7000,
	'a tRPC error 429': 7000,
	'503 with Retry-After': 90_000
};
const askedFor = (name: string) => ({
	...(tooLarge.has(name) ? { tooLarge: true } : {}),
	...(name in retryAfterMs ? { retryAfterMs: retryAfterMs[name] } : {})
});

describe('I16 what is no word of our server is the line', () => {
	test.each(noWords)('%s: an exchange settles nothing', async (name, answers) => {
		expect(await outcome('exchange', answers)).toEqual(failed(askedFor(name)));
	});

	test.each(noWords)(
		'%s: of a photo nothing is taken as received, refused or unwanted',
		async (_name, answers) => {
			for (const call of ['findUpload', 'sendPiece'] as const)
				expect(await outcome(call, answers)).toMatchObject({ line: true });
		}
	);

	test.each([
		['null', null],
		['a word', 'sign in'],
		['a number', 1],
		['a packed answer that can’t be unpacked', { k: 'abc', c: 'cookie 1', q: [[1, 0, 0, ['profile', 2]], 7] }]
	])('an answer that is %s settles nothing', async (_name, words) => {
		expect(await outcome('exchange', says(words))).toEqual(failed());
	});

	test.each<[string, () => Promise<Response>]>([
		['a fetch that throws', () => Promise.reject(new TypeError('Failed to fetch'))],
		['a fetch that was aborted', () => Promise.reject(new DOMException('', 'AbortError'))],
		['a fetch that took too long', () => Promise.reject(new DOMException('', 'TimeoutError'))],
		[
			'a body that can’t be read',
			async () =>
				new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError('network')) }))
		]
	])('%s', async (name, fetching) => {
		vi.stubGlobal('fetch', fetching);
		for (const call of Object.keys(calls) as Call[]) {
			// Of the others the body is not read.
			if (name.startsWith('a body') && call === 'idle') continue;
			await expect(calls[call](), call).rejects.toBeInstanceOf(LineError);
		}
	});
});

describe('I16 the idle question', () => {
	test.each<[string, Answers, unknown]>([
		['204', status(204), 'none'],
		['200', status(200), 'some'],
		['401, of which the exchange tells more', status(401), 'some'],
		["a hotel's page, which the exchange finds out", status(200, {}, page), 'some'],
		['a redirect', redirectTo('/login'), failed()],
		['403', status(403), failed()],
		['404', status(404), failed()],
		['413', status(413), failed({ tooLarge: true })],
		['429 with Retry-After', status(429, { 'retry-after': '7' }), failed({ retryAfterMs: 7000 })],
		['500', status(500), failed()],
		['502', status(502, {}, page), failed()],
		['503 with Retry-After', status(503, { 'retry-after': '90' }), failed({ retryAfterMs: 90_000 })],
		['no answer', (response) => void response.socket?.destroy(), failed()]
	])('%s', async (_name, answers, expected) => {
		expect(await outcome('idle', answers)).toEqual(expected);
	});

	test('carries the cursor, past the HTTP cache', async () => {
		await outcome('idle', status(204));
		const [{ method, path, headers } = {} as Asked] = line.asked;
		expect([method, path, headers.get('x-cursor')]).toEqual(['GET', '/api/sync', 'AQEB-_']);
		expect(headers.get('cache-control')).toBe('no-cache');
	});
});

describe('I16 Retry-After', () => {
	test.each<[string, number | undefined]>([
		['1', 1000],
		['0', undefined],
		['-5', undefined],
		['soon', undefined],
		// The device's clock decides nothing.
		['Wed, 11 Mar 2026 10:00:00 GMT', undefined]
	])('%s', async (value, expected) => {
		const answers = status(503, { ...ours, 'retry-after': value });
		for (const call of Object.keys(calls) as Call[])
			expect(await outcome(call, answers), call).toEqual(failed({ retryAfterMs: expected }));
	});
});

describe('I16 about a photo our server, which names itself, says', () => {
	const states: [string, Answers, unknown][] = [
		['200', status(200, ours), { state: 'complete' }],
		['202', status(202, { ...ours, 'upload-offset': '120' }), { state: 'partial', received: 120 }],
		['202 of none yet', status(202, ours), { state: 'partial', received: 0 }],
		[
			'202 of more than there is',
			status(202, { ...ours, 'upload-offset': '9999' }),
			{ state: 'partial', received: sent.size }
		],
		['409', status(409, { ...ours, 'upload-offset': '80' }), { state: 'partial', received: 80 }],
		['415', status(415, ours), { state: 'rejected' }],
		['422', status(422, { ...ours, 'upload-offset': '0' }), { state: 'startOver' }],
		['401', status(401, ours), { state: 'noSession' }],
		['404', status(404, ours), { state: 'notExpected' }],
		['204', status(204, ours), failed()],
		['400', status(400, ours), failed()],
		['403', status(403, ours), failed()],
		['413', status(413, ours), failed({ tooLarge: true })],
		['429', status(429, { ...ours, 'retry-after': '7' }), failed({ retryAfterMs: 7000 })],
		['500', status(500, ours), failed()],
		['503', status(503, { ...ours, 'retry-after': '90' }), failed({ retryAfterMs: 90_000 })]
	];

	test.each(states)('%s', async (_name, answers, expected) => {
		expect(await outcome('findUpload', answers)).toEqual(expected);
		expect(await outcome('sendPiece', answers)).toEqual(expected);
	});

	test('when it is asked by hash and principal, and sent the bytes from an offset on', async () => {
		line.answerBy(status(202, { ...ours, 'upload-offset': '100' }));
		await browserTransport().findUpload(key, never);
		const piece = new Uint8Array([1, 2, 3]).buffer;
		await browserTransport().sendPiece(key, 100, piece, never);
		const [head, put] = line.asked;
		expect(head).toMatchObject({ method: 'HEAD', path: `/api/blob/${sent.sha}` });
		expect(head!.query.get('p')).toBe(aino);
		expect(put).toMatchObject({ method: 'PUT', path: `/api/blob/${sent.sha}`, body: Buffer.from(piece) });
		expect(Object.fromEntries(put!.query)).toEqual({ p: aino, o: '100', n: String(sent.size) });
		expect(put!.headers.get('content-type')).toBe('application/octet-stream');
	});
});

describe('an exchange', () => {
	test('goes whole, and its answer is unpacked', async () => {
		const d = { language: 'sv', phone: '', email: '' };
		const answer: ExchangeAnswer = answerTo(request, {
			l: 4,
			s: [{ i: 1, r: [['profile', aino, 7, d]], d: [1, 7] }]
		});
		line.answerBy(says(packAnswer(answer, request.mutations)));
		expect(await calls.exchange()).toEqual(answer);
		const { packing, ...asked } = exchangeRequestOf(line.asked[0]!);
		expect(asked).toEqual(request);
		expect(packing).toBeTruthy();
	});

	describe('that carries something', () => {
		const carrying: ExchangeRequest = {
			...request,
			mutations: [4, 5, 6].map((seq) => [seq, aino, 'chooseLanguage', 1, { id: aino, language: 'sv' }])
		};
		const exchanges = (transport = browserTransport()) =>
			transport.exchange(carrying, never).catch((error: unknown) => error);

		test('goes packed, in fewer bytes', async () => {
			line.answerBy(says(answerTo(request)));
			await exchanges();
			const [asked] = line.asked;
			expect(asked!.headers.get('content-encoding')).toBe('deflate');
			expect(asked!.body.length).toBeLessThan(JSON.stringify(carrying.mutations).length / 2);
			expect(asked!.headers.get('content-type')).toBe('application/json');
			expect(exchangeRequestOf(asked!)).toMatchObject(carrying);
		});

		test('goes as it is where it is too short to gain anything', async () => {
			line.answerBy(says(answerTo(request)));
			await calls.exchange();
			expect(line.asked[0]!.headers.has('content-encoding')).toBe(false);
		});

		test('goes as it is where the browser packs nothing', async () => {
			vi.stubGlobal('CompressionStream', undefined);
			delete (globalThis as { CompressionStream?: unknown }).CompressionStream;
			await exchanges();
			expect(line.asked[0]!.headers.has('content-encoding')).toBe(false);
			expect(exchangeRequestOf(line.asked[0]!).mutations).toEqual(carrying.mutations);
		});

		test.each([400, 403, 415, 502])(
			'goes as it is the next time where something answers %i',
			async (code) => {
				const transport = browserTransport();
				line.answerBy(status(code));
				expect(await exchanges(transport)).toBeInstanceOf(LineError);
				line.answerBy(says(answerTo(request, { l: 6 })));
				expect(await exchanges(transport)).toMatchObject({ l: 6 });
				expect(line.asked.map(({ headers }) => headers.get('content-encoding'))).toEqual(['deflate', null]);
			}
		);
	});

	test.each([{ session: 'expired' }, { newClient: true }, { otherPerson: true }])(
		'answered by %o is told as it is',
		async (words) => expect(await outcome('exchange', says(words))).toEqual(words)
	);
});

describe('a request that nobody answers', () => {
	beforeEach(() => line.answerBy(() => undefined));

	test.each(Object.keys(calls) as Call[])('is broken off by whoever asked: %s', async (call) => {
		const asking = new AbortController();
		const asked = calls[call](asking.signal);
		await vi.waitFor(() => expect(line.asked).toHaveLength(1));
		asking.abort();
		await expect(asked).rejects.toBeInstanceOf(LineError);
	});

	test.each(Object.keys(calls) as Call[])('ends when no patience is left: %s', async (call) => {
		const patience = new AbortController();
		const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(patience.signal);
		const asked = calls[call]();
		await vi.waitFor(() => expect(line.asked).toHaveLength(1));
		patience.abort(new DOMException('', 'TimeoutError'));
		await expect(asked).rejects.toBeInstanceOf(LineError);
		timeout.mockRestore();
	});

	test('whose answer stops in the middle settles nothing', async () => {
		line.answerBy((response) => void response.writeHead(200).write('{"result":{"data":{"k":"'));
		const asking = new AbortController();
		const asked = calls.exchange(asking.signal);
		await vi.waitFor(() => expect(line.asked).toHaveLength(1));
		asking.abort();
		await expect(asked).rejects.toBeInstanceOf(LineError);
	});

	test('is given the longer the more it carries', async () => {
		const timeout = vi.spyOn(AbortSignal, 'timeout');
		line.answerBy(status(202, ours));
		await calls.findUpload();
		await browserTransport().sendPiece(key, 0, new ArrayBuffer(262_144), never);
		const [question = 0, piece = 0] = timeout.mock.calls.map(([ms]) => ms);
		expect(question).toBe(45_000);
		// A line of 500 bytes a second still passes it.
		expect(piece).toBeGreaterThanOrEqual(question + (262_144 / 500) * 1000);
		timeout.mockRestore();
	});
});

describe('I16 whatever the line says', () => {
	test.each(noWords)(
		'%s: the item waits with its number, and arrives the next time',
		async (_name, answers) => {
			const db = await newDevice();
			const id = await queueLanguage(db, 'sv');
			const { host } = quietHost();
			let kept: unknown;
			let arrived: unknown;
			const accepts: Answers = (response, asked) => {
				const exchanged = exchangeRequestOf(asked);
				arrived = exchanged.mutations;
				says(answerTo(exchanged, { l: 1 }))(response, asked);
			};
			line.answerBy(answers);
			const sleep = async () => {
				kept ??= await db.outbox.get(id);
				line.answerBy(accepts);
			};
			// What is too large is sent anew at once, and one item alone can be no smaller.
			await new Engine(db, browserTransport(), { ...host, sleep }).trigger('eager');
			expect(kept).toMatchObject({ id, seq: 1, state: 'sending' });
			expect(arrived).toEqual([[1, aino, 'chooseLanguage', 1, { id: aino, language: 'sv' }]]);
			expect(await db.outbox.count()).toBe(0);
		}
	);

	test.each(noWords)('%s: the photo waits, and arrives the next time', async (_name, answers) => {
		for (const failing of ['HEAD', 'PUT']) {
			const db = await newDevice();
			await queueReport(db, [sent]);
			const { mutations } = await takeForSending(db);
			const accepted = await requestOf(db, { mutations });
			const answer = answerTo(accepted, { l: 1, s: waitingFor([sent]) });
			await applyAnswer(db, accepted, answer, answer.k, 0);
			let received = Buffer.alloc(0);
			const takes: Answers = (response, asked) => {
				received = Buffer.concat([received, asked.body]);
				const isWhole = received.length === sent.size;
				status(isWhole ? 200 : 202, { ...ours, 'upload-offset': String(received.length) })(response, asked);
			};
			const waited: number[] = [];
			const { host } = quietHost();
			const sleep = async () => {
				waited.push(await db.blobs.count());
				line.answerBy(takes);
			};
			line.answerBy((response, asked) => (asked.method === failing ? answers : takes)(response, asked));
			const uploads = new PhotoUploads(db, browserTransport(), { ...host, sleep }, never);
			uploads.start();
			await uploads.settled();
			expect(waited[0], failing).toBe(1);
			expect([...received], failing).toEqual([...new Uint8Array(sent.bytes)]);
			expect(await db.blobs.count()).toBe(0);
		}
	});
});
