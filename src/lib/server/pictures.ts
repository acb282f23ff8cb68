import sharp from 'sharp';

// One at a time: a picture is decoded whole, and a web process must not grow by as many as arrive at once.
sharp.concurrency(1);
sharp.cache(false);

export interface Picture {
	full: Buffer;
	thumb: Buffer;
}

const signatures: ((bytes: Uint8Array) => boolean)[] = [
	(bytes) => starts(bytes, [0xff, 0xd8, 0xff]),
	(bytes) => starts(bytes, [0x89, 0x50, 0x4e, 0x47]),
	(bytes) => starts(bytes, [0x52, 0x49, 0x46, 0x46]) && starts(bytes.subarray(8), [0x57, 0x45, 0x42, 0x50])
];

/**
 * What is kept of a photo: re-encoded, so that nothing but pixels survives (no position, no script in a comment), and a
 * thumbnail. Undefined where the bytes are no picture of a type that we take, whatever they are called.
 */
export async function makePicture(bytes: Uint8Array): Promise<Picture | undefined> {
	if (!signatures.some((matches) => matches(bytes))) return undefined;
	try {
		const upright = sharp(bytes, { limitInputPixels: 30_000_000, failOn: 'error' }).rotate();
		const full = await upright
			.clone()
			.resize({ width: 1600, height: 1600, fit: 'inside', withoutEnlargement: true })
			.webp({ quality: 78 })
			.toBuffer();
		const thumb = await upright
			.clone()
			.resize({ width: 320, height: 320, fit: 'inside', withoutEnlargement: true })
			.webp({ quality: 60 })
			.toBuffer();
		return { full, thumb };
	} catch (error) {
		// sharp throws plain errors for what it can't decode; anything else is a fault of ours.
		if (error instanceof Error && !(error instanceof TypeError)) return undefined;
		throw error;
	}
}

function starts(bytes: Uint8Array, signature: number[]): boolean {
	return signature.every((byte, at) => bytes[at] === byte);
}
