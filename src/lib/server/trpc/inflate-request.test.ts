import { deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { maxExchangeBytes } from '$lib/domain/sync-wire';
import { inflateRequest } from './inflate-request';

const url = 'http://portal/api/trpc/sync.exchange';
const words = JSON.stringify({ mutations: [[1, 'x', 'reportDefect', 1, { description: 'Hana tiputtaa.' }]] });
const post = (body: BodyInit, headers: Record<string, string> = {}) =>
	inflateRequest(new Request(url, { method: 'POST', body, headers }));
const packed = (body: Uint8Array<ArrayBuffer>, encoding = 'deflate') =>
	post(body, { 'content-encoding': encoding });
const statusOf = async (answer: Promise<Request | Response>) => {
	const found = await answer;
	return found instanceof Response ? found.status : await found.text();
};

test('a packed request is as it was, with what its headers say', async () => {
	const found = await post(new Uint8Array(deflateSync(words)), {
		'content-encoding': 'deflate',
		'content-type': 'application/json',
		'x-last': '7'
	});
	if (found instanceof Response) throw new Error(`answered ${found.status}`);
	expect(Object.fromEntries(found.headers)).toEqual({
		'content-type': 'application/json',
		'content-length': String(words.length),
		'x-last': '7'
	});
	expect(found.method).toBe('POST');
	expect(await found.text()).toBe(words);
});

test('one that is not packed is left as it is', async () => {
	const request = new Request(url, { method: 'POST', body: words });
	expect(await inflateRequest(request)).toBe(request);
	expect(await statusOf(inflateRequest(new Request(url)))).toBe('');
});

test('another packing, a broken one and nothing at all are refused by their status', async () => {
	expect(await statusOf(packed(new Uint8Array(gzipSync(words)), 'gzip'))).toBe(415);
	expect(await statusOf(packed(new Uint8Array(deflateSync(words)), 'Deflate'))).toBe(words);
	expect(await statusOf(packed(new TextEncoder().encode(words)))).toBe(400);
	expect(await statusOf(packed(new Uint8Array(deflateSync(words)).slice(0, 20)))).toBe(400);
	expect(await statusOf(packed(new Uint8Array()))).toBe(400);
});

test('a bomb ends where it is larger than any request may be', async () => {
	const bomb = new Uint8Array(deflateSync(Buffer.alloc(400 * maxExchangeBytes)));
	expect(bomb.length).toBeLessThan(maxExchangeBytes);
	expect(await statusOf(packed(bomb))).toBe(413);
	const large = Buffer.alloc(maxExchangeBytes + 5000, 32).toString();
	expect(await statusOf(post(large, { 'content-length': String(large.length) }))).toBe(413);
});
