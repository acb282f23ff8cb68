import { liveQuery } from 'dexie';

/** A database query as reactive state: its value is the last result, `undefined` until the first. Runs until `stop`. */
export class Live<T> {
	#value = $state.raw<T>();
	readonly #subscription: { unsubscribe(): void };

	constructor(query: () => Promise<T>, failed: (error: unknown) => void = () => undefined) {
		this.#subscription = liveQuery(query).subscribe({ next: (value) => (this.#value = value), error: failed });
	}

	get value(): T | undefined {
		return this.#value;
	}

	stop(): void {
		this.#subscription.unsubscribe();
	}
}
