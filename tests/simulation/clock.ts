/** Counts what really runs: statements, device transactions, digests. Virtual time stands still while anything does. */
export class Activity {
	#running = 0;
	#waiting: (() => void)[] = [];
	/** What runs may be waiting for a writer that only a later step lets go; then Postgres is asked. */
	allWait: (() => Promise<boolean>) | undefined;

	begin(): () => void {
		this.#running++;
		let ended = false;
		return () => {
			if (ended) return;
			ended = true;
			if (--this.#running === 0) this.#waiting.splice(0).forEach((tell) => tell());
		};
	}

	async during<T>(work: () => Promise<T>): Promise<T> {
		const end = this.begin();
		try {
			return await work();
		} finally {
			end();
		}
	}

	/** Resolves when nothing runs any more, however long the chain of things that start each other. */
	async quiet(): Promise<void> {
		for (let still = 0; still < 3; still++) {
			if (this.#running > 0) {
				still = 0;
				const rested = new Promise<false>((resolve) => this.#waiting.push(() => resolve(false)));
				while (this.#running > 0) if (await Promise.race([rested, this.#blocked()])) return;
			}
			await nextTurn();
		}
	}

	/** Where somebody holds a lock: whether everything that runs waits for it. Else it is for what runs to end. */
	#blocked(): Promise<boolean> {
		return this.allWait ? this.allWait() : new Promise<never>(() => undefined);
	}
}

export function nextTurn(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}

interface Timer {
	at: number;
	order: number;
	fire(): void;
}

/** Time that passes only by `advance`. */
export class VirtualClock {
	now: number;
	readonly #activity: Activity;
	#timers: Timer[] = [];
	#order = 0;

	constructor(start: Date, activity: Activity) {
		this.now = start.getTime();
		this.#activity = activity;
	}

	/** As a browser's pause: an abort ends it early, and is no error. */
	sleep(ms: number, signal?: AbortSignal): Promise<void> {
		return new Promise((resolve) => {
			if (signal?.aborted) return resolve();
			const timer = { at: this.now + Math.max(0, ms), order: this.#order++, fire: done };
			this.#timers.push(timer);
			const forget = () => (this.#timers = this.#timers.filter((each) => each !== timer));
			signal?.addEventListener('abort', done, { once: true });
			function done() {
				forget();
				signal?.removeEventListener('abort', done);
				resolve();
			}
		});
	}

	/** Lets time pass, and everything that falls due in it run to where it waits again. */
	async advance(ms: number, until: () => boolean = () => false): Promise<void> {
		const end = this.now + ms;
		for (;;) {
			await this.#activity.quiet();
			if (until()) return;
			const next = this.#next();
			if (!next || next.at > end) break;
			this.now = Math.max(this.now, next.at);
			next.fire();
		}
		this.now = Math.max(this.now, end);
	}

	#next(): Timer | undefined {
		let first: Timer | undefined;
		for (const timer of this.#timers)
			if (!first || timer.at < first.at || (timer.at === first.at && timer.order < first.order))
				first = timer;
		return first;
	}
}

/** A browser digests beside everything else; time must wait for it too. */
export function countDigests(activity: Activity): () => void {
	const { subtle } = globalThis.crypto;
	const { digest } = subtle;
	Object.defineProperty(subtle, 'digest', {
		configurable: true,
		value: (...args: Parameters<typeof digest>) => activity.during(() => digest.apply(subtle, args))
	});
	return () => void Reflect.deleteProperty(subtle, 'digest');
}
