import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A line between two ports of this machine, on which every byte is counted. */
export interface Line {
	port: number;
	/** Bytes that have come through, from whoever connects and to them. */
	sent: number;
	received: number;
	close(): Promise<void>;
}

/** A line as fast as this machine. */
export async function countedLine(to: number): Promise<Line> {
	const sockets = new Set<Socket>();
	const line: Line = { port: 0, sent: 0, received: 0, close: () => closeAll(server, sockets) };
	const server = createServer({ noDelay: true }, (near) => {
		const far = connect({ port: to, host: '127.0.0.1', noDelay: true });
		for (const socket of [near, far]) {
			sockets.add(socket);
			socket.on('error', () => undefined);
			socket.on('close', () => sockets.delete(socket));
		}
		near.on('data', (bytes) => (line.sent += bytes.length));
		far.on('data', (bytes) => (line.received += bytes.length));
		near.pipe(far).pipe(near);
	});
	line.port = await listening(server);
	return line;
}

export async function listening(server: Server): Promise<number> {
	await new Promise<void>((ready, fail) => {
		server.once('error', fail);
		server.listen(0, '127.0.0.1', ready);
	});
	return (server.address() as AddressInfo).port;
}

export async function closeAll(server: Server, sockets: Iterable<Socket>): Promise<void> {
	const closed = new Promise((done) => server.close(done));
	for (const socket of sockets) socket.destroy();
	await closed;
}
