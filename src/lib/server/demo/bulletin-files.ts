import type { BulletinFile } from '$lib/domain/bulletins';
import type { ObjectStore } from '$lib/server/blobs';
import type { Sql } from '$lib/server/db';
import { makePicture } from '$lib/server/pictures';
import type { DemoBulletin } from './bulletins';
import type { Words } from './content/words';
import { insertRows } from './fill/insert';
import { demoId } from './ids';
import { onePagePdf } from './one-page-pdf';
import type { DemoPhotos, PhotoName } from './photos';

/** What hangs beside a bulletin: one of the demo's photos, or a page of lines. */
export type BulletinFileSeed = { name: Words } & ({ photo: PhotoName } | { lines: string[] });

interface Made {
	file: BulletinFile;
	/** What goes into the store, by its key. */
	objects: [string, Buffer][];
}

/** Keeps the demo's pictures and files in the store, as publishing a bulletin does, and names them in the database. */
export async function fillBulletinFiles(
	sql: Sql,
	store: ObjectStore,
	bulletins: DemoBulletin[],
	photos: DemoPhotos
): Promise<void> {
	const seeds = bulletins.flatMap(({ id, key, files = [] }) =>
		files.map((seed, position) => ({
			bulletinId: id,
			position,
			seed,
			id: demoId('bulletin file', key, position)
		}))
	);
	for (const { bulletinId, position, seed, id } of seeds) {
		const { file, objects } = await make(id, seed, photos);
		for (const [key, bytes] of objects) await store.put(key, bytes);
		await insertRows(sql, 'bulletin_files', [{ ...file, bulletinId, position }]);
	}
}

async function make(id: string, seed: BulletinFileSeed, photos: DemoPhotos): Promise<Made> {
	const { name } = seed;
	if ('lines' in seed) {
		const bytes = onePagePdf(seed.lines);
		const file: BulletinFile = { id, name, type: 'application/pdf', size: bytes.length, width: 0, height: 0 };
		return { file, objects: [[`files/${id}.pdf`, bytes]] };
	}
	const { bytes, width, height } = photos[seed.photo];
	const picture = await makePicture(bytes);
	if (!picture) throw new Error(`${seed.photo} is no picture`);
	return {
		file: { id, name, type: 'image/webp', size: picture.full.length, width, height },
		objects: [
			[`pictures/${id}/full.webp`, picture.full],
			[`pictures/${id}/thumb.webp`, picture.thumb]
		]
	};
}
