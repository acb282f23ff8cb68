import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** What a line is like. All connections share its bandwidth, each way its own, as on a phone. */
export interface Line {
	/** Bits a second, each way; absent: as fast as the machine. */
	bandwidth?: number;
	/** Milliseconds there and back. */
	roundTrip?: number;
	/** Every so many milliseconds all connections are broken off, whatever they carry. */
	breaksEvery?: number;
}

export const lines = {
	clean: {},
	/** A bar of signal in a stairwell. */
	poor: { bandwidth: 400_000, roundTrip: 400 },
	/** The same, and the phone keeps losing it. */
	breaking: { bandwidth: 400_000, roundTrip: 400, breaksEvery: 4000 },
	/** Carries a text and, in any sensible time, nothing else. */
	thread: { bandwidth: 24_000, roundTrip: 600 }
} satisfies Record<string, Line>;

// What a router on the way keeps before it makes the sender wait.
const queueBytes = 24 * 1024;
const packetBytes = 1400;

/** One device's way to the server, by TCP: slow, far, breaking, or cut, as the test says. */
export class NetworkProxy {
	/** Bytes carried to the server and back since the last `forget`. */
	carried = { up: 0, down: 0 };
	breaks = 0;
	readonly #server: Server;
	readonly #open = new Set<Socket>();
	readonly #target: number;
	#line: Line = lines.clean;
	#isCut = false;
	#breaking: NodeJS.Timeout | undefined;
	#up = new Direction();
	#down = new Direction();

	private constructor(target: number) {
		this.#target = target;
		this.#server = createServer({ allowHalfOpen: true }, (client) => this.#carry(client));
	}

	static async before(target: number): Promise<NetworkProxy> {
		const proxy = new NetworkProxy(target);
		proxy.#server.listen(0, '127.0.0.1');
		await once(proxy.#server, 'listening');
		return proxy;
	}

	get port(): number {
		return (this.#server.address() as AddressInfo).port;
	}

	use(line: Line): void {
		this.#isCut = false;
		this.#line = line;
		this.#up = new Direction(line.bandwidth);
		this.#down = new Direction(line.bandwidth);
		clearInterval(this.#breaking);
		// What was opened on another line goes with it.
		this.breakAll();
		if (line.breaksEvery) this.#breaking = setInterval(() => this.breakAll(), line.breaksEvery);
	}

	cut(): void {
		this.use(lines.clean);
		this.#isCut = true;
		this.breakAll();
	}

	breakAll(): void {
		if (this.#open.size > 0) this.breaks++;
		for (const socket of this.#open) socket.resetAndDestroy();
		this.#open.clear();
	}

	async close(): Promise<void> {
		clearInterval(this.#breaking);
		this.breakAll();
		this.#server.close();
		await once(this.#server, 'close');
	}

	#carry(client: Socket): void {
		client.on('error', () => undefined);
		if (this.#isCut) return void client.resetAndDestroy();
		const server = connect({ port: this.#target, host: '127.0.0.1', allowHalfOpen: true });
		const half = (this.#line.roundTrip ?? 0) / 2;
		for (const [socket, other] of [
			[client, server],
			[server, client]
		] as const) {
			this.#open.add(socket);
			socket.on('error', () => undefined);
			socket.on('close', (failed) => {
				this.#open.delete(socket);
				// What ended well is passed on as an end, after what is still on the line.
				if (failed) other.resetAndDestroy();
			});
		}
		// The first packet waits for the handshake, which is a whole round trip.
		this.#pass(client, server, 'up', half * 3);
		this.#pass(server, client, 'down', half);
	}

	#pass(from: Socket, to: Socket, way: 'up' | 'down', firstDelay: number): void {
		const direction = way === 'up' ? this.#up : this.#down;
		const delay = (this.#line.roundTrip ?? 0) / 2;
		let earliest = performance.now() + firstDelay;
		let queued = 0;
		const schedule = (size: number, deliver: () => void) => {
			earliest = Math.max(earliest, direction.departure(size) + delay);
			const wait = earliest - performance.now();
			if (wait < 1) deliver();
			else setTimeout(deliver, wait);
		};
		from.on('data', (chunk: Buffer) => {
			for (let at = 0; at < chunk.length; at += packetBytes) {
				const packet = chunk.subarray(at, at + packetBytes);
				queued += packet.length;
				schedule(packet.length, () => {
					queued -= packet.length;
					if (queued < queueBytes && from.isPaused()) from.resume();
					if (to.destroyed) return;
					this.carried[way] += packet.length;
					to.write(packet);
				});
			}
			if (queued >= queueBytes) from.pause();
		});
		from.on('end', () => schedule(0, () => to.end()));
	}
}

/** A line's bandwidth one way: when a packet has left that is given to it now. */
class Direction {
	readonly #bytesPerMs: number;
	#freeAt = 0;

	constructor(bandwidth = Infinity) {
		this.#bytesPerMs = bandwidth / 8 / 1000;
	}

	departure(size: number): number {
		this.#freeAt = Math.max(performance.now(), this.#freeAt) + size / this.#bytesPerMs;
		return this.#freeAt;
	}
}
