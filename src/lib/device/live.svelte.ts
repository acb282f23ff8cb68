import { liveQuery } from 'dexie';

/** A database query as reactive state: its value is the last result, `undefined` until the first. Runs until `stop`. */
export class Live<T> {
	#value = $state.raw<T>();
	readonly #subscription: { unsubscribe(): void };

	/** Resolves at the first result, or when there will be none. */
	readonly first: Promise<void>;

	constructor(query: () => Promise<T>, failed: (error: unknown) => void = () => undefined) {
		let resolve = () => {};
		this.first = new Promise((settle) => (resolve = settle));
		this.#subscription = liveQuery(query).subscribe({
			next: (value) => {
				this.#value = value;
				resolve();
			},
			error: (error) => {
				failed(error);
				resolve();
			}
		});
	}

	get value(): T | undefined {
		return this.#value;
	}

	stop(): void {
		this.#subscription.unsubscribe();
	}
}
