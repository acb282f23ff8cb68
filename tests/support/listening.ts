import { inflateSync } from 'node:zlib';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';
import type { ExchangeRequest } from '$lib/domain/sync-wire';
import { readHeaders } from '$lib/domain/sync-wire';

// What answers a browser's `fetch`: our server, a proxy, a hotel's page, or nobody. Over real HTTP, since redirects,
// bodies that break off and what a status does to a body are the point.

export interface Asked {
	method: string;
	path: string;
	query: URLSearchParams;
	headers: Headers;
	body: Buffer;
}

export type Answers = (response: ServerResponse, asked: Asked) => void;

/** Makes `fetch` reach a server that answers as it is told; all that was asked is written down. */
export async function listen(answers: Answers) {
	const asked: Asked[] = [];
	const state = { answers };
	const server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		// One that goes away in the middle is no error of the test.
		request.on('error', () => undefined);
		request.on('end', () => {
			const { pathname: path, searchParams: query } = new URL(request.url ?? '', 'http://portal');
			const headers = new Headers(request.headers as Record<string, string>);
			asked.push({ method: request.method ?? '', path, query, headers, body: Buffer.concat(parts) });
			state.answers(response, asked.at(-1)!);
		});
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const { fetch } = globalThis;
	vi.stubGlobal('fetch', (url: string, init: RequestInit) => fetch(new URL(url, origin), init));
	return {
		asked,
		answerBy: (other: Answers) => void (state.answers = other),
		async close() {
			vi.unstubAllGlobals();
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		}
	};
}

export const status =
	(code: number, headers: Record<string, string> = {}, body = ''): Answers =>
	(response) =>
		void response.writeHead(code, headers).end(body);

/** What our server says to an exchange, a value or an error, as tRPC wraps it. */
export const says = (outcome: unknown): Answers =>
	status(200, { 'content-type': 'application/json' }, JSON.stringify({ result: { data: outcome } }));
export const fails = (code: number, name: string, headers: Record<string, string> = {}): Answers =>
	status(
		code,
		{ 'content-type': 'application/json', ...headers },
		JSON.stringify({ error: { message: name, code: -32603, data: { code: name, httpStatus: code } } })
	);

/** The request of an exchange, put together from its two parts. */
export function exchangeRequestOf({ headers, body }: Asked): ExchangeRequest {
	const plain = headers.has('content-encoding') ? inflateSync(body) : body;
	const parsed: object = plain.length > 0 ? JSON.parse(plain.toString()) : {};
	return { ...readHeaders(headers), ...parsed } as ExchangeRequest;
}
