import type { LocalDb, Stores } from './local-db';
import { stubbornly } from './storage';

export type PictureSize = 'thumb' | 'full';
const keptAhead = 60;

/** A picture's or file's bytes from the device: of one that still waits, or kept from before. */
export async function findPicture(
	db: LocalDb,
	attachment: { id: string; sha?: string },
	size: PictureSize
): Promise<Blob | undefined> {
	const waiting = attachment.sha === undefined ? undefined : await db.blobs.getBy('sha', attachment.sha);
	const kept =
		waiting ??
		(await db.pictures.get(`${attachment.id}/${size}`)) ??
		(await db.pictures.get(`${attachment.id}/full`));
	return kept && new Blob([kept.bytes], { type: kept.type });
}

/** Fetches a picture or file and keeps it, where there is room; undefined where it can't be had now. */
export async function fetchPicture(db: LocalDb, id: string, size: PictureSize): Promise<Blob | undefined> {
	const content = await load(`/api/attachments/${id}?size=${size}`).catch(() => undefined);
	if (!content) return undefined;
	const { bytes, type } = content;
	const picture = { id: `${id}/${size}`, bytes, type, usedAt: Date.now() };
	// In one transaction: its scope may be dropped meanwhile, and would leave it behind.
	const kept = db.write(['rows', 'pictures'], async ({ rows, pictures }) => {
		const s = await findScope(rows, id);
		if (s !== undefined) await pictures.put({ ...picture, s });
	});
	// A full disk shows the picture all the same; it is only not there the next time.
	await kept.catch(() => undefined);
	return new Blob([bytes], { type });
}

/** Small pictures of one's own matters and of bulletins, for reading without a network (O2); none on a line that saves. */
export async function keepPicturesAhead(
	db: LocalDb,
	report: (done: number, total: number) => void = () => undefined
): Promise<void> {
	if (savesData()) return;
	const wanted = await stubbornly(db, async () => {
		const known = new Set((await db.pictures.keys()).map((key) => key.split('/')[0]));
		return [...(await bulletinPictures(db)), ...(await newestPhotos(db))].filter((id) => !known.has(id));
	});
	for (const [done, id] of wanted.entries()) {
		report(done, wanted.length);
		// One that can't be had must not keep the others away; with no line at all the next round comes soon enough.
		if (navigator.onLine) await fetchPicture(db, id, 'thumb');
	}
	report(wanted.length, wanted.length);
}

/** The person has asked the browser to spare data: nothing is fetched that nobody has asked for (O11). */
export function savesData(): boolean {
	const { connection } = navigator as { connection?: { saveData?: boolean } };
	return connection?.saveData === true;
}

interface BulletinFile {
	id: string;
	type: string;
}
const filesOf = (data: Record<string, unknown>) => (data.files ?? []) as BulletinFile[];

async function newestPhotos(db: LocalDb): Promise<string[]> {
	const rows = await db.rows.getAllBy('k', 'attachment');
	return rows
		.filter(({ d }) => d.state === 'ready' && String(d.type).startsWith('image/'))
		.sort((a, b) => b.v - a.v)
		.slice(0, keptAhead)
		.map(({ id }) => id);
}

async function bulletinPictures(db: LocalDb): Promise<string[]> {
	const now = new Date().toISOString();
	const rows = await db.rows.getAllBy('k', 'bulletin');
	return rows
		.filter(({ d }) => d.endsAt === null || String(d.endsAt) > now)
		.flatMap(({ d }) => filesOf(d))
		.filter(({ type }) => type.startsWith('image/'))
		.map(({ id }) => id);
}

/** The scope with which a picture leaves the device again. */
async function findScope(rows: Stores['rows'], id: string): Promise<number | undefined> {
	const attachment = await rows.getBy('[k+id]', ['attachment', id]);
	if (attachment) return attachment.s;
	const bulletins = await rows.getAllBy('k', 'bulletin');
	return bulletins.find(({ d }) => filesOf(d).some((file) => file.id === id))?.s;
}

async function load(address: string): Promise<{ bytes: ArrayBuffer; type: string } | undefined> {
	const answer = await fetch(address, { cache: 'no-store' });
	const type = answer.headers.get('content-type') ?? '';
	if (!answer.ok || !(type.startsWith('image/') || type === 'application/pdf')) return undefined;
	return { bytes: await answer.arrayBuffer(), type };
}
