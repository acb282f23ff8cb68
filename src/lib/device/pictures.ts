import type { LocalDb } from './local-db';

export type PictureSize = 'thumb' | 'full';
const keptAhead = 60;

/** A picture's bytes from the device: of a photo that still waits, or kept from before. */
export async function findPicture(
	db: LocalDb,
	attachment: { id: string; sha: string },
	size: PictureSize
): Promise<Blob | undefined> {
	const waiting = await db.blobs.where('sha').equals(attachment.sha).first();
	const kept =
		waiting ??
		(await db.pictures.get(`${attachment.id}/${size}`)) ??
		(await db.pictures.get(`${attachment.id}/full`));
	return kept && new Blob([kept.bytes], { type: kept.type });
}

/** Fetches a picture and keeps it, where there is room; undefined where it can't be had now. */
export async function fetchPicture(db: LocalDb, id: string, size: PictureSize): Promise<Blob | undefined> {
	const bytes = await load(`/api/attachments/${id}?size=${size}`).catch(() => undefined);
	if (!bytes) return undefined;
	const type = 'image/webp';
	const row = await db.rows.where('[k+id]').equals(['attachment', id]).first();
	// A full disk shows the picture all the same; it is only not there the next time.
	if (row)
		await db.pictures
			.put({ id: `${id}/${size}`, s: row.s, bytes, type, usedAt: Date.now() })
			.catch(() => undefined);
	return new Blob([bytes], { type });
}

/** Small pictures of one's own matters, for reading without a network (O2); newest first, none on a line that saves. */
export async function keepPicturesAhead(db: LocalDb): Promise<void> {
	const { connection } = navigator as { connection?: { saveData?: boolean } };
	if (connection?.saveData) return;
	const rows = await db.rows
		.where('k')
		.equals('attachment')
		.filter(({ d }) => d.state === 'ready')
		.toArray();
	const newest = rows.sort((a, b) => b.v - a.v).slice(0, keptAhead);
	const known = new Set((await db.pictures.toCollection().primaryKeys()).map((key) => key.split('/')[0]));
	// One that can't be had must not keep the others away; with no line at all the next round comes soon enough.
	for (const { id } of newest) if (!known.has(id) && navigator.onLine) await fetchPicture(db, id, 'thumb');
}

async function load(address: string): Promise<ArrayBuffer | undefined> {
	const answer = await fetch(address, { cache: 'no-store' });
	return answer.ok && answer.headers.get('content-type')?.startsWith('image/')
		? answer.arrayBuffer()
		: undefined;
}
