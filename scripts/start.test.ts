import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { stopAbandonedPostgres } from './embedded-postgres';
import { home } from './folders';
import { freePort } from './free-port';

// Processes are told apart by /proc, which only Linux has.
const onLinux = test.runIf(process.platform === 'linux');
const undo: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
	for (const step of undo.splice(0).reverse()) await step();
});

interface Start {
	process: ChildProcess;
	output(): string;
	ended: Promise<number | null>;
}

interface Place {
	dataFolder: string;
	port: number;
	/** the demo bank's */
	bankPort: number;
}

function npmStart({ dataFolder, port, bankPort }: Place): Start {
	const child = spawn(process.execPath, [join(home, 'scripts/run.mjs'), 'scripts/start.ts'], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: {
			...process.env,
			KELLARI_DATA: dataFolder,
			PORT: String(port),
			DEMO_BANK_PORT: String(bankPort),
			NODE_ENV: '',
			VITEST: ''
		}
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const ended = new Promise<number | null>((end) => child.once('close', end));
	undo.push(async () => {
		child.kill('SIGTERM');
		await ended;
	});
	return { process: child, output: () => output, ended };
}

async function newPlace(): Promise<Place> {
	const dataFolder = join(mkdtempSync(join(tmpdir(), 'kellari-start-')), 'data');
	execFileSync('chmod', ['755', join(dataFolder, '..')]);
	undo.push(async () => {
		await stopAbandonedPostgres(dataFolder);
		rmSync(join(dataFolder, '..'), { recursive: true, force: true });
	});
	return { dataFolder, port: await freePort(), bankPort: await freePort() };
}

async function until(condition: () => boolean | Promise<boolean>, said: () => string = () => '') {
	for (
		const end = Date.now() + 60_000;
		Date.now() < end;
		await new Promise((again) => setTimeout(again, 100))
	)
		if (await condition()) return;
	throw new Error(`It did not come about. ${said()}`);
}

async function answers(port: number): Promise<boolean> {
	return fetch(`http://127.0.0.1:${port}/readyz`).then(
		({ ok }) => ok,
		() => false
	);
}

async function bankAnswers({ bankPort }: Place): Promise<boolean> {
	return fetch(`http://127.0.0.1:${bankPort}/.well-known/openid-configuration`).then(
		({ ok }) => ok,
		() => false
	);
}

const hasPostgres = (dataFolder: string) => existsSync(join(dataFolder, 'postgres/postmaster.pid'));
const childrenOf = (pid: number) =>
	readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);

onLinux('Ctrl-C, which comes several times, ends everything once; the next start works', async () => {
	const place = await newPlace();
	const { dataFolder, port } = place;
	for (let i = 0; i < 2; i++) {
		const start = npmStart(place);
		await until(() => start.output().includes('Kellari is at'), start.output);
		expect(await answers(port)).toBe(true);
		expect(await bankAnswers(place)).toBe(true);
		for (const signal of ['SIGINT', 'SIGINT', 'SIGTERM'] as const) start.process.kill(signal);
		expect(await start.ended).toBe(0);
		expect(await answers(port)).toBe(false);
		expect(await bankAnswers(place)).toBe(false);
		expect(hasPostgres(dataFolder)).toBe(false);
	}
});

onLinux('a taken port is named, with whose it is, and nothing is left running', async () => {
	const first = await newPlace();
	const running = npmStart(first);
	await until(() => running.output().includes('Kellari is at'), running.output);
	const other = await newPlace();
	const refused = npmStart({ ...other, port: first.port });
	expect(await refused.ended).toBe(1);
	expect(refused.output()).toContain(`Port ${first.port} is taken by another Kellari.`);
	expect(hasPostgres(other.dataFolder)).toBe(false);

	const stranger = createServer().listen(other.port, '127.0.0.1');
	undo.push(() => void stranger.close());
	const refusedAgain = npmStart(other);
	expect(await refusedAgain.ended).toBe(1);
	expect(refusedAgain.output()).toContain(`(process ${process.pid})`);
});

onLinux('whoever of us is killed outright, nobody stays behind, and the next start works', async () => {
	const place = await newPlace();
	const { dataFolder, port } = place;
	for (const victim of ['run.mjs', 'start.ts'] as const) {
		const start = npmStart(place);
		await until(() => start.output().includes('Kellari is at'), start.output);
		const pid = victim === 'run.mjs' ? start.process.pid! : childrenOf(start.process.pid!)[0]!;
		process.kill(pid, 'SIGKILL');
		await until(
			async () => !(await answers(port)) && !(await bankAnswers(place)) && !hasPostgres(dataFolder),
			start.output
		);
	}
});
