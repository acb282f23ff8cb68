import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
	chmodSync,
	chownSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import postgres from 'postgres';
import { afterEach, expect, test } from 'vitest';
import { type EmbeddedPostgres, startPostgres, stopAbandonedPostgres } from './embedded-postgres';

const isRoot = process.getuid?.() === 0;
const undo: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
	for (const step of undo.splice(0).reverse()) await step();
});

function newFolder(mode = 0o755): string {
	const folder = mkdtempSync(join(tmpdir(), 'kellari-launcher-'));
	chmodSync(folder, mode);
	undo.push(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

async function start(dataFolder: string): Promise<EmbeddedPostgres> {
	const started = await startPostgres({ dataFolder, durable: false });
	undo.push(() => started.stop());
	return started;
}

async function ask<T>(url: string, statement: string): Promise<T> {
	const sql = postgres(url, { max: 1, onnotice: () => undefined });
	try {
		return (await sql.unsafe(statement)) as unknown as T;
	} finally {
		await sql.end({ timeout: 1 });
	}
}

const pidOf = (cluster: string) =>
	Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
const clusterOf = (dataFolder: string) =>
	(JSON.parse(readFileSync(join(dataFolder, 'postgres.json'), 'utf8')) as { cluster: string }).cluster;

test('what was written is there at the second start, at the same address', async () => {
	const dataFolder = join(newFolder(), 'data');
	const first = await start(dataFolder);
	await ask(first.ownerUrl, 'create table kept (id int)');
	await first.stop();
	expect(existsSync(join(dataFolder, 'postgres/postmaster.pid'))).toBe(false);
	const second = await start(dataFolder);
	expect(second.ownerUrl).toBe(first.ownerUrl);
	expect(await ask(second.ownerUrl, 'select * from kept')).toEqual([]);
});

test('nobody gets in without the password, which only the owner can read', async () => {
	const dataFolder = join(newFolder(), 'data');
	const { appUrl } = await start(dataFolder);
	const withoutPassword = new URL(appUrl);
	withoutPassword.password = 'guess';
	await expect(ask(withoutPassword.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
	expect(statSync(join(dataFolder, 'postgres.json')).mode & 0o777).toBe(0o600);
});

test('two processes share one Postgres, and the last one stops it', async () => {
	const dataFolder = join(newFolder(), 'data');
	const first = await start(dataFolder);
	const second = await start(dataFolder);
	await first.stop();
	expect(await ask(second.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
	await second.stop();
	expect(existsSync(join(dataFolder, 'postgres/postmaster.pid'))).toBe(false);
});

test('a killed launcher leaves a Postgres that the next start uses again', async () => {
	const dataFolder = join(newFolder(), 'data');
	await killedLauncher(dataFolder);
	const pid = pidOf(join(dataFolder, 'postgres'));
	const { appUrl } = await start(dataFolder);
	expect(await ask(appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
	expect(pidOf(join(dataFolder, 'postgres'))).toBe(pid);
});

test('an abandoned Postgres can be stopped by whoever notices', async () => {
	const dataFolder = join(newFolder(), 'data');
	await killedLauncher(dataFolder);
	await stopAbandonedPostgres(dataFolder);
	expect(existsSync(join(dataFolder, 'postgres/postmaster.pid'))).toBe(false);
});

test('a Postgres that was killed starts again despite its old pid file', async () => {
	const dataFolder = join(newFolder(), 'data');
	await killedLauncher(dataFolder);
	const pid = pidOf(join(dataFolder, 'postgres'));
	process.kill(pid, 'SIGKILL');
	const { appUrl } = await start(dataFolder);
	expect(await ask(appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
	expect(pidOf(join(dataFolder, 'postgres'))).not.toBe(pid);
});

test('a pid that belongs to another program by now does not keep Postgres from starting', async () => {
	const dataFolder = join(newFolder(), 'data');
	const first = await start(dataFolder);
	await first.stop();
	writeFileSync(join(dataFolder, 'postgres/postmaster.pid'), `${process.pid}\n/x\n1\n1\n\n127.0.0.1\n`);
	const { appUrl } = await start(dataFolder);
	expect(await ask(appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('the folder of another major version is left alone, and said so', async () => {
	const dataFolder = join(newFolder(), 'data');
	await (await start(dataFolder)).stop();
	writeFileSync(join(dataFolder, 'postgres/PG_VERSION'), '16\n');
	await expect(startPostgres({ dataFolder, durable: false })).rejects.toThrow(
		/made by Postgres 16.*Nothing was changed/s
	);
});

test.runIf(isRoot)('below a closed folder the cluster lies where its user can reach it', async () => {
	const dataFolder = join(newFolder(0o700), 'data');
	const { appUrl } = await start(dataFolder);
	expect(await ask(appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
	const cluster = clusterOf(dataFolder);
	undo.unshift(() => rmSync(dirname(cluster), { recursive: true }));
	expect(cluster.startsWith(dataFolder)).toBe(false);
	expect(statSync(cluster).uid).not.toBe(0);
});

const nobody = { uid: 65534, gid: 65534 };
/** Below a folder of root's own nobody else can run what is installed here. */
const isOpenToOthers = isRoot && spawnSync(process.execPath, ['--version'], nobody).status === 0;

test.runIf(isOpenToOthers)('an ordinary user starts it too, also below a folder of their own', async () => {
	const folder = newFolder(0o700);
	chownSync(folder, nobody.uid, nobody.gid);
	mkdirSync(join(folder, 'home'));
	chownSync(join(folder, 'home'), nobody.uid, nobody.gid);
	const script = `
		import { startPostgres } from '${import.meta.dirname}/embedded-postgres.ts';
		const started = await startPostgres({ dataFolder: '${folder}/data', durable: false });
		await started.stop();
		console.log(process.getuid());`;
	const said = execFileSync(process.execPath, nodeArguments(script), {
		encoding: 'utf8',
		...nobody,
		cwd: '/',
		env: { PATH: process.env.PATH, HOME: join(folder, 'home') }
	});
	expect(said.trim()).toBe(String(nobody.uid));
	expect(clusterOf(join(folder, 'data'))).toBe(join(folder, 'data/postgres'));
});

/** Starts Postgres in a process of its own and kills that one at once. */
async function killedLauncher(dataFolder: string) {
	undo.push(() => stopAbandonedPostgres(dataFolder));
	const script = `
		import { startPostgres } from '${import.meta.dirname}/embedded-postgres.ts';
		await startPostgres({ dataFolder: '${dataFolder}', durable: false });
		process.kill(process.pid, 'SIGKILL');`;
	const launcher = spawn(process.execPath, nodeArguments(script), { stdio: 'inherit' });
	await new Promise((ended) => launcher.once('exit', ended));
}

function nodeArguments(script: string): string[] {
	const resolver = new URL('lib-resolver.mjs', import.meta.url).href;
	return ['--disable-warning=ExperimentalWarning', '--import', resolver, '--input-type=module', '-e', script];
}
