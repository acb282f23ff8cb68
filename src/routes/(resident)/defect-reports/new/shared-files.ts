import { directory } from '$lib/device/directory';

/** Photos shared from the gallery (O1), in the inbox until the report that they go with is kept on the device. */
export async function sharedFiles(): Promise<File[]> {
	const files = await directory().inbox.getAll();
	return files.map(({ name, type, bytes }) => new File([bytes], name, { type }));
}

export async function countSharedFiles(): Promise<number> {
	return directory().inbox.count();
}

export async function forgetSharedFiles(): Promise<void> {
	await directory().inbox.clear();
}
