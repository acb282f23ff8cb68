import { watchChanges } from './changes';
import type { LocalDb, Stores } from './local-db';
import { stubbornly } from './storage';

/** After a reading that failed for good: nobody may write for a long time, and the page shows nothing until then. */
const againInMs = 5000;

/**
 * A database query as reactive state: its value is the last result, `undefined` until the first. Asked again after each
 * write to a store that it reads, until `stop`.
 */
export class Live<T> {
	#value = $state.raw<T>();
	readonly #ask: () => Promise<T>;
	readonly #failed: (error: unknown) => void;
	readonly #unwatch: () => void;
	#isRunning = false;
	#isStale = false;
	#isStopped = false;
	#retry: ReturnType<typeof setTimeout> | undefined;
	#settleFirst = () => {};

	/** Resolves at the first result, or when there will be none. */
	readonly first: Promise<void>;

	constructor(
		db: LocalDb,
		stores: (keyof Stores)[],
		query: (stores: Stores) => Promise<T>,
		failed: (error: unknown) => void = () => undefined
	) {
		this.first = new Promise((settle) => (this.#settleFirst = settle));
		this.#ask = () => stubbornly(db, () => db.read(stores, query));
		this.#failed = failed;
		// Before the first reading, or a write in between would be missed.
		this.#unwatch = watchChanges(db.name, stores, () => void this.#run());
		void this.#run();
	}

	get value(): T | undefined {
		return this.#value;
	}

	stop(): void {
		this.#isStopped = true;
		clearTimeout(this.#retry);
		this.#unwatch();
	}

	/** One at a time: what is written while it reads makes it read once more. */
	async #run(): Promise<void> {
		this.#isStale = true;
		if (this.#isRunning) return;
		this.#isRunning = true;
		clearTimeout(this.#retry);
		while (this.#isStale && !this.#isStopped) {
			this.#isStale = false;
			try {
				const value = await this.#ask();
				if (!this.#isStopped) this.#value = value;
			} catch (error) {
				if (!this.#isStopped) {
					this.#failed(error);
					this.#retry = setTimeout(() => void this.#run(), againInMs);
				}
			}
			this.#settleFirst();
		}
		this.#isRunning = false;
	}
}
