import { readPhotoHeader, type PhotoHeader } from './photo-header';
import type { PhotoToSend } from './portal-types';
import { sha256Hex } from './local-db';

export interface PhotoProblem {
	problem: 'notAnImage' | 'unreadable' | 'heicUnsupported' | 'tooLarge' | 'tooManyPixels' | 'broken';
}

export const maxFileBytes = 40_000_000;
export const maxPixels = 100_000_000;
const headerBytes = 512 * 1024;
const wishedBytes = 100_000;

/**
 * Tried in this order until a photo is small enough to go out on a poor line; the last is taken as it is. A photo that is
 * made smaller hides what compression does to it: its luma SSIM at 0.57 is that of an `unreduced` one at 0.7 (0.95).
 */
const sizes = [
	{ edge: 1600, webp: 0.57, unreduced: 0.7, jpeg: 0.72 },
	{ edge: 1440, webp: 0.57, unreduced: 0.64, jpeg: 0.66 },
	{ edge: 1280, webp: 0.57, unreduced: 0.6, jpeg: 0.6 }
];

/**
 * Makes a photo that is fit to be kept on the device and sent: upright, at most 1600 px, some 100 kB, without EXIF and
 * so without its position. What can't be one is a typed problem, and nothing is decoded before its header was read.
 */
export async function preparePhoto(file: File): Promise<PhotoToSend | PhotoProblem> {
	const header = await headerOf(file);
	if ('problem' in header) return header;
	if (header.width * header.height > maxPixels) return { problem: 'tooManyPixels' };

	const picture = await decode(file, header);
	if (!picture) return { problem: header.type === 'heic' ? 'heicUnsupported' : 'broken' };
	try {
		const { blob, width, height } = await encode(picture);
		// An ArrayBuffer, never a Blob: Blobs in IndexedDB have killed WebKit's network process.
		const bytes = await blob.arrayBuffer();
		const type = blob.type as PhotoToSend['type'];
		return {
			id: crypto.randomUUID(),
			sha: await sha256Hex(bytes),
			type,
			size: bytes.byteLength,
			width,
			height,
			bytes
		};
	} finally {
		if ('close' in picture.source) picture.source.close();
	}
}

async function headerOf(file: File): Promise<PhotoHeader | PhotoProblem> {
	if (file.size > maxFileBytes) return { problem: 'tooLarge' };
	if (file.size === 0) return { problem: 'unreadable' };
	let header: ReturnType<typeof readPhotoHeader>;
	try {
		header = readPhotoHeader(new Uint8Array(await file.slice(0, headerBytes).arrayBuffer()));
		if (header === 'truncated' && file.size > headerBytes)
			header = readPhotoHeader(new Uint8Array(await file.arrayBuffer()));
	} catch (error) {
		// The file was moved, deleted, or lies in a cloud that is out of reach.
		if (error instanceof DOMException) return { problem: 'unreadable' };
		throw error;
	}
	if (header === 'unknown') return { problem: 'notAnImage' };
	return header === 'truncated' ? { problem: 'broken' } : header;
}

interface Picture {
	source: ImageBitmap | HTMLImageElement;
	width: number;
	height: number;
}

async function decode(file: File, header: PhotoHeader): Promise<Picture | undefined> {
	const bitmap = await decodeBitmap(file);
	// Elements show half a picture where its end is missing. Of HEIC they may know more.
	if (bitmap === 'undecodable' && header.type !== 'heic') return undefined;
	if (typeof bitmap === 'object' && isUpright(bitmap, header))
		return { source: bitmap, width: bitmap.width, height: bitmap.height };
	if (typeof bitmap === 'object') bitmap.close();
	return decodeElement(file);
}

async function decodeBitmap(file: File): Promise<ImageBitmap | 'undecodable' | 'unknownOption'> {
	try {
		return await createImageBitmap(file, { imageOrientation: 'from-image' });
	} catch (error) {
		if (error instanceof DOMException && error.name === 'InvalidStateError') return 'undecodable';
		// An older WebKit takes no options.
		if (error instanceof DOMException || error instanceof TypeError) return 'unknownOption';
		throw error;
	}
}

/** Whether the decoder has turned a picture that lies on its side; older ones don't. */
function isUpright(bitmap: ImageBitmap, { width, height, orientation }: PhotoHeader): boolean {
	if (orientation < 5 || width === height) return true;
	return bitmap.width < bitmap.height === height < width;
}

/** Elements have turned pictures upright in every browser for years. */
async function decodeElement(file: File): Promise<Picture | undefined> {
	if (typeof Image === 'undefined') return undefined;
	const url = URL.createObjectURL(file);
	try {
		const source = new Image();
		source.src = url;
		await source.decode();
		return { source, width: source.naturalWidth, height: source.naturalHeight };
	} catch (error) {
		if (error instanceof DOMException) return undefined;
		throw error;
	} finally {
		URL.revokeObjectURL(url);
	}
}

async function encode(picture: Picture): Promise<{ blob: Blob; width: number; height: number }> {
	let smallest: { blob: Blob; width: number; height: number } | undefined;
	for (const { edge, webp, unreduced, jpeg } of sizes) {
		const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
		const width = Math.max(1, Math.round(picture.width * scale));
		const height = Math.max(1, Math.round(picture.height * scale));
		const blob = await draw(picture.source, width, height, scale < 1 ? webp : unreduced, jpeg);
		if (!smallest || blob.size < smallest.blob.size) smallest = { blob, width, height };
		if (blob.size <= wishedBytes) break;
	}
	if (!smallest) throw new Error('no size was tried');
	return smallest;
}

async function draw(
	source: CanvasImageSource,
	width: number,
	height: number,
	webp: number,
	jpeg: number
): Promise<Blob> {
	const canvas = canvasOf(width, height);
	const context = canvas.getContext('2d', { alpha: false }) as
		OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D | null;
	if (!context) throw new Error('the browser gives no canvas');
	// Neither format keeps what is transparent; on white it stays readable.
	context.fillStyle = '#fff';
	context.fillRect(0, 0, width, height);
	context.imageSmoothingQuality = 'high';
	context.drawImage(source, 0, 0, width, height);
	// WebKit gives PNG for a type that it can't write: only `blob.type` tells.
	const blob = await blobOf(canvas, 'image/webp', webp);
	return blob.type === 'image/webp' ? blob : blobOf(canvas, 'image/jpeg', jpeg);
}

function canvasOf(width: number, height: number): OffscreenCanvas | HTMLCanvasElement {
	if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(width, height);
	return Object.assign(document.createElement('canvas'), { width, height });
}

function blobOf(canvas: OffscreenCanvas | HTMLCanvasElement, type: string, quality: number): Promise<Blob> {
	if ('convertToBlob' in canvas) return canvas.convertToBlob({ type, quality });
	return new Promise((resolve, reject) => {
		canvas.toBlob(
			(blob) => (blob ? resolve(blob) : reject(new Error('the canvas could not be written'))),
			type,
			quality
		);
	});
}
