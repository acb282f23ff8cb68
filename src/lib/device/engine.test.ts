import { describe, expect, test } from 'vitest';
import type { ExchangeOutcome, ExchangeRequest } from '$lib/domain/sync-wire';
import {
	aino,
	answerTo,
	line,
	newDevice,
	queueLanguage,
	quietHost,
	waitingFor,
	photo,
	queueReport
} from '../../../tests/support/device';
import { Engine } from './engine';
import type { LocalDb } from './local-db';
import { LineError, type Transport } from './transport';

/** A server in a few lines: keeps what it has been given once. */
function server(db: LocalDb) {
	const taken: [string, number, string][] = [];
	const requests: ExchangeRequest[] = [];
	const last = new Map<string, number>();
	let cookies = 0;
	const transport = line({
		exchange: async (request) => {
			requests.push(request);
			for (const [seq, , , , args] of request.mutations ?? []) {
				if (seq !== (last.get(request.client) ?? 0) + 1) continue;
				last.set(request.client, seq);
				taken.push([request.client, seq, (args as { language?: string }).language ?? 'report']);
			}
			const l = last.get(request.client) ?? 0;
			return answerTo(request, { c: `cookie ${++cookies}`, ...(l === request.last ? {} : { l }) });
		}
	});
	return { transport, taken, requests, db };
}

/** Fails as told, once for each failure, and goes on as the other. */
function failing(transport: Transport, failures: (() => Promise<ExchangeOutcome>)[]): Transport {
	return { ...transport, exchange: (...args) => failures.shift()?.() ?? transport.exchange(...args) };
}

const status =
	(code: number, more: ConstructorParameters<typeof LineError>[1] = {}) =>
	() =>
		Promise.reject(new LineError(`status ${code}`, more));
const says = (words: unknown) => () => Promise.resolve(words as ExchangeOutcome);

describe('I16 no status and no word of a stranger changes the queue', () => {
	test.each<[string, () => Promise<ExchangeOutcome>]>([
		['400', status(400)],
		['401', status(401)],
		['403', status(403)],
		['404', status(404)],
		['409', status(409)],
		['410', status(410)],
		['422', status(422)],
		['429', status(429, { retryAfterMs: 7000 })],
		['500', status(500)],
		['503', status(503)],
		['no answer', () => Promise.reject(new LineError('no answer'))],
		["a hotel's page", says('<html>')],
		['an empty answer', says({})],
		['an answer without a cookie', says({ k: 'abc' })],
		['nothing', says(null)]
	])('%s: the item waits with its number, and arrives the next time', async (_name, failure) => {
		const db = await newDevice();
		const { transport, taken } = server(db);
		const id = await queueLanguage(db, 'sv');
		let kept: unknown;
		const watched: Transport = {
			...failing(transport, [failure]),
			idle: transport.idle
		};
		const { host, pauses } = quietHost();
		const engine = new Engine(db, watched, {
			...host,
			sleep: async (ms) => {
				kept ??= await db.outbox.get(id);
				pauses.push(ms);
			}
		});
		await engine.trigger('eager');
		expect(kept).toMatchObject({ id, seq: 1, state: 'sending' });
		expect(pauses.length).toBeGreaterThan(0);
		expect(taken.map(([, , language]) => language)).toEqual(['sv']);
		expect(await db.outbox.count()).toBe(0);
	});

	test('413: half as much at once, down to one', async () => {
		const db = await newDevice();
		for (let n = 0; n < 8; n++) await queueLanguage(db, `${n}`);
		const { transport, taken } = server(db);
		const sizes: number[] = [];
		const narrow: Transport = {
			...transport,
			exchange: (request, signal) => {
				sizes.push(request.mutations?.length ?? 0);
				if (sizes.at(-1)! > 2) throw new LineError('status 413', { tooLarge: true });
				return transport.exchange(request, signal);
			}
		};
		const { host } = quietHost();
		await new Engine(db, narrow, host).trigger('eager');
		expect(taken).toHaveLength(8);
		expect(sizes[0]).toBe(8);
		expect(Math.min(...sizes.filter((size) => size > 0))).toBeLessThanOrEqual(2);
	});

	test('Retry-After is honoured', async () => {
		const db = await newDevice();
		await queueLanguage(db, 'sv');
		const { host, pauses } = quietHost();
		await new Engine(
			db,
			failing(server(db).transport, [status(429, { retryAfterMs: 90_000 })]),
			host
		).trigger('eager');
		expect(pauses).toEqual([90_000]);
	});
});

test('a line that stays away is asked ever more seldom, at most every five minutes', async () => {
	const db = await newDevice();
	await queueLanguage(db, 'sv');
	const { host, pauses } = quietHost();
	await new Engine(
		db,
		failing(
			server(db).transport,
			Array.from({ length: 12 }, () => status(503))
		),
		host
	).trigger('eager');
	expect(pauses.slice(0, 4)).toEqual([1000, 2000, 4000, 8000]);
	expect(Math.max(...pauses)).toBe(300_000);
});

