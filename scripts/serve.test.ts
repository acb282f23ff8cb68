import { createServer, type RequestListener } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { hidesClients } from './serve/client-address';
import { sendCompressed } from './serve/compression';
import { withoutNames } from './serve/request-log';
import { beforeHead } from './serve/response-head';
import { setSecurityHeaders } from './serve/security-headers';

const undo: (() => void)[] = [];
afterEach(() => undo.splice(0).forEach((step) => step()));

async function answer(listener: RequestListener, headers: Record<string, string> = {}, origin?: string) {
	const server = createServer((request, response) => {
		beforeHead(response, (sendHead) => {
			setSecurityHeaders(response, origin);
			sendCompressed(request, response, sendHead);
		});
		void listener(request, response);
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	undo.push(() => server.close());
	const { port } = server.address() as { port: number };
	return fetch(`http://127.0.0.1:${port}/`, { headers: { 'accept-encoding': 'br', ...headers } });
}

const long = 'Basement laundry room. '.repeat(100);

test('a long text arrives compressed and whole, however it was written', async () => {
	const ways: RequestListener[] = [
		(_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(long),
		(_, response) => {
			response.setHeader('content-type', 'text/html');
			response.write(long.slice(0, 50));
			response.write(long.slice(50));
			response.end();
		},
		(_, response) => {
			response.setHeader('content-type', 'text/html');
			response.end(long);
		}
	];
	for (const way of ways) {
		const response = await answer(way);
		expect(response.headers.get('content-encoding')).toBe('br');
		expect(response.headers.get('vary')).toBe('accept-encoding');
		expect(await response.text()).toBe(long);
	}
});

test('a short answer, events, and what is compressed already go out as they are', async () => {
	const short = await answer((_, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		response.write('{"a"');
		response.end(':1}');
	});
	expect(short.headers.get('content-encoding')).toBeNull();
	expect(short.headers.get('content-length')).toBe('7');
	expect(await short.json()).toEqual({ a: 1 });
	const events = await answer((_, response) =>
		response.writeHead(200, { 'content-type': 'text/event-stream' }).end(long)
	);
	expect(events.headers.get('content-encoding')).toBeNull();
	const refused = await answer(
		(_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(long),
		{
			'accept-encoding': 'br;q=0, identity'
		}
	);
	expect(refused.headers.get('content-encoding')).toBeNull();
});

test('the beginning of a slow answer does not wait for its end', async () => {
	const finish = Promise.withResolvers<void>();
	const response = await answer(async (_, response) => {
		response.writeHead(200, { 'content-type': 'text/html' });
		response.write('first');
		await finish.promise;
		response.end('last');
	});
	const reader = response.body!.getReader();
	const { value } = await reader.read();
	expect(new TextDecoder().decode(value)).toBe('first');
	finish.resolve();
	expect(new TextDecoder().decode((await reader.read()).value)).toBe('last');
});

test('a body of many pieces is not lost under back-pressure', async () => {
	const piece = Buffer.from(Array.from({ length: 65_536 }, (_, i) => 32 + ((i * 7919) % 90)));
	const response = await answer(async (_, response) => {
		response.writeHead(200, { 'content-type': 'text/plain' });
		for (let i = 0; i < 50; i++)
			if (!response.write(piece)) await new Promise((drained) => response.once('drain', drained));
		response.end();
	});
	expect((await response.arrayBuffer()).byteLength).toBe(50 * piece.length);
});

test('every answer has the security headers, and a policy for its kind', async () => {
	const text = await answer((_, response) => response.writeHead(404).end());
	expect(text.headers.get('x-content-type-options')).toBe('nosniff');
	expect(text.headers.get('content-security-policy')).toContain("default-src 'none'");
	expect(text.headers.get('strict-transport-security')).toBeNull();
	const page = await answer((_, response) =>
		response
			.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': "script-src 'self'" })
			.end()
	);
	expect(page.headers.get('content-security-policy')).toBe("script-src 'self'");
	const secure = await answer((_, response) => response.writeHead(200).end(), {}, 'https://kellari.example');
	expect(secure.headers.get('strict-transport-security')).toContain('max-age');
});

test('the log names no one', () => {
	expect(withoutNames('/defect-reports/6f9619ff-8b86-d011-b42d-00c04fc964ff')).toBe('/defect-reports/:id');
	expect(withoutNames('/reset/k%C3%A4')).toBe('/reset/:id');
	expect(withoutNames('/staff/queue')).toBe('/staff/queue');
});

test.each([
	[{ ORIGIN: 'https://portal.example.fi' }, true],
	[{ ORIGIN: 'https://portal.example.fi', ADDRESS_HEADER: '' }, true],
	[{ ORIGIN: 'https://portal.example.fi', ADDRESS_HEADER: 'X-Forwarded-For' }, false],
	[{ ORIGIN: 'http://localhost:3000' }, false],
	[{}, false]
])('A15 with %j everybody would count as one client: %s', (settings, hides) => {
	expect(hidesClients(settings as NodeJS.ProcessEnv)).toBe(hides);
});
