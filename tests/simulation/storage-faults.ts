import type { IDBFactory } from 'fake-indexeddb';

/** What becomes of a transaction of the device's database. */
export type StorageFault = 'refused' | 'aborted' | 'quota';

/** Stands between a tab and its device's databases. */
export interface StorageWatch {
	/** Before a transaction begins; may throw. */
	beforeTransaction(stores: string[], mode: IDBTransactionMode): StorageFault | undefined;
	/** Something of the database runs until the returned function is called. */
	runs(): () => void;
	/** A transaction that wrote has committed. */
	committed(database: string, stores: string[]): void;
}

/** One tab's way to the databases of its device. Its transactions can be cut off as when the tab is killed. */
export class TabStorage {
	readonly factory: globalThis.IDBFactory;
	readonly #open = new Set<IDBTransaction>();

	constructor(factory: IDBFactory, watch: StorageWatch) {
		const indexedDB = {
			open: (name: string, version?: number) => {
				const request = factory.open(name, version);
				const end = watch.runs();
				for (const event of ['success', 'error', 'blocked'])
					request.addEventListener(event, () => setImmediate(end));
				request.addEventListener('success', () => this.#instrument(request.result, watch));
				return request;
			},
			deleteDatabase: (name: string) => factory.deleteDatabase(name),
			databases: () => factory.databases(),
			cmp: (a: unknown, b: unknown) => factory.cmp(a, b)
		};
		this.factory = indexedDB as unknown as globalThis.IDBFactory;
	}

	/** What is not committed is lost, as when a tab's process ends. */
	kill(): void {
		for (const transaction of this.#open) abort(transaction);
	}

	#instrument(database: IDBDatabase, watch: StorageWatch): void {
		const begin = database.transaction.bind(database);
		database.transaction = (
			names: string | string[],
			mode: IDBTransactionMode = 'readonly',
			options?: IDBTransactionOptions
		) => {
			const stores = [names].flat();
			const fault = watch.beforeTransaction(stores, mode);
			if (fault === 'refused') throw new DOMException('the connection was lost', 'InvalidStateError');
			const transaction = begin(names, mode, options);
			const end = watch.runs();
			this.#open.add(transaction);
			const ended = () => {
				this.#open.delete(transaction);
				setImmediate(end);
			};
			transaction.addEventListener('abort', ended);
			transaction.addEventListener('complete', () => {
				ended();
				if (mode === 'readwrite') watch.committed(database.name, stores);
			});
			if (fault === 'aborted') setImmediate(() => abort(transaction));
			if (fault === 'quota' && mode === 'readwrite')
				setImmediate(() => abort(transaction, 'QuotaExceededError'));
			return transaction;
		};
	}
}

/** With a reason as browsers give it, which scripts can't. */
function abort(transaction: IDBTransaction, reason?: string): void {
	const fake = transaction as unknown as { _state: string; _abort(reason: string): void };
	if (fake._state === 'finished' || fake._state === 'committing') return;
	fake._abort(reason ?? 'AbortError');
}
