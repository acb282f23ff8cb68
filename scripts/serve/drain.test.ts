import { createServer, type RequestListener } from 'node:http';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { drainer } from './drain';

async function serve(listener: RequestListener) {
	const server = createServer({ keepAliveTimeout: 65_000 }, listener);
	const drain = drainer(server);
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as { port: number };
	return { drain, port };
}

async function open(port: number): Promise<Socket> {
	const socket = connect(port, '127.0.0.1');
	await new Promise<void>((connected) => socket.once('connect', connected));
	return socket;
}

const asked = 'GET / HTTP/1.1\r\nhost: localhost\r\n\r\n';
const firstBytes = (socket: Socket) => new Promise<Buffer>((told) => socket.once('data', told));

test('a server ends at once though browsers keep connections open that nothing goes over', async () => {
	const { drain, port } = await serve((_, response) => void response.end('done'));
	// One opened ahead, one kept after an answer.
	await open(port);
	const kept = await open(port);
	kept.write(asked);
	await firstBytes(kept);
	const began = performance.now();
	await drain(60_000);
	expect(performance.now() - began).toBeLessThan(30_000);
});

test('an answer that has begun is finished, and its connection is not kept for another', async () => {
	let finish = () => {};
	const { drain, port } = await serve((_, response) => {
		response.write('first');
		finish = () => void response.end('last');
	});
	const socket = await open(port);
	let heard = '';
	socket.on('data', (bytes: Buffer) => (heard += bytes.toString()));
	socket.write(asked);
	await firstBytes(socket);
	const began = performance.now();
	const drained = drain(60_000);
	finish();
	await drained;
	expect(heard).toContain('last');
	expect(performance.now() - began).toBeLessThan(30_000);
});

test('an answer that does not end is cut off after the time that it is given', async () => {
	const { drain, port } = await serve((_, response) => void response.write('first'));
	const socket = await open(port);
	socket.on('error', () => undefined);
	socket.write(asked);
	await firstBytes(socket);
	await drain(200);
	await new Promise<void>((closed) => (socket.destroyed ? closed() : socket.once('close', () => closed())));
});