test("an item that the server can't take yet is offered ever more seldom, and photos of accepted reports go on", async () => {
	const db = await newDevice();
	await queueLanguage(db, 'sv');
	const waiting = photo(1);
	await db.blobs.put({ ...waiting, attachmentId: waiting.id, principalId: aino, sent: 0 });
	const { host, pauses } = quietHost();
	let held = 0;
	let asked = 0;
	const engine: Engine = new Engine(
		db,
		line({
			exchange: async (request) => {
				if (++held > 6) void engine.stop();
				return answerTo(request, { h: [1, 'unknown'], ...(held === 1 ? { s: waitingFor([waiting]) } : {}) });
			},
			findUpload: async () => {
				asked++;
				return { state: 'complete' };
			}
		}),
		host
	);
	await engine.trigger('eager');
	await engine.photosSettled();
	expect(pauses.slice(0, 5)).toEqual([1000, 2000, 4000, 8000, 16_000]);
	expect(asked).toBeGreaterThan(0);
	expect((await db.outbox.getAll())[0]).toMatchObject({ state: 'held', seq: 1 });
});

test("I17 another person's session is told to the page; nothing is sent again, nothing changed", async () => {
	const said: ((request: ExchangeRequest) => ExchangeOutcome)[] = [
		() => ({ otherPerson: true }),
		(request) => answerTo(request, {}, 'somebody else')
	];
	for (const outcome of said) {
		const db = await newDevice();
		await queueLanguage(db, 'sv');
		const { host, events } = quietHost();
		let requests = 0;
		const transport = line({
			exchange: async (request) => {
				requests++;
				expect(request.person).toBe(aino);
				return outcome(request);
			}
		});
		await new Engine(db, transport, host).trigger('eager');
		expect(requests).toBe(1);
		expect(events.some(({ is }) => is === 'otherPerson')).toBe(true);
		expect(await db.outbox.count()).toBe(1);
	}
});

describe('I28 two engines of one device, with locks that always grant', () => {
	test('send each item once', async () => {
		const db = await newDevice();
		for (let n = 0; n < 20; n++) await queueLanguage(db, `${n}`);
		const { transport, taken } = server(db);
		const { host } = quietHost();
		const engines = [new Engine(db, transport, host), new Engine(db, transport, host)];
		await Promise.all(engines.map((engine) => engine.trigger('eager')));
		expect(taken.map(([, seq]) => seq)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
		expect(await db.outbox.count()).toBe(0);
	});
});

describe('I21 a server that does not know this client', () => {
	test('gets everything under a new id, once', async () => {
		const db = await newDevice();
		for (const language of ['sv', 'en']) await queueLanguage(db, language);
		const { transport, taken } = server(db);
		await new Engine(db, failing(transport, [says({ newClient: true })]), quietHost().host).trigger('eager');
		expect(taken.map(([, seq, language]) => [seq, language])).toEqual([
			[1, 'sv'],
			[2, 'en']
		]);
	});

	test('and never does: the loop ends as for a line that is down', async () => {
		const db = await newDevice();
		const { host, pauses } = quietHost();
		let told = 0;
		const engine: Engine = new Engine(
			db,
			line({ exchange: async () => (++told > 600 && void engine.stop(), { newClient: true as const }) }),
			host
		);
		await engine.trigger('eager');
		expect(pauses.length).toBe(1);
	});
});

describe('when a session has ended', () => {
	test('O8 O12 expired: what waits stays, what is there stays', async () => {
		const db = await newDevice();
		await queueLanguage(db, 'sv');
		const { host, events } = quietHost();
		await new Engine(db, line({ exchange: async () => ({ session: 'expired' }) }), host).trigger('eager');
		expect(events).toContainEqual({ is: 'sessionEnded', why: 'expired' });
		expect(await db.outbox.count()).toBe(1);
	});

	test('A10 access ended: all that waits is offered, however many exchanges it takes', async () => {
		const db = await newDevice();
		for (let n = 0; n < 120; n++) await queueLanguage(db, `${n}`);
		const { host, events } = quietHost();
		const ended = line({
			exchange: async ({ mutations = [] }) => ({
				session: 'accessEnded',
				l: mutations.at(-1)?.[0] ?? 0,
				n: mutations.map(([seq]) => [seq, { refused: 'accessEnded' }])
			})
		});
		await new Engine(db, ended, host).trigger('eager');
		expect(events.filter(({ is }) => is === 'sessionEnded')).toHaveLength(1);
		expect((await db.outbox.getAll()).filter(({ state }) => state === 'refused')).toHaveLength(120);
	});

	test('a device that was sealed or ended asks for nothing', async () => {
		const db = await newDevice();
		await db.meta.update('sync', { sealed: true });
		let asked = 0;
		await new Engine(
			db,
			line({ exchange: async (request) => (asked++, answerTo(request)) }),
			quietHost().host
		).trigger('eager');
		expect(asked).toBe(0);
	});
});

test('I6 pages are fetched until there are no more', async () => {
	const db = await newDevice();
	let pages = 0;
	const paged = line({
		exchange: async (request) =>
			answerTo(request, {
				...(++pages < 5 ? { m: 1 as const } : {}),
				s: [{ i: 1, p: [aino], r: [['bulletin', `b${pages}`, pages, {}]] }]
			})
	});
	await new Engine(db, paged, quietHost().host).trigger('eager');
	expect(await db.rows.count()).toBe(5);
	expect((await db.sync()).partial).toBeUndefined();
});

test('what is queued while an exchange is under way goes with the next', async () => {
	const db = await newDevice();
	const { transport, taken } = server(db);
	let late: Promise<string> | undefined;
	const slow: Transport = {
		...transport,
		exchange: async (request, signal) => {
			late ??= queueReport(db);
			await late;
			return transport.exchange(request, signal);
		}
	};
	await queueLanguage(db, 'sv');
	await new Engine(db, slow, quietHost().host).trigger('eager');
	expect(taken.map(([, , what]) => what)).toEqual(['sv', 'report']);
});
