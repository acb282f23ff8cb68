import { preparePhoto } from '$lib/device/photo-preparation';

export interface Prepared {
	type: string;
	width: number;
	height: number;
	/** Base64: as it is sent, and the same picture in the same size without loss. */
	sent: string;
	lossless: string;
	jpegBytes: number;
}

/** A photo as it would be sent, and beside it what else could be made of the same pixels. */
export async function prepare(base64: string): Promise<Prepared> {
	const blob = await (await fetch(`data:image/jpeg;base64,${base64}`)).blob();
	const photo = await preparePhoto(new File([blob], 'photo.jpg', { type: 'image/jpeg' }));
	if ('problem' in photo) throw new Error(photo.problem);
	const { width, height, type, bytes } = photo;
	const canvas = new OffscreenCanvas(width, height);
	const context = canvas.getContext('2d', { alpha: false })!;
	context.imageSmoothingQuality = 'high';
	context.drawImage(await createImageBitmap(blob, { imageOrientation: 'from-image' }), 0, 0, width, height);
	const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
	const png = await canvas.convertToBlob({ type: 'image/png' });
	return {
		type,
		width,
		height,
		sent: base64Of(bytes),
		lossless: base64Of(await png.arrayBuffer()),
		jpegBytes: jpeg.size
	};
}

function base64Of(bytes: ArrayBuffer): string {
	let text = '';
	const all = new Uint8Array(bytes);
	for (let at = 0; at < all.length; at += 8192) text += String.fromCharCode(...all.subarray(at, at + 8192));
	return btoa(text);
}
