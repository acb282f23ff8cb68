import { constants, createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

/** Where pictures and files live. Keys are ours: lower-case words, ids and slashes. */
export interface ObjectStore {
	put(key: string, bytes: Uint8Array): Promise<void>;
	/** Undefined where there is none. */
	get(key: string): Promise<Buffer | undefined>;
	remove(key: string): Promise<void>;
	/** Keys below a folder of which nothing has been written since an instant. */
	untouchedSince(folder: string, before: Date): Promise<string[]>;
	/** Bytes received so far of something that arrives in pieces; 0 where nothing has. */
	received(key: string): Promise<number>;
	/** Writes a piece at its offset as it arrives, and keeps what arrived when the source breaks off. */
	append(key: string, offset: number, source: AsyncIterable<Uint8Array>, limit: number): Promise<number>;
	read(key: string): AsyncIterable<Uint8Array>;
}

/** The store that the environment names. */
export function openStore(): ObjectStore {
	return fileStore(process.env.BLOB_FOLDER ?? `${process.env.KELLARI_DATA ?? './data'}/blobs`);
}

export function fileStore(folder: string): ObjectStore {
	function pathOf(key: string): string {
		if (!/^[a-z0-9-]+(\/[a-z0-9.-]+)*$/.test(key)) throw new Error(`"${key}" is no key of the object store`);
		return join(folder, key);
	}

	async function received(key: string): Promise<number> {
		return (await unlessAbsent(stat(pathOf(key))))?.size ?? 0;
	}

	return {
		received,
		async put(key, bytes) {
			const path = pathOf(key);
			await mkdir(dirname(path), { recursive: true });
			// Renamed into place: a reader sees the whole or nothing, also after a crash.
			const draft = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
			await writeFile(draft, bytes, { flush: true });
			await rename(draft, path);
		},
		get: (key) => unlessAbsent(readFile(pathOf(key))),
		remove: (key) => rm(pathOf(key), { force: true }),
		async untouchedSince(below, before) {
			const entries =
				(await unlessAbsent(readdir(pathOf(below), { recursive: true, withFileTypes: true }))) ?? [];
			const keys: string[] = [];
			for (const entry of entries.filter((each) => each.isFile())) {
				const path = join(entry.parentPath, entry.name);
				const written = await unlessAbsent(stat(path));
				if (written && written.mtime < before) keys.push(relative(folder, path).split(sep).join('/'));
			}
			return keys.sort();
		},
		async append(key, offset, source, limit) {
			const path = pathOf(key);
			await mkdir(dirname(path), { recursive: true });
			// Made and opened in one: another request may complete the photo, and remove its pieces, in between.
			const file = await open(path, constants.O_RDWR | constants.O_CREAT);
			let at = offset;
			try {
				for await (const piece of source) {
					const fitting = piece.subarray(0, Math.max(0, limit - at));
					// At its own offset: two engines sending the same photo write the same bytes to the same place.
					await file.write(fitting, 0, fitting.length, at);
					at += fitting.length;
					if (fitting.length < piece.length) break;
				}
			} finally {
				await file.datasync();
				await file.close();
			}
			return at;
		},
		read: (key) => createReadStream(pathOf(key))
	};
}

async function unlessAbsent<T>(reading: Promise<T>): Promise<T | undefined> {
	try {
		return await reading;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
		throw error;
	}
}
