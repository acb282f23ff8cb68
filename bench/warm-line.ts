import { connect, createSecureServer, type ClientHttp2Session } from 'node:http2';
import { Agent, request as ask, type OutgoingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import { brotliDecompressSync } from 'node:zlib';
import { selfSignedCertificate } from './certificate';
import { closeAll, countedLine, listening } from './line';

/** Bytes on the socket, TLS records and all, of one request and its answer. */
export interface Cost {
	sent: number;
	received: number;
}

/**
 * HTTP/2 over TLS as a phone has it: a front that ends TLS and speaks HTTP/1.1 with the portal, as a balancer does, and
 * one connection to it that stays open.
 */
export interface WarmLine {
	/** As the browser's, for one page of one person. */
	fetch: typeof fetch;
	/** What the last request cost. */
	last: Cost;
	close(): Promise<void>;
}

/** @param cookie what the browser sends with every request */
export async function warmLine(portalPort: number, cookie: string): Promise<WarmLine> {
	const front = await startFront(portalPort);
	const counted = await countedLine(front.port);
	const session = connect(`https://localhost:${counted.port}`, { rejectUnauthorized: false });
	session.on('error', () => undefined);
	await new Promise((ready) => session.once('connect', ready));
	const line: WarmLine = {
		last: { sent: 0, received: 0 },
		async fetch(input, { method = 'GET', headers, body } = {}) {
			const { sent, received } = counted;
			const answer = await askOnce(
				session,
				{
					':method': method,
					':path': String(input),
					':authority': 'localhost',
					...asBrowser,
					...(method === 'GET' ? {} : { origin: 'https://localhost' }),
					cookie,
					...Object.fromEntries(new Headers(headers))
				},
				body instanceof ArrayBuffer ? Buffer.from(body) : (body as string | undefined)
			);
			await quiet(counted);
			line.last = { sent: counted.sent - sent, received: counted.received - received };
			return answer;
		},
		async close() {
			session.destroy();
			await counted.close();
			await front.close();
		}
	};
	return line;
}

async function startFront(portalPort: number) {
	const sockets = new Set<Socket>();
	const agent = new Agent({ keepAlive: true });
	let clock = Date.UTC(2026, 10, 22, 5, 0, 0);
	const server = createSecureServer(selfSignedCertificate(), (request, response) => {
		const own = Object.entries(request.headers).filter(([name]) => !name.startsWith(':'));
		const headers = { ...Object.fromEntries(own), host: request.authority };
		const options = {
			port: portalPort,
			host: '127.0.0.1',
			method: request.method,
			path: request.url,
			headers,
			agent
		};
		const upstream = ask(options, (answer) => {
			response.sendDate = false;
			// A device asks every minute or so: each answer has a date that the last one had not.
			clock += 61_000;
			const date = new Date(clock).toUTCString();
			response.writeHead(answer.statusCode ?? 502, { ...endToEnd(answer.headers), date });
			answer.pipe(response);
		});
		upstream.on('error', () => response.stream.close());
		request.pipe(upstream);
	});
	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
	});
	const port = await listening(server);
	return {
		port,
		close: () => {
			agent.destroy();
			return closeAll(server, sockets);
		}
	};
}

const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'date']);

function endToEnd(headers: OutgoingHttpHeaders): OutgoingHttpHeaders {
	return Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.has(name)));
}

/** What Chromium says with each `fetch` that must not be cached. */
const asBrowser = {
	'user-agent':
		'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36',
	accept: '*/*',
	'accept-encoding': 'gzip, deflate, br, zstd',
	'accept-language': 'fi-FI,fi;q=0.9,en;q=0.8',
	'cache-control': 'no-cache',
	pragma: 'no-cache',
	referer: 'https://localhost/defect-reports',
	'sec-fetch-site': 'same-origin',
	'sec-fetch-mode': 'cors',
	'sec-fetch-dest': 'empty'
};

function askOnce(
	session: ClientHttp2Session,
	headers: Record<string, string>,
	body: string | Buffer | undefined
): Promise<Response> {
	const sized =
		body === undefined ? headers : { ...headers, 'content-length': String(Buffer.byteLength(body)) };
	return new Promise((answered, fail) => {
		const stream = session.request(sized, { endStream: body === undefined });
		const chunks: Buffer[] = [];
		let head: Record<string, unknown> = {};
		stream.on('response', (found) => (head = found));
		stream.on('data', (chunk: Buffer) => chunks.push(chunk));
		stream.on('error', fail);
		stream.on('end', () => {
			const whole = Buffer.concat(chunks);
			const content = head['content-encoding'] === 'br' ? brotliDecompressSync(whole) : whole;
			answered(
				new Response(content.length > 0 ? new Uint8Array(content) : null, { status: Number(head[':status']) })
			);
		});
		if (body !== undefined) stream.end(body);
	});
}

/** Acknowledgements and window updates go out after the answer has been seen. */
async function quiet(counted: Cost): Promise<void> {
	for (let calm = 0, seen = -1; calm < 3;) {
		await new Promise((later) => setTimeout(later, 1));
		const total = counted.sent + counted.received;
		calm = total === seen ? calm + 1 : 0;
		seen = total;
	}
}
