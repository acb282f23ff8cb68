import { announce } from './changes';
import { answerOf, Store } from './store';

/** How a store is made, and what it is found by. */
export interface StoreShape {
	keyPath: string | string[];
	autoIncrement?: true;
	/** Key paths by the index's name. */
	indexes?: Record<string, string | string[]>;
}

/** A request to the disk that is not answered for so long is not answered at all. */
const patienceMs = 15_000;
/** A deletion waits for whoever else has the database open; they let it go when asked, unless they hang. */
const deletionMs = 5000;

/** Databases were first made by a library that counts its versions in tens; the browser knows version 1 as 10. */
const version = 10;

/** Whether a database that isn't there is made by whoever asks for it. */
type Making = 'made when asked for' | 'made once';

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
	#mayMake: boolean;

	/**
	 * @param making `made once`: by `make()`. An access to one that is not there any more must not bring it back.
	 */
	constructor(
		name: string,
		shapes: Record<keyof S & string, StoreShape>,
		making: Making,
		factory: IDBFactory = indexedDB
	) {
		this.name = name;
		this.#shapes = shapes;
		this.#mayMake = making === 'made when asked for';
		this.#factory = factory;
	}

	/** Closed for good, or gone: whoever works on it has nothing more to do. */
	get isOver(): boolean {
		return this.#isClosed || this.gone;
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

	/** Makes it where it isn't there yet. */
	async make(): Promise<void> {
		if (this.#mayMake) return this.open();
		this.#mayMake = true;
		try {
			await this.open();
		} finally {
			this.#mayMake = false;
		}
	}

	/** For good: nothing is asked of it any more. */
	close(): void {
		this.#isClosed = true;
		this.#letGo();
	}

	/** Lets a connection go that no longer answers. One that can't be had now is tried for again by the next access. */
	async reopen(): Promise<void> {
		this.#letGo();
		await this.#connect().catch(() => undefined);
	}

	/**
	 * Takes the database off the device, when its other connections have been let go. Where one hangs, the browser does it
	 * as soon as that has ended, and nobody waits.
	 */
	async delete(): Promise<void> {
		this.gone = true;
		this.#letGo();
		const deleted = answerOf(this.#factory.deleteDatabase(this.name));
		await within(deletionMs, deleted).catch((error: unknown) => {
			if (!isLate(error)) throw error;
		});
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
		const written = new Set<string>();
		let isDone = false;
		const ended = endOf(transaction).then(() => {
			isDone = true;
			if (written.size > 0) announce({ database: this.name, stores: [...written] });
		});
		// Where the work itself fails, it says so, and nobody waits for the end.
		ended.catch(() => undefined);
		try {
			const result = await within(patienceMs, work(transaction, written));
			if (isDone && written.size > 0) throw new Error(awaitedElse);
			await within(patienceMs, ended);
			return result;
		} catch (error) {
			if (isDone) throw new Error(awaitedElse, { cause: error });
			// Where the browser has broken it off, what it was asked meanwhile fails only in consequence.
			const { error: cause } = transaction;
			abort(transaction);
			if (isLate(error)) this.#letGo();
			throw cause ?? error;
		}
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
		if (this.isOver) throw new DatabaseClosedError(this.name);
		const opening = (this.#opening ??= this.#open());
		try {
			const connection = await within(patienceMs, opening);
			if (this.#connection === connection) return connection;
			// Let go while it was opening.
			if (this.#opening !== opening) return await this.#connect();
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

	/** The connection is closed at once where nobody waits for it any more when it comes. */
	#open(): Promise<IDBDatabase> {
		const opening = openDatabase(this.#factory, this.name, this.#shapes, this.#mayMake).then(
			(connection) => {
				if (this.#opening !== opening) connection.close();
				return connection;
			},
			(error: unknown) => {
				if (!(error instanceof DatabaseClosedError)) throw error;
				this.gone = true;
				throw error;
			}
		);
		return opening;
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

async function openDatabase(
	factory: IDBFactory,
	name: string,
	shapes: Record<string, StoreShape>,
	mayMake: boolean
): Promise<IDBDatabase> {
	const request = factory.open(name, version);
	let isMissing = false;
	request.onupgradeneeded = () => {
		if (!mayMake) {
			isMissing = true;
			return request.transaction?.abort();
		}
		for (const [store, { indexes = {}, ...shape }] of Object.entries(shapes)) {
			const made = request.result.createObjectStore(store, shape);
			for (const [index, keyPath] of Object.entries(indexes)) made.createIndex(index, keyPath);
		}
	};
	try {
		return await answerOf(request);
	} catch (error) {
		throw isMissing ? new DatabaseClosedError(name) : error;
	}
}

/** Resolves when everything is on the disk; rejects when nothing of it is there. */
function endOf(transaction: IDBTransaction): Promise<void> {
	return new Promise<void>((resolve, reject) => {
		transaction.oncomplete = () => resolve();
		transaction.onabort = () => reject(transaction.error ?? new DOMException('broken off', 'AbortError'));
	});
}

const awaitedElse = 'A transaction ended while something else was awaited in it: what it had written stays.';

/** Rejects with a TimeoutError where no answer comes: a browser may forget a request in the background. */
async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
	let limit: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<never>((_, reject) => {
		limit = setTimeout(() => reject(new DOMException('no answer', 'TimeoutError')), ms);
	});
	try {
		return await Promise.race([answer, late]);
	} finally {
		clearTimeout(limit);
	}
}

const isLate = (error: unknown) => error instanceof DOMException && error.name === 'TimeoutError';

function abort(transaction: IDBTransaction): void {
	try {
		transaction.abort();
	} catch (error) {
		// It has ended already.
		if (!(error instanceof DOMException)) throw error;
	}
}
