// The portal's own process: a small server around SvelteKit's handler, and the job worker (ROLE=web|worker|all).
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pino } from 'pino';
import { IdentificationRefused } from '$lib/server/auth/identification/brokers';
import { readIdentificationSettings } from '$lib/server/auth/identification/settings';
import { connect } from '$lib/server/db';
import { isTransient } from '$lib/server/failures';
import { readStaffProvider, StaffProviderRefused } from '$lib/server/auth/staff-provider/settings';
import { removeLeftFolders } from '$lib/server/imports/sent-files';
import { parseSealingKeys, sealingFrom, SealingKeysRefused } from '$lib/server/sealing';
import { stopAbandonedPostgres } from './embedded-postgres';
import { dataFolder, home } from './folders';
import { type Ending, stopWhenAsked } from './lifetime';
import { bodyRefusal } from './serve/body-limits';
import { hidesClients, hiddenClients } from './serve/client-address';
import { sendCompressed } from './serve/compression';
import { drainer } from './serve/drain';
import { earlierAssets } from './serve/earlier-assets';
import { answerIdle } from './serve/idle-sync';
import { takeJobs } from './serve/jobs';
import { openMail } from './serve/mail';
import { logRequest } from './serve/request-log';
import { beforeHead } from './serve/response-head';
import { setSecurityHeaders } from './serve/security-headers';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const { HOST = '127.0.0.1', PORT = '3000', ORIGIN, ROLE = 'all', DATABASE_URL } = process.env;
if (!DATABASE_URL) throw new Error('DATABASE_URL is not set');
if (!['web', 'worker', 'all'].includes(ROLE)) throw new Error(`ROLE is web, worker or all, not ${ROLE}`);
const sealing = openSealing();
refuseWrongStaffProvider();
const drainFor = 10_000;
const alwaysAskedFor = new Set(['/service-worker.js', '/app-shell', '/manifest.webmanifest', '/icon.svg']);

const log = pino({ level: process.env.LOG_LEVEL ?? 'info', base: { role: ROLE } });
const database = connect(DATABASE_URL, { connections: 4, applicationName: `kellari ${ROLE}` });
if (ROLE !== 'worker' && hidesClients(process.env)) log.warn(hiddenClients);
await refuseWrongIdentification();
if (ROLE !== 'worker')
	await removeLeftFolders().catch((error: unknown) => log.error({ err: error }, 'left registers stay'));
const handleBySvelteKit = await loadHandler();
const serveEarlier = earlierAssets(join(dataFolder, 'immutable'));
let draining = false;

const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
	const path = request.url?.split('?', 1)[0] ?? '/';
	beforeHead(response, (sendHead) => {
		if (draining) response.setHeader('connection', 'close');
		setSecurityHeaders(response, ORIGIN);
		// An app that is asked for by a name that stays must be asked for again: the worker, the shell, the manifest.
		if (alwaysAskedFor.has(path)) response.setHeader('cache-control', 'no-cache');
		if (isOfTheMoment(request, response)) response.setHeader('cache-control', 'no-store');
		sendCompressed(request, response, sendHead);
	});
	if (path === '/healthz') return sendJson(response, 200, { service: 'kellari', status: 'ok' });
	if (path === '/readyz') return void answerReady(response);
	if (path === '/api/sync' && request.method === 'GET')
		return void answerIdle(database.sql, request, response).catch((error: unknown) =>
			failed(response, error)
		);
	// The app's worker was not there to take what was shared: the page at the same address says what to do (O1).
	if (path === '/share-target' && request.method === 'POST')
		return void response.writeHead(303, { location: '/share-target' }).end();
	answerPage(request, response, path);
});

const drain = drainer(server);
stopWhenAsked(stop);
const mail =
	ROLE === 'web' ? undefined : await openMail(database, sealing, ORIGIN ?? `http://localhost:${PORT}`, log);
