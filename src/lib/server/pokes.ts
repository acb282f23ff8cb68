import type { Database } from './db';
import { onScopeMoved } from './moved';

/**
 * "Something moved in scope n", for the devices that listen. A hint: a lost one costs a wait until the next pull.
 * Collected and notified at most every 200 ms, because a NOTIFY in every transaction serialises their commits.
 */
export interface Pokes {
	/** Hears of every moved scope in any process, until called off. */
	listen(hear: (scopeIds: number[]) => void): () => void;
	end(): Promise<void>;
}

const channel = 'sync_poke';
const gatherMs = 200;

export function watchPokes(db: Database): Pokes {
	const listeners = new Set<(scopeIds: number[]) => void>();
	const gathered = new Set<number>();
	let timer: NodeJS.Timeout | undefined;
	const listening = db.listen(channel, (payload) => {
		const scopeIds = payload.split(',').map(Number);
		for (const hear of listeners) hear(scopeIds);
	});
	// Without it the portal works on by its timers; a later process may reach the database again.
	listening.catch(() => undefined);

	async function flush() {
		timer = undefined;
		const payload = [...gathered].join();
		gathered.clear();
		// 8000 bytes is Postgres's limit; a long list means an import, whose devices find out by their timers.
		if (payload.length < 7900) await db.sql`select pg_notify(${channel}, ${payload})`.catch(() => undefined);
	}

	const deafen = onScopeMoved((scopeId) => {
		gathered.add(scopeId);
		timer ??= setTimeout(() => void flush(), gatherMs);
	});

	return {
		listen(hear) {
			listeners.add(hear);
			return () => listeners.delete(hear);
		},
		async end() {
			deafen();
			clearTimeout(timer);
			await listening.then(({ unlisten }) => unlisten()).catch(() => undefined);
		}
	};
}
