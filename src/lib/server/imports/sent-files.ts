import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';

// Registers that were sent lie here as they came, readable, until their import has ended. Not in the system's folder for
// temporary files: what is left by a process that was killed must be found by the next one.

const parent = () => resolve(process.env.KELLARI_DATA ?? './data', 'imports');
/** Of a machine that is gone nobody can tell whether its process lives; no import takes that long. */
const longest = 24 * 60 * 60 * 1000;
const open = new Set<string>();

export interface SentFolder {
	path: string;
	remove(): Promise<void>;
}

export async function makeSentFolder(): Promise<SentFolder> {
	await mkdir(parent(), { recursive: true, mode: 0o700 });
	const path = await mkdtemp(join(parent(), ownPrefix()));
	open.add(path);
	return {
		path,
		async remove() {
			open.delete(path);
			await rm(path, { recursive: true, force: true });
		}
	};
}

/** At the start of a process: removes what earlier ones left. Another that is at work on the same folder keeps its own. */
export async function removeLeftFolders(now = Date.now()): Promise<void> {
	const names = await readdir(parent()).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return [];
		throw error;
	});
	for (const name of names) {
		const path = join(parent(), name);
		if (!open.has(path) && (await isLeft(path, name, now))) await rm(path, { recursive: true, force: true });
	}
}

/** At once, because the process waits for nobody when it ends. */
export function removeOpenFolders(): void {
	for (const path of open) rmSync(path, { recursive: true, force: true });
	open.clear();
}

const ownPrefix = () => `${hostname()}-${process.pid}-`;

async function isLeft(path: string, name: string, now: number): Promise<boolean> {
	const [, host, pid] = /^(.*)-(\d+)-[^-]+$/.exec(name) ?? [];
	// Of this machine and of this number, and not open: an earlier process had the number.
	if (host === hostname()) return Number(pid) === process.pid || !isAlive(Number(pid));
	const found = await stat(path).catch(() => undefined);
	return found !== undefined && now - found.mtimeMs > longest;
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
