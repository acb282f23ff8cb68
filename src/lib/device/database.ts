import { announce } from './changes';
import { answerOf, Store } from './store';

/** How a store is made, and what it is found by. */
export interface StoreShape {
	keyPath: string | string[];
	autoIncrement?: true;
	/** Key paths by the index's name. */
	indexes?: Record<string, string | string[]>;
}

/** Databases were first made by a library that counts its versions in tens; the browser knows version 1 as 10. */
const version = 10;

/**
 * An IndexedDB database whose connection comes and goes: opened by the first access, let go when another window removes
 * or replaces the database, and opened again where the browser has dropped it.
 */
export class Database<S extends object> {
	readonly name: string;
	/** Removed from the device, here or by another tab: to open it again would make it anew. */
	gone = false;
	readonly #shapes: Record<keyof S & string, StoreShape>;
	readonly #factory: IDBFactory;
	#connection: IDBDatabase | undefined;
	#opening: Promise<IDBDatabase> | undefined;
	#isClosed = false;

	constructor(name: string, shapes: Record<keyof S & string, StoreShape>, factory: IDBFactory = indexedDB) {
		this.name = name;
		this.#shapes = shapes;
		this.#factory = factory;
	}

	/** Told apart by identity: whether an access met the one that another has replaced meanwhile. */
	get connection(): IDBDatabase | undefined {
		return this.#connection;
	}

	read<N extends keyof S & string, R>(
		stores: readonly N[],
		work: (stores: Pick<S, N>) => Promise<R>
	): Promise<R> {
		return this.#transact('readonly', stores, work);
	}

	/**
	 * Runs `work` in one transaction: all of it is on the disk when this resolves, or nothing of it is there. Nothing but
	 * the stores may be awaited in it, since a transaction ends when nobody asks it anything.
	 */
	write<N extends keyof S & string, R>(
		stores: readonly N[],
		work: (stores: Pick<S, N>) => Promise<R>
	): Promise<R> {
		return this.#transact('readwrite', stores, work);
	}

	async open(): Promise<void> {
		await this.#connect();
	}

	close(): void {
		this.#isClosed = true;
		this.#letGo();
	}

	/** Lets a connection go that no longer answers. One that can't be had now is tried for again by the next access. */
	async reopen(): Promise<void> {
		this.#isClosed = false;
		this.#letGo();
		await this.#connect().catch(() => undefined);
	}

	/** Takes the database off the device, when its other connections have been let go. */
	async delete(): Promise<void> {
		this.gone = true;
		this.#letGo();
		await answerOf(this.#factory.deleteDatabase(this.name));
	}

	/** For each store a property of its name, whose calls are transactions by themselves. */
	protected store<N extends keyof S & string>(name: N): S[N] {
		const run = <R>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => Promise<R>) =>
			this.#inTransaction(mode, [name], (transaction, written) => {
				if (mode === 'readwrite') written.add(name);
				return work(transaction.objectStore(name));
			});
		return new Store(run) as S[N];
	}

	#transact<N extends keyof S & string, R>(
		mode: IDBTransactionMode,
		names: readonly N[],
		work: (stores: Pick<S, N>) => Promise<R>
	): Promise<R> {
		return this.#inTransaction(mode, names, (transaction, written) => {
			const stores = names.map((name) => {
				const store = transaction.objectStore(name);
				const run = <T>(access: IDBTransactionMode, ask: (store: IDBObjectStore) => Promise<T>) => {
					if (access === 'readwrite') written.add(name);
					return ask(store);
				};
				return [name, new Store(run)];
			});
			return work(Object.fromEntries(stores) as Pick<S, N>);
		});
	}

	async #inTransaction<R>(
		mode: IDBTransactionMode,
		names: readonly string[],
		work: (transaction: IDBTransaction, written: Set<string>) => Promise<R>
	): Promise<R> {
		const transaction = await this.#begin(mode, names);
		const ended = endOf(transaction);
		const written = new Set<string>();
		let result: R;
		try {
			result = await work(transaction, written);
		} catch (error) {
			// Where the browser has broken it off, what it was asked meanwhile fails only in consequence.
			const { error: cause } = transaction;
			abort(transaction);
			throw cause ?? error;
		}
		await ended;
		if (written.size > 0) announce({ database: this.name, stores: [...written] });
		return result;
	}

	async #begin(mode: IDBTransactionMode, names: readonly string[]): Promise<IDBTransaction> {
		for (let isAgain = false; ; isAgain = true) {
			const connection = await this.#connect();
			try {
				// Strict: "saved on this phone" is said when it is on the disk, not when it is on its way there.
				return connection.transaction([...names], mode, { durability: 'strict' });
			} catch (error) {
				// The browser has closed the connection without a word; nothing has been asked of it yet.
				if (isAgain || !(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
				if (this.#connection === connection) this.#letGo();
			}
		}
	}

	async #connect(): Promise<IDBDatabase> {
		if (this.#isClosed || this.gone) throw new DatabaseClosedError(this.name);
		const opening = (this.#opening ??= openDatabase(this.#factory, this.name, this.#shapes));
		try {
			const connection = await opening;
			if (this.#connection === connection) return connection;
			if (this.#opening !== opening) {
				// Let go while it was opening.
				connection.close();
				return await this.#connect();
			}
			connection.onversionchange = ({ newVersion }) => {
				if (newVersion === null) this.gone = true;
				this.#drop(connection);
			};
			connection.onclose = () => this.#drop(connection);
			return (this.#connection = connection);
		} catch (error) {
			if (this.#opening === opening) this.#opening = undefined;
			throw error;
		}
	}

	#drop(connection: IDBDatabase): void {
		connection.close();
		if (this.#connection === connection) this.#letGo();
	}

	#letGo(): void {
		this.#connection?.close();
		this.#connection = this.#opening = undefined;
	}
}

/** An access to a database that was closed here, or is gone from the device. */
class DatabaseClosedError extends Error {
	override readonly name = 'DatabaseClosedError';
}

function openDatabase(
	factory: IDBFactory,
	name: string,
	shapes: Record<string, StoreShape>
): Promise<IDBDatabase> {
	const request = factory.open(name, version);
	request.onupgradeneeded = () => {
		for (const [store, { indexes = {}, ...shape }] of Object.entries(shapes)) {
			const made = request.result.createObjectStore(store, shape);
			for (const [index, keyPath] of Object.entries(indexes)) made.createIndex(index, keyPath);
		}
	};
	return answerOf(request);
}

/** Resolves when everything is on the disk; rejects when nothing of it is there. */
function endOf(transaction: IDBTransaction): Promise<void> {
	const ended = new Promise<void>((resolve, reject) => {
		transaction.oncomplete = () => resolve();
		transaction.onabort = () => reject(transaction.error ?? new DOMException('broken off', 'AbortError'));
	});
	// Where the work itself fails, it says so, and nobody waits for the end.
	ended.catch(() => undefined);
	return ended;
}

function abort(transaction: IDBTransaction): void {
	try {
		transaction.abort();
	} catch (error) {
		// It has ended already.
		if (!(error instanceof DOMException)) throw error;
	}
}
