import { connect } from 'node:net';
import { answerParent } from './child';

export interface Load {
	port: number;
	/** Whole requests as they go over the socket; each connection takes the next when its last is answered. */
	requests: string[];
	connections: number;
	ms: number;
}

export interface Served {
	answered: number;
	ms: number;
	/** Statuses that came, with how often. */
	statuses: Record<string, number>;
}

/** Asks as fast as it is answered, with so little work of its own that the server is what is measured. */
answerParent<Load>(async ({ port, requests, connections, ms }) => {
	const served: Served = { answered: 0, ms: 0, statuses: {} };
	const began = performance.now();
	const until = began + ms;
	let next = 0;
	await Promise.all(
		Array.from({ length: connections }, async () => {
			const socket = connect({ port, host: '127.0.0.1', noDelay: true });
			await new Promise((ready, fail) => socket.once('connect', ready).once('error', fail));
			await new Promise<void>((done, fail) => {
				let held = '';
				const ask = () => {
					const request = requests[next++ % requests.length];
					if (performance.now() > until || (requests.length > 1 && next > requests.length)) done();
					else socket.write(request!);
				};
				socket.setEncoding('latin1');
				socket.on('error', fail).on('close', () => done());
				socket.on('data', (chunk: string) => {
					held += chunk;
					if (!isWhole(held)) return;
					const status = held.slice(9, 12);
					served.statuses[status] = (served.statuses[status] ?? 0) + 1;
					served.answered++;
					held = '';
					ask();
				});
				ask();
			});
			socket.destroy();
		})
	);
	return { ...served, ms: performance.now() - began };
});

function isWhole(answer: string): boolean {
	const end = answer.indexOf('\r\n\r\n');
	if (end < 0) return false;
	const head = answer.slice(0, end).toLowerCase();
	const length = /content-length: (\d+)/.exec(head)?.[1];
	if (length !== undefined) return answer.length >= end + 4 + Number(length);
	return !head.includes('transfer-encoding: chunked') || answer.endsWith('0\r\n\r\n');
}
