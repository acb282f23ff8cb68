import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Watches a server's connections, so that it can end soon. What is returned closes it: what has begun is finished, at
 * most for so long, and what only stays open is closed.
 */
export function drainer(server: Server): (limitMs: number) => Promise<void> {
	const silent = new Set<Socket>();
	server.on('connection', (socket: Socket) => {
		silent.add(socket);
		socket.once('close', () => silent.delete(socket));
	});
	server.on('request', ({ socket }) => void silent.delete(socket));
	return async (limitMs) => {
		const closed = new Promise((done) => server.close(done));
		// Browsers open a connection ahead, and Node would wait for its first request.
		for (const socket of silent) socket.destroy();
		// One whose answer ends from now on would be kept for the next request.
		const sweep = setInterval(() => server.closeIdleConnections(), 50);
		const limit = setTimeout(() => server.closeAllConnections(), limitMs);
		await closed;
		clearInterval(sweep);
		clearTimeout(limit);
	};
}
