type Query = IDBValidKey | IDBKeyRange;
type Run = <R>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => Promise<R>) => Promise<R>;

/**
 * An object store with promises. Where it comes from decides what a call is: a database's own is a transaction by
 * itself, done when it resolves; one that a transaction was given takes part in that.
 */
export class Store<T, K extends IDBValidKey, I extends string = never> {
	readonly #run: Run;

	constructor(run: Run) {
		this.#run = run;
	}

	get(key: K): Promise<T | undefined> {
		return this.#run('readonly', (store) => answerOf(store.get(key)));
	}

	getMany(keys: readonly K[]): Promise<(T | undefined)[]> {
		return this.#run('readonly', (store) => Promise.all(keys.map((key) => answerOf(store.get(key)))));
	}

	getAll(): Promise<T[]> {
		return this.#run('readonly', (store) => answerOf(store.getAll()));
	}

	/** The first that an index finds. */
	getBy(index: I, query: Query): Promise<T | undefined> {
		return this.#run('readonly', (store) => answerOf(store.index(index).get(query)));
	}

	getAllBy(index: I, query: Query): Promise<T[]> {
		return this.#run('readonly', (store) => answerOf(store.index(index).getAll(query)));
	}

	keys(): Promise<K[]> {
		return this.#run('readonly', async (store) => (await answerOf(store.getAllKeys())) as K[]);
	}

	count(): Promise<number> {
		return this.#run('readonly', (store) => answerOf(store.count()));
	}

	/** One at a time, where all of them together may be more than a phone's memory likes. */
	each(visit: (value: T) => void): Promise<void> {
		return this.#run('readonly', (store) => visitAll(store.openCursor(), visit));
	}

	add(value: T): Promise<void> {
		return this.#run('readwrite', (store) => doneWith(store.add(value)));
	}

	put(value: T): Promise<void> {
		return this.#run('readwrite', (store) => doneWith(store.put(value)));
	}

	putAll(values: readonly T[]): Promise<void> {
		return this.#run('readwrite', (store) => doneWith(values.map((value) => store.put(value)).at(-1)));
	}

	/** Changes what is named of a value that is there. */
	update(key: K, changes: Partial<T>): Promise<void> {
		return this.#run('readwrite', async (store) => {
			const value: unknown = await answerOf(store.get(key));
			if (value) await doneWith(store.put({ ...value, ...changes }));
		});
	}

	delete(query: K | IDBKeyRange): Promise<void> {
		return this.#run('readwrite', (store) => doneWith(store.delete(query)));
	}

	deleteAll(keys: readonly K[]): Promise<void> {
		return this.#run('readwrite', (store) => doneWith(keys.map((key) => store.delete(key)).at(-1)));
	}

	deleteBy(index: I, query: Query): Promise<void> {
		return this.#run('readwrite', async (store) => {
			const keys = await answerOf(store.index(index).getAllKeys(query));
			await doneWith(keys.map((key) => store.delete(key)).at(-1));
		});
	}

	clear(): Promise<void> {
		return this.#run('readwrite', (store) => doneWith(store.clear()));
	}
}

export function answerOf<R>(request: IDBRequest<R>): Promise<R> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error!);
	});
}

/** Of many the last is enough: they are answered in order, and one that fails takes those behind it along. */
async function doneWith(last: IDBRequest | undefined): Promise<void> {
	if (last) await answerOf(last);
}

function visitAll<T>(
	request: IDBRequest<IDBCursorWithValue | null>,
	visit: (value: T) => void
): Promise<void> {
	return new Promise((resolve, reject) => {
		request.onerror = () => reject(request.error!);
		request.onsuccess = () => {
			const cursor = request.result;
			if (!cursor) return resolve();
			try {
				visit(cursor.value);
				cursor.continue();
			} catch (error) {
				reject(error as Error);
			}
		};
	});
}
