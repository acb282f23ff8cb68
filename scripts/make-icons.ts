// Draws the icons of the installed app from static/icon.svg. Run by hand when that changes: the results are committed,
// so that a build needs no drawing.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { home } from './folders';

const source = await readFile(join(home, 'static/icon.svg'), 'utf8');
// A maskable icon is cut to any shape by the launcher: full bleed, the drawing within the inner 80 %.
const maskable = source
	.replace('rx="21" ', '')
	.replace('<g ', '<g transform="translate(9.6 9.6) scale(.8)" ')
	.replace('<circle cx="48" cy="69" r="3.6"', '<circle cx="48" cy="64.8" r="2.9"');

await draw(source, 192, 'icon-192.png');
await draw(source, 512, 'icon-512.png');
await draw(maskable, 512, 'maskable-512.png');
await draw(maskable, 180, 'apple-touch-icon.png');

async function draw(svg: string, size: number, name: string): Promise<void> {
	const drawn = sharp(Buffer.from(svg), { density: 72 * (size / 96) }).resize(size, size);
	await drawn.png({ palette: true, compressionLevel: 9 }).toFile(join(home, 'static/icons', name));
}
