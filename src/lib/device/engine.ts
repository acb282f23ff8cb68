import {
	maxMutations,
	type ExchangeOutcome,
	type ExchangeRequest,
	type SessionEnd,
	type WireMutation
} from '$lib/domain/sync-wire';
import { anySignal } from './any-signal';
import { answerCheckFor, applyAnswer, applyEnd, recount } from './apply-answer';
import { backoffMs } from './backoff';
import type { LocalDb, SyncState } from './local-db';
import { renumber, takeForSending } from './outbox';
import { PhotoUploads } from './photo-upload';
import { StorageError, stubbornly } from './storage';
import { isExchangeOutcome, LineError, type Transport } from './transport';

/** What the engine needs of where it runs: a page, the service worker, or a simulation with its own time. */
export interface Host {
	now(): number;
	sleep(ms: number, signal: AbortSignal): Promise<void>;
	random(): number;
	uuid(): string;
	/** Keeps two engines of one device from doing the same twice. A courtesy: all stays right with locks that always grant. */
	withLock<T>(name: string, work: () => Promise<T>): Promise<T>;
	/** Told of whatever a person should see. */
	report(event: EngineEvent): void;
}

export type EngineEvent =
	| { is: 'syncing'; syncing: boolean }
	| { is: 'contact'; at: number }
	| { is: 'unreachable'; retryInMs: number }
	| { is: 'sessionEnded'; why: SessionEnd }
	/** The cookie in this browser is another person's now: this database must rest, and theirs be opened. */
	| { is: 'otherPerson' }
	| { is: 'storage'; kind: 'full' | 'failing' }
	| { is: 'photo'; sha: string; sent: number; total: number };

/** `eager` triggers end a pause at once: a person's tap, the network coming back, the app coming to the foreground. */
export type Trigger = 'eager' | 'timer';

const maxExchanges = 500;

/**
 * The loop of the sync protocol (docs/sync.md, "The device"): trigger → lock → exchange → apply → repeat → photos.
 * One round runs at a time; a trigger during a round makes another one follow it.
 */
export class Engine {
	readonly #db: LocalDb;
	readonly #transport: Transport;
	readonly #host: Host;
	readonly #photos: PhotoUploads;
	readonly #stop = new AbortController();
	#running: Promise<void> | undefined;
	#again = false;
	#failures = 0;
	#pause: AbortController | undefined;
	#maxMutations = maxMutations;

	constructor(db: LocalDb, transport: Transport, host: Host) {
		this.#db = db;
		this.#transport = transport;
		this.#host = host;
		this.#photos = new PhotoUploads(db, transport, host, this.#stop.signal);
	}

	/** Asks for a round. Resolves when the loop rests: everything sent and fetched, or nothing more to be done now. */
	trigger(how: Trigger): Promise<void> {
		if (this.#stop.signal.aborted) return Promise.resolve();
		if (how === 'eager') {
			this.#failures = 0;
			this.#pause?.abort();
			this.#photos.hurry();
		}
		this.#again = true;
		this.#running ??= this.#loop();
		return this.#running;
	}

	/** Ends for good; what is under way is broken off, and nothing is lost by that. */
	async stop(): Promise<void> {
		this.#stop.abort();
		this.#pause?.abort();
		await this.#running;
		await this.#photos.settled();
	}

	/** Resolves when no photo is on its way or waiting for its turn. */
	photosSettled(): Promise<void> {
		return this.#photos.settled();
	}

	async #loop(): Promise<void> {
		this.#host.report({ is: 'syncing', syncing: true });
		try {
			while (this.#again && !this.#stop.signal.aborted && !this.#db.isOver) {
				this.#again = false;
				await this.#tryRound();
			}
		} finally {
			// Here and not when the promise settles: a trigger in between would be heard by nobody.
			this.#running = undefined;
			this.#host.report({ is: 'syncing', syncing: false });
		}
	}

	async #tryRound(): Promise<void> {
		try {
			await this.#host.withLock(`sync ${this.#db.name}`, () => this.#round());
			this.#failures = 0;
		} catch (error) {
			if (this.#stop.signal.aborted || this.#db.isOver) return;
			if (error instanceof StorageError) this.#host.report({ is: 'storage', kind: error.kind });
			else if (!(error instanceof LineError)) throw error;
			await this.#backOff(error);
		}
	}

