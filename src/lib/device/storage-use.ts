import type { LocalDb } from './local-db';

/** What of a person is kept on this device, and how much room it takes (O9). */
export interface StorageUse {
	/** Pictures and files kept for reading; they come again. */
	pictures: Kept;
	/** Photos and files that wait to be sent. */
	waiting: Kept;
	/** Forms that were begun. */
	drafts: number;
	/** Reports, messages, bulletins and the rest, as records. */
	records: number;
	/** Everything that the browser keeps for this address, by its own estimate, and what it would let us keep. */
	total?: { bytes: number; limit: number };
}
interface Kept {
	count: number;
	bytes: number;
}

export async function measureStorage(db: LocalDb): Promise<StorageUse> {
	const [pictures, waiting, drafts, records] = await db.read(
		['pictures', 'blobs', 'drafts', 'rows'],
		(stores) =>
			Promise.all([
				weigh(stores.pictures, ({ bytes }) => bytes.byteLength),
				weigh(stores.blobs, ({ size }) => size),
				stores.drafts.count(),
				stores.rows.count()
			])
	);
	const { usage, quota } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
	const total = usage === undefined || quota === undefined ? undefined : { bytes: usage, limit: quota };
	return { pictures, waiting, drafts, records, ...(total && { total }) };
}

/** Frees what comes again by itself. Never what waits, its photos, or what is being typed. */
export async function freePictures(db: LocalDb): Promise<void> {
	await db.pictures.clear();
}

async function weigh<T>(
	store: { each(visit: (row: T) => void): Promise<void> },
	sizeOf: (row: T) => number
): Promise<Kept> {
	const kept: Kept = { count: 0, bytes: 0 };
	await store.each((row) => {
		kept.count++;
		kept.bytes += sizeOf(row);
	});
	return kept;
}
