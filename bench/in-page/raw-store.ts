/** IndexedDB by hand, for scripts in a page: what the device's store is measured beside. */
export function openRaw(
	name: string,
	stores: Record<string, { keyPath: string | string[]; indexes?: Record<string, string | string[]> }>
) {
	return new Promise<IDBDatabase>((resolve, reject) => {
		const request = indexedDB.open(name, 1);
		request.onupgradeneeded = () => {
			for (const [store, { keyPath, indexes = {} }] of Object.entries(stores)) {
				const made = request.result.createObjectStore(store, { keyPath });
				for (const [index, path] of Object.entries(indexes)) made.createIndex(index, path);
			}
		};
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});
}

/** One transaction that is on the disk when this resolves. */
export function inOne(
	db: IDBDatabase,
	stores: string[],
	work: (transaction: IDBTransaction) => void
): Promise<void> {
	return new Promise((resolve, reject) => {
		const transaction = db.transaction(stores, 'readwrite', { durability: 'strict' });
		transaction.oncomplete = () => resolve();
		transaction.onabort = () => reject(transaction.error);
		work(transaction);
	});
}
