import { createHash, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { PhotoToSend } from '$lib/device/portal-types';

/** A real picture, another one for each number; `large` needs more than one piece. */
export async function takePhoto(number: number, { large = false } = {}): Promise<PhotoToSend> {
	const edge = large ? 360 : 24;
	const pixels = Buffer.alloc(edge * edge * 3);
	// Noise does not compress, so that a small picture has as many bytes as a large one of a wall.
	let state = number + 1;
	for (let at = 0; at < pixels.length; at++) {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		pixels[at] = state >>> 24;
	}
	const png = await sharp(pixels, { raw: { width: edge, height: edge, channels: 3 } })
		.png()
		.toBuffer();
	return photoOf(png, { type: 'image/png', width: edge, height: edge });
}

/** Bytes that only say that they are a picture. */
export function takeFake(number: number): PhotoToSend {
	return photoOf(Buffer.from(`no picture ${number}`), { type: 'image/png', width: 10, height: 10 });
}

export function photoOf(content: Buffer, shape: Pick<PhotoToSend, 'type' | 'width' | 'height'>): PhotoToSend {
	return {
		id: randomUUID(),
		sha: createHash('sha256').update(content).digest('hex'),
		size: content.length,
		bytes: new Uint8Array(content).buffer,
		...shape
	};
}
