import { isActive } from '$lib/server/auth/sessions';
import { portal } from '$lib/server/portal';
import { grantedScopes } from '$lib/server/scopes';
import type { RequestHandler } from './$types';

const heartbeatMs = 25_000;

/** Open streams. The process ends only when these have: whoever listens comes back to the next one by itself. */
const streams = new Set<() => void>();
let isEnding = false;
process.once('sveltekit:shutdown', () => {
	isEnding = true;
	for (const end of streams) end();
});

/**
 * Pokes by server-sent events: `{"scopes":[7]}` says that something moved there. Hints only, for a page that is
 * visible; plain SSE, because a subscription of the RPC layer costs nine times the memory.
 */
export const GET: RequestHandler = async ({ locals }) => {
	const { session } = locals;
	if (!session) return new Response(null, { status: 401 });
	const { db, pokes, now, alert } = portal();
	const own = session.personId
		? new Set((await grantedScopes(db.sql, session.personId, now())).map(({ id }) => id))
		: undefined;
	/** Staff are out at once: whoever was deactivated hears of nothing that moves from then on. */
	const mayHear = async () => !session.staff || (await isActive(db.sql, session.id, now()));
	const text = new TextEncoder();
	let stop = () => {};
	const stream = new ReadableStream<Uint8Array>({
		start(controller) {
			const send = (line: string) => controller.enqueue(text.encode(line));
			let stopped = false;
			const sendIfIn = async (line: string) => {
				const hears = await mayHear();
				if (stopped) return;
				if (hears) return send(line);
				end();
			};
			const say = (line: string) => void sendIfIn(line).catch((error: unknown) => alert('events', error));
			const heartbeat = setInterval(() => say(':\n\n'), heartbeatMs);
			const deafen = pokes.listen((moved) => {
				const scopes = own ? moved.filter((id) => own.has(id)) : moved;
				if (scopes.length > 0) say(`data: ${JSON.stringify({ scopes })}\n\n`);
			});
			stop = () => {
				stopped = true;
				clearInterval(heartbeat);
				deafen();
				streams.delete(end);
			};
			streams.add(end);
			send('retry: 5000\n\n');
			if (isEnding) end();
			function end() {
				stop();
				controller.close();
			}
		},
		cancel: () => stop()
	});
	return new Response(stream, {
		headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }
	});
};
