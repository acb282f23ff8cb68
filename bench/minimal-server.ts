import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { brotliCompressSync } from 'node:zlib';
import { closeAll, listening } from './line';

/** A server with nothing to it: 204 on `/nothing`, and on `/row` what it was given, as small as brotli can. */
export interface MinimalServer {
	port: number;
	row: string;
	close(): Promise<void>;
}

export async function minimalServer(): Promise<MinimalServer> {
	const sockets = new Set<Socket>();
	const server = createServer((request, response) => {
		if (request.url === '/nothing') return void response.writeHead(204).end();
		const body = brotliCompressSync(minimal.row);
		response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'br' }).end(body);
	});
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
	});
	const minimal = { port: await listening(server), row: '', close: () => closeAll(server, sockets) };
	return minimal;
}
