/** What a file says of itself before anything decodes it: enough to refuse what is no picture, or a bomb. */
export interface PhotoHeader {
	type: 'jpeg' | 'png' | 'webp' | 'gif' | 'heic' | 'avif';
	width: number;
	height: number;
	/** EXIF orientation 1 to 8; 5 to 8 turn the picture on its side. Only JPEG is asked. */
	orientation: number;
}

/**
 * Reads type and dimensions from a file's first bytes. `unknown`: no picture that a phone makes. `truncated`: one, but
 * its dimensions lie beyond these bytes or are damaged.
 */
export function readPhotoHeader(bytes: Uint8Array<ArrayBuffer>): PhotoHeader | 'unknown' | 'truncated' {
	const type = typeOf(bytes);
	if (!type) return 'unknown';
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	try {
		const header = readers[type](view);
		return header.width > 0 && header.height > 0 ? { orientation: 1, ...header, type } : 'truncated';
	} catch (error) {
		// DataView reads beyond the end.
		if (error instanceof RangeError) return 'truncated';
		throw error;
	}
}

type Size = { width: number; height: number; orientation?: number };

const readers: Record<PhotoHeader['type'], (view: DataView) => Size> = {
	jpeg: jpegSize,
	png: (view) => ({ width: view.getUint32(16), height: view.getUint32(20) }),
	gif: (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
	webp: webpSize,
	heic: boxedSize,
	avif: boxedSize
};

function typeOf(bytes: Uint8Array): PhotoHeader['type'] | undefined {
	const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
	if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
	if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
	if (/^GIF8[79]a$/.test(text(0, 6))) return 'gif';
	if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp';
	if (text(4, 8) !== 'ftyp') return undefined;
	const brands = text(8, Math.min(64, new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)));
	if (/avif|avis/.test(brands)) return 'avif';
	return /heic|heix|hevc|heim|heis|mif1|msf1/.test(brands) ? 'heic' : undefined;
}

// JPEG (ITU-T T.81 B.2): segments up to the frame header, whose marker is C0–CF without C4, C8 and CC.
function jpegSize(view: DataView): Size {
	let orientation = 1;
	for (let at = 2; ;) {
		if (view.getUint8(at) !== 0xff) return { width: 0, height: 0 };
		const marker = view.getUint8(at + 1);
		// Padding, and markers without a length.
		if (marker === 0xff) at += 1;
		else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
		else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
			return { height: view.getUint16(at + 5), width: view.getUint16(at + 7), orientation };
		else {
			const length = view.getUint16(at + 2);
			if (marker === 0xe1) orientation = exifOrientation(view, at + 4, length - 2) ?? orientation;
			at += 2 + Math.max(2, length);
		}
	}
}

/** EXIF 2.32 4.5: a TIFF header, then directory 0, whose tag 0x0112 is the orientation. */
function exifOrientation(view: DataView, start: number, length: number): number | undefined {
	if (length < 14 || start + length > view.byteLength || view.getUint32(start) !== 0x45786966)
		return undefined;
	const tiff = start + 6;
	const end = start + length;
	const little = view.getUint16(tiff) === 0x4949;
	const directory = tiff + view.getUint32(tiff + 4, little);
	if (directory + 2 > end) return undefined;
	const entries = view.getUint16(directory, little);
	for (let entry = directory + 2; entry + 12 <= end && entry < directory + 2 + entries * 12; entry += 12) {
		if (view.getUint16(entry, little) !== 0x0112) continue;
		const value = view.getUint16(entry + 8, little);
		return value >= 1 && value <= 8 ? value : undefined;
	}
	return undefined;
}

// WebP container: lossy (VP8), lossless (VP8L) and extended (VP8X) keep their size in three different ways.
function webpSize(view: DataView): Size {
	const chunk = view.getUint32(12);
	if (chunk === 0x56503820)
		return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
	if (chunk === 0x5650384c) {
		const bits = view.getUint32(21, true);
		return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
	}
	if (chunk === 0x56503858) return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
	return { width: 0, height: 0 };
}

const uint24 = (view: DataView, at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);

// HEIF (ISO 23008-12): meta › iprp › ipco › ispe. A phone's picture is a grid of tiles with its own, largest, size.
function boxedSize(view: DataView): Size {
	let largest: Size = { width: 0, height: 0 };
	const walk = (from: number, to: number) => {
		for (let at = from; at + 8 <= to;) {
			const size = view.getUint32(at);
			const name = view.getUint32(at + 4);
			if (size < 8) return;
			const end = Math.min(to, at + size);
			if (name === 0x6d657461) walk(at + 12, end);
			else if (name === 0x69707270 || name === 0x6970636f) walk(at + 8, end);
			else if (name === 0x69737065) {
				const found = { width: view.getUint32(at + 12), height: view.getUint32(at + 16) };
				if (found.width * found.height > largest.width * largest.height) largest = found;
			}
			at += size;
		}
	};
	walk(0, view.byteLength);
	return largest;
}