	async #backOff(error: LineError | StorageError): Promise<void> {
		const tooLarge = error instanceof LineError && error.tooLarge;
		if (tooLarge && this.#maxMutations > 1) {
			// Something on the way takes less than we do: half as much, at once.
			this.#maxMutations = Math.ceil(this.#maxMutations / 2);
			this.#again = true;
			return;
		}
		this.#failures++;
		const asked = error instanceof LineError ? (error.retryAfterMs ?? 0) : 0;
		const retryInMs = Math.max(asked, backoffMs(this.#failures, this.#host.random));
		this.#host.report({ is: 'unreachable', retryInMs });
		this.#pause = new AbortController();
		await this.#host.sleep(retryInMs, anySignal([this.#pause.signal, this.#stop.signal]));
		this.#again = true;
	}

	/** Exchanges until nothing is left to send and nothing is left to fetch. */
	async #round(): Promise<void> {
		for (let exchanges = 0; ; exchanges++) {
			// A server that is not done with us after so many is one that errs: as bad as no line, and to be spared.
			if (exchanges === maxExchanges) throw new LineError('no end of exchanges');
			const { state, mutations } = await this.#storage(() => takeForSending(this.#db, this.#maxMutations));
			if (state.sealed) return;
			// Nothing more is shown or taken but the photos of what was accepted in time (A10).
			if (state.ended) break;
			if (exchanges === 0 && mutations.length === 0 && (await this.#isIdle(state))) break;
			const went = await this.#exchange(state, mutations);
			if (went === 'stopped' || went === 'done') return;
		}
		this.#photos.start();
	}

	async #isIdle({ cookie, reload }: SyncState): Promise<boolean> {
		if (cookie === undefined || reload.length > 0) return false;
		if ((await this.#transport.idle(cookie, this.#stop.signal)) !== 'none') return false;
		this.#heard();
		await this.#storage(() => recount(this.#db));
		return (await this.#storage(() => this.#db.sync())).reload.length === 0;
	}

	async #exchange(state: SyncState, mutations: WireMutation[]): Promise<'done' | 'stopped' | 'more'> {
		const { client, cookie, last, reload, personId } = state;
		const request: ExchangeRequest = {
			person: personId,
			client,
			last,
			...(cookie === undefined ? {} : { cookie }),
			...(mutations.length > 0 ? { mutations } : {}),
			...(reload.length > 0 ? { reload } : {})
		};
		const outcome: unknown = await this.#transport.exchange(request, this.#stop.signal);
		if (!isExchangeOutcome(outcome)) throw new LineError('not an answer of ours');
		this.#heard();
		if ('otherPerson' in outcome) return this.#otherPerson();
		if ('newClient' in outcome) {
			const next = this.#host.uuid();
			await this.#storage(() => renumber(this.#db, client, next));
			return 'more';
		}
		if ('session' in outcome) return this.#sessionEnded(request, outcome);
		const check = await answerCheckFor(personId, cookie);
		const applied = await this.#storage(() =>
			applyAnswer(this.#db, request, outcome, check, this.#host.now())
		);
		if (applied === 'otherPerson') return this.#otherPerson();
		// Not where an item is held: whoever waits for a newer server must not ask every second.
		if (applied === 'applied' && !outcome.h) this.#failures = 0;
		this.#maxMutations = Math.min(maxMutations, this.#maxMutations * 2);
		// Beside the exchanges: a new text must not wait for a photo, nor a photo for the last page (O4).
		this.#photos.start();
		// The server can't take the next item yet: what can be fetched is fetched, then we wait as for a line.
		if (outcome.h && !outcome.m) throw new LineError(`item ${outcome.h[0]} is held: ${outcome.h[1]}`);
		if (applied === 'stale' || outcome.m || (await this.#hasMore())) return 'more';
		return 'done';
	}

	async #hasMore(): Promise<boolean> {
		return this.#storage(async () => {
			const items = await this.#db.outbox.getAll();
			const isUnsent = items.some(({ state }) => state === 'waiting' || state === 'sending');
			return isUnsent || (await this.#db.sync()).reload.length > 0;
		});
	}

	/** Where access ended, what waits is offered first, as often as it takes. */
	async #sessionEnded(
		request: ExchangeRequest,
		{ session: why, n = [], l }: Extract<ExchangeOutcome, { session: SessionEnd }>
	): Promise<'stopped' | 'more'> {
		const settled = l !== undefined && (await this.#storage(() => applyEnd(this.#db, request, n, l)));
		if (settled && (await this.#hasMore())) return 'more';
		this.#host.report({ is: 'sessionEnded', why });
		return 'stopped';
	}

	#otherPerson(): 'stopped' {
		this.#host.report({ is: 'otherPerson' });
		return 'stopped';
	}

	#heard(): void {
		this.#host.report({ is: 'contact', at: this.#host.now() });
	}

	#storage<T>(access: () => Promise<T>): Promise<T> {
		return stubbornly(this.#db, access, (ms) => this.#host.sleep(ms, this.#stop.signal));
	}
}
