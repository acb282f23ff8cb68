import { directory, emptyInbox } from '$lib/device/directory';
import { stubbornly } from '$lib/device/storage';

/** Photos shared from the gallery (O1), in the inbox until the report that they go with is kept on the device. */
export async function sharedFiles(): Promise<File[]> {
	const files = await stubbornly(directory(), () => directory().inbox.getAll());
	return files.map(({ name, type, bytes }) => new File([bytes], name, { type }));
}

export async function countSharedFiles(): Promise<number> {
	return stubbornly(directory(), () => directory().inbox.count());
}

export async function forgetSharedFiles(): Promise<void> {
	await emptyInbox();
}
