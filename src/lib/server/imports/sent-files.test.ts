import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeSentFolder, removeLeftFolders, removeOpenFolders } from './sent-files';

let data: string;
beforeEach(() => {
	data = mkdtempSync(join(tmpdir(), 'kellari-data-'));
	vi.stubEnv('KELLARI_DATA', data);
});
afterEach(() => {
	removeOpenFolders();
	vi.unstubAllEnvs();
	rmSync(data, { recursive: true });
});

async function leave(name: string, at = new Date()) {
	const path = join(data, 'imports', name);
	await mkdir(path, { recursive: true });
	await writeFile(join(path, '0'), 'id;hetu');
	await utimes(path, at, at);
	return path;
}

test.skipIf(process.platform === 'win32')(
	'T9 registers that were sent are readable for the portal’s own user alone',
	async () => {
		const folder = await makeSentFolder();
		for (const path of [join(data, 'imports'), folder.path]) expect(statSync(path).mode & 0o777).toBe(0o700);
		await folder.remove();
		expect(existsSync(folder.path)).toBe(false);
	}
);

test('T9 a process that stops takes the registers along that it is reading', async () => {
	const folder = await makeSentFolder();
	await writeFile(join(folder.path, '0'), 'id;hetu');
	removeOpenFolders();
	expect(existsSync(folder.path)).toBe(false);
	await folder.remove();
});

test('T9 a process that starts removes what killed ones left, and nothing of one that is at work', async () => {
	// A number that no process has: higher than any system gives out.
	const killed = await leave(`${hostname()}-99999999-aB3xYz`);
	const numberedAlike = await leave(`${hostname()}-${process.pid}-aB3xYz`);
	const atWork = await leave(`${hostname()}-${process.ppid}-aB3xYz`);
	const elsewhere = await leave('another-machine-1-aB3xYz');
	const longGone = await leave('another-machine-2-aB3xYz', new Date(Date.now() - 25 * 60 * 60 * 1000));
	const own = await makeSentFolder();
	await removeLeftFolders();
	expect([killed, numberedAlike, longGone].filter(existsSync)).toEqual([]);
	expect([atWork, elsewhere, own.path].filter((path) => !existsSync(path))).toEqual([]);
});

test('T9 where nothing was ever sent there is nothing to remove', async () => {
	await removeLeftFolders();
	expect(existsSync(join(data, 'imports'))).toBe(false);
});