const jobs = mail && (await takeJobs(DATABASE_URL, database, mail.office, log));
await new Promise<void>((listening, fail) => {
	server.once('error', fail);
	server.listen(Number(PORT), HOST, listening);
});
log.info({ host: HOST, port: PORT }, 'ready');
process.send?.('ready');

/** At the start and not at the first request: an orchestrator must see that this process can't work. */
function openSealing() {
	try {
		return sealingFrom(parseSealingKeys(process.env.SEALING_KEYS ?? ''));
	} catch (error) {
		if (!(error instanceof SealingKeysRefused)) throw error;
		console.error(error.message);
		process.exit(1);
	}
}

function refuseWrongStaffProvider() {
	try {
		readStaffProvider();
	} catch (error) {
		if (!(error instanceof StaffProviderRefused)) throw error;
		console.error(error.message);
		process.exit(1);
	}
}

/** A database that is away tells nothing of whose it is; then the first identification finds out. */
async function refuseWrongIdentification() {
	try {
		await readIdentificationSettings(database.sql, process.env);
	} catch (error) {
		if (isTransient(error)) return;
		if (!(error instanceof IdentificationRefused)) throw error;
		console.error(error.message);
		process.exit(1);
	}
}

function answerPage(request: IncomingMessage, response: ServerResponse, path: string) {
	logRequest(log, request, response, path);
	const refused = bodyRefusal(request, path);
	if (refused) {
		response.setHeader('connection', 'close');
		return sendJson(response, refused, { error: refused === 413 ? 'too large' : 'length required' });
	}
	handleBySvelteKit(request, response, () => sendJson(response, 404, { error: 'not found' }));
}

async function loadHandler(): Promise<Handler> {
	if (ROLE === 'worker') return (_request, response) => sendJson(response, 404, { error: 'not found' });
	const { handler } = (await import(pathToFileURL(join(home, 'build/handler.js')).href)) as {
		handler: Handler;
	};
	return (request, response, next) => {
		// A part is not what any page of ours asks for, and one that ends before it begins would end this process (sirv).
		delete request.headers.range;
		const path = request.url?.split('?', 1)[0] ?? '/';
		if (!path.startsWith('/_app/immutable/')) return handler(request, response, next);
		// The list holds this build's files too, and is only asked: SvelteKit answers an unknown one with a page.
		if (!serveEarlier(request, response, path)) handler(request, response, next);
	};
}

/** Where to go next, what went wrong, what was done: true of whoever asked, and of now. */
function isOfTheMoment({ method }: IncomingMessage, response: ServerResponse): boolean {
	const isContent = response.statusCode < 300 || response.statusCode === 304;
	const isRead = method === 'GET' || method === 'HEAD';
	return !response.hasHeader('cache-control') && !(isContent && isRead);
}

async function answerReady(response: ServerResponse) {
	const late = new Promise<false>((answer) => setTimeout(() => answer(false), 2000).unref());
	const reachable = database.sql`select 1`.then(
		() => true,
		() => false
	);
	const ready = !draining && (await Promise.race([reachable, late]));
	sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready' });
}

function sendJson(response: ServerResponse, status: number, body: object) {
	const text = JSON.stringify(body);
	response.writeHead(status, {
		'content-type': 'application/json',
		'content-length': Buffer.byteLength(text),
		'cache-control': 'no-store'
	});
	response.end(text);
}

function failed(response: ServerResponse, error: unknown) {
	log.error({ err: error }, 'idle sync failed');
	if (response.headersSent) response.destroy();
	else sendJson(response, 503, { error: 'not now' });
}

/** What has begun is finished: requests first, then jobs, then the database. */
async function stop(why: Ending) {
	draining = true;
	log.info(why);
	// Pages that stay open for events close them on this, as under adapter-node's own server.
	process.emit('sveltekit:shutdown' as never, 'SIGTERM' as never);
	await drain(drainFor);
	await jobs?.stop();
	await mail?.stop();
	await database.end();
	// The launcher was killed and can't stop it any more.
	if (why === 'orphaned' && process.env.KELLARI_EMBEDDED_POSTGRES) await stopAbandonedPostgres(dataFolder);
}
