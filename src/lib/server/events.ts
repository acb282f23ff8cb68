import { isActive, type ActiveSession } from './auth/sessions';
import type { PortalProcess } from './portal';
import { grantedScopes } from './scopes';

const heartbeatMs = 25_000;

/** Open streams. The process ends only when these have: whoever listens comes back to the next one by itself. */
const streams = new Set<() => void>();
let isEnding = false;
process.once('sveltekit:shutdown', () => {
	isEnding = true;
	for (const end of streams) end();
});

type Listener = Pick<ActiveSession, 'id' | 'personId' | 'staff'>;

/**
 * Pokes by server-sent events: `{"scopes":[7]}` says that something moved there. A resident hears of the scopes that they
 * had at the last heartbeat; whoever's session has ended, of nothing from then on.
 */
export async function openEvents(
	{ db, pokes, now, alert }: Pick<PortalProcess, 'db' | 'pokes' | 'now' | 'alert'>,
	session: Listener,
	beatMs = heartbeatMs
): Promise<ReadableStream<Uint8Array>> {
	let own = await ownScopes();
	const text = new TextEncoder();
	let stop = () => {};
	return new ReadableStream<Uint8Array>({
		start(controller) {
			const send = (line: string) => controller.enqueue(text.encode(line));
			let stopped = false;
			/** Staff are asked after each time: whoever was deactivated hears of nothing that moves from then on. */
			const poke = async (line: string) => {
				const hears = !session.staff || (await isIn());
				if (stopped) return;
				if (hears) send(line);
				else end();
			};
			const beat = async () => {
				const [hears, scopes] = await Promise.all([isIn(), ownScopes()]);
				if (stopped) return;
				if (!hears) return end();
				own = scopes;
				send(':\n\n');
			};
			const trying = (work: Promise<void>) => void work.catch((error: unknown) => alert('events', error));
			const heartbeat = setInterval(() => trying(beat()), beatMs);
			const deafen = pokes.listen((moved) => {
				const scopes = own ? moved.filter((id) => own?.has(id)) : moved;
				if (scopes.length > 0) trying(poke(`data: ${JSON.stringify({ scopes })}\n\n`));
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

	function isIn(): Promise<boolean> {
		return isActive(db.sql, session.id, now());
	}

	/** Undefined for staff, who hear of all. */
	async function ownScopes(): Promise<ReadonlySet<number> | undefined> {
		if (!session.personId) return undefined;
		return new Set((await grantedScopes(db.sql, session.personId, now())).map(({ id }) => id));
	}
}
