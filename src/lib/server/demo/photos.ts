import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';

export const photoNames = [
	'ceiling-stain',
	'cracked-tile',
	'dark-stairwell',
	'dripping-tap',
	'lift-panel',
	'overflowing-bins',
	'sea-view',
	'unknown-car',
	'window-condensation',
	'withered-tree'
] as const;
export type PhotoName = (typeof photoNames)[number];

/** What a report says of its photo, without the id that each use of it has. */
export interface DemoPhoto {
	sha: string;
	type: 'image/webp';
	size: number;
	width: number;
	height: number;
	bytes: Buffer;
}
export type DemoPhotos = Record<PhotoName, DemoPhoto>;

export async function loadPhotos(): Promise<DemoPhotos> {
	const loaded = await Promise.all(photoNames.map(async (name) => [name, await loadPhoto(name)] as const));
	return Object.fromEntries(loaded) as DemoPhotos;
}

async function loadPhoto(name: PhotoName): Promise<DemoPhoto> {
	const bytes = await readFile(new URL(`./photos/${name}.webp`, import.meta.url));
	const { width, height } = await sharp(bytes).metadata();
	const sha = createHash('sha256').update(bytes).digest('hex');
	return { sha, type: 'image/webp', size: bytes.length, width, height, bytes };
}
