import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { pino } from 'pino';
import { actingAs } from '$lib/server/acting';
import { findSession, readSessionCookie, tokenHash } from '$lib/server/auth/sessions';
import { portal } from '$lib/server/portal';
import { newSealingKey } from '$lib/server/sealing';
import { sendCompressed } from '../scripts/serve/compression';
import { answerIdle } from '../scripts/serve/idle-sync';
import { logRequest } from '../scripts/serve/request-log';
import { beforeHead } from '../scripts/serve/response-head';
import { setSecurityHeaders } from '../scripts/serve/security-headers';
import { POST } from '../src/routes/api/trpc/[...procedure]/+server';
import { closeAll, listening } from './line';

export const origin = 'https://localhost';

export interface RunningPortal {
	port: number;
	stop(): Promise<void>;
}

/**
 * The sync's part of the portal without a build: the functions and headers of `scripts/serve.ts` and of the endpoints,
 * with the little that SvelteKit adds between them. `npm run bench -- bytes` compares with the built one.
 */
export async function portalInProcess(databaseUrl: string): Promise<RunningPortal> {
	process.env.DATABASE_URL = databaseUrl;
	process.env.ORIGIN = origin;
	process.env.SEALING_KEYS ??= newSealingKey('1');
	const { db, pokes } = portal();
	const log = pino({ level: 'silent' });
	const sockets = new Set<Socket>();
	const server = createServer((request, response) => {
		const path = request.url?.split('?', 1)[0] ?? '/';
		beforeHead(response, (sendHead) => {
			setSecurityHeaders(response, origin);
			sendCompressed(request, response, sendHead);
		});
		if (path === '/api/sync') return void answerIdle(db.sql, request, response);
		logRequest(log, request, response, path);
		void answerProcedure(request, response);
	});
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
	});
	const port = await listening(server);
	return {
		port,
		async stop() {
			await closeAll(server, sockets);
			await pokes.end();
			await db.end();
		}
	};
}

async function answerProcedure(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Buffer);
	const url = new URL(incoming.url ?? '/', origin);
	const headers = incoming.headers as Record<string, string>;
	const request = new Request(url, { method: 'POST', headers, body: Buffer.concat(chunks) });
	const token = readSessionCookie(headers.cookie);
	const sessionId = token && tokenHash(token);
	const found = sessionId ? await findSession(portal().db.sql, sessionId) : null;
	const session = found && 'active' in found ? found.active : null;
	const locals = { session, sessionId };
	const answer = await actingAs(session?.personId ? `person:${session.personId}` : 'nobody', () =>
		POST({ request, url, locals, getClientAddress: () => '127.0.0.1' } as never)
	);
	answer.headers.set('cache-control', 'no-store');
	outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
	if (answer.body) for await (const chunk of answer.body) outgoing.write(chunk);
	outgoing.end();
}
