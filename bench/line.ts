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
export function countedLine(to: number): Promise<Line> {
	return openLine(to, (from, until, count) => {
		from.on('data', (bytes: Buffer) => count(bytes.length));
		from.pipe(until);
	});
}

export interface PoorLine extends Line {
	/** From now on as good as `terms` say; absent: as fast as the machine. */
	use(terms: { bytesPerSecond: number; roundTripMs: number } | undefined): void;
	/** Breaks every connection and takes no other until `use`. */
	cut(): void;
}

const packetBytes = 1400;
/** What a router on the way keeps before the sender has to wait. */
const queuedBytes = 16 * 1400;

/** A line whose bandwidth all connections share, each way its own. */
export async function poorLine(to: number): Promise<PoorLine> {
	let terms: { bytesPerSecond: number; roundTripMs: number } | undefined;
	let isCut = false;
	const freeAt = { up: 0, down: 0 };
	const sockets = new Set<Socket>();
	const line = await openLine(to, (from, until, count, way) => {
		if (isCut) return void from.resetAndDestroy();
		sockets.add(from);
		from.on('close', () => {
			sockets.delete(from);
			until.resetAndDestroy();
		});
		// A connection's first bytes come after the handshake's own round trip.
		let earliest = performance.now() + (way === 'up' ? (terms?.roundTripMs ?? 0) : 0);
		let queued = 0;
		from.on('data', (chunk: Buffer) => {
			for (let at = 0; at < chunk.length; at += packetBytes) {
				const packet = chunk.subarray(at, at + packetBytes);
				const took = terms ? (packet.length / terms.bytesPerSecond) * 1000 : 0;
				freeAt[way] = Math.max(performance.now(), freeAt[way]) + took;
				earliest = Math.max(earliest, freeAt[way] + (terms?.roundTripMs ?? 0) / 2);
				queued += packet.length;
				setTimeout(() => {
					queued -= packet.length;
					if (queued < queuedBytes) from.resume();
					if (until.destroyed || isCut) return;
					count(packet.length);
					until.write(packet);
				}, earliest - performance.now());
			}
			if (queued >= queuedBytes) from.pause();
		});
	});
	const breakAll = () => sockets.forEach((socket) => socket.resetAndDestroy());
	return Object.assign(line, {
		use(next: typeof terms) {
			terms = next;
			isCut = false;
			freeAt.up = freeAt.down = 0;
		},
		cut() {
			isCut = true;
			breakAll();
		}
	});
}

type Carry = (from: Socket, until: Socket, count: (bytes: number) => void, way: 'up' | 'down') => void;

async function openLine(to: number, carry: Carry): Promise<Line> {
	const sockets = new Set<Socket>();
	const line: Line = { port: 0, sent: 0, received: 0, close: () => closeAll(server, sockets) };
	const server = createServer({ noDelay: true }, (near) => {
		const far = connect({ port: to, host: '127.0.0.1', noDelay: true });
		for (const socket of [near, far]) {
			sockets.add(socket);
			socket.on('error', () => undefined);
			socket.on('close', () => sockets.delete(socket));
		}
		carry(near, far, (bytes) => (line.sent += bytes), 'up');
		carry(far, near, (bytes) => (line.received += bytes), 'down');
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
