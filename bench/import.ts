import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { newSealingKey } from '$lib/server/sealing';
import { push } from '$lib/server/sync/push';
import { home } from '../scripts/folders';
import { createBenchDatabase, type BenchDatabase } from './database';
import { type Figure } from './figure';
import { buildHouse, moveIn } from './landlord';

const people = Number(process.env.IMPORT_PEOPLE ?? 20_000);

/** A year's registers of many people, 1 % of the rows wrong, taken in and then taken in again, while a resident sends. */
export async function importing(): Promise<Figure[]> {
	const database = await createBenchDatabase({ connections: 3 });
	const folder = mkdtempSync(join(tmpdir(), 'kellari-registers-'));
	try {
		await script('scripts/generate-register.ts', [folder, String(people), '0.01'], {});
		const resident = await moveIn(database.owner, await buildHouse(database.owner.sql, { plan: false }));
		const first = await taken(database, folder, resident.personId);
		const again = await taken(database, folder, resident.personId);
		const meanwhile = `${first.pushes} pushes, median ${first.median.toFixed(0)} ms`;
		return [
			told(
				`import of ${people} people, a year of invoices and payments`,
				`${first.seconds.toFixed(0)} s`,
				'10 minutes for 100,000',
				first.seconds <= people * 0.006,
				`${first.rows} rows, ${first.refused} refused`
			),
			told(
				'the same files again',
				`${again.seconds.toFixed(0)} s`,
				'nothing is changed',
				again.changed === 0,
				`${again.changed} rows changed`
			),
			told(
				'memory of the import, at its most',
				`${Math.max(first.megabytes, again.megabytes).toFixed(0)} MB`,
				'the same for any number: 400 MB',
				Math.max(first.megabytes, again.megabytes) <= 400
			),
			told(
				'a resident’s push meanwhile, slowest',
				`${first.slowest.toFixed(0)} ms`,
				'a second',
				first.slowest <= 1000,
				meanwhile
			)
		];
	} finally {
		rmSync(folder, { recursive: true });
		// An autovacuum of so many new rows may hold it; it goes with its server.
		await database.drop().catch(() => undefined);
	}
}

const told = (what: string, measured: string, goal: string, reached: boolean, note?: string): Figure => ({
	...{ what, measured, against: '', goal, reached },
	...(note ? { note } : {})
});

interface Counted {
	state: string;
	counts: Record<string, { read: number; refused: number; added: number; changed: number }>;
}

async function taken(database: BenchDatabase, folder: string, personId: string) {
	const began = performance.now();
	const running = script('scripts/import.ts', [folder, '--json'], {
		DATABASE_URL: database.url,
		SEALING_KEYS: (process.env.SEALING_KEYS ??= newSealingKey('1')),
		ALLOW_ARTIFICIAL_HETU: 'on'
	});
	const sent = sendUntil(database, personId, running.ended);
	const text = await running.ended;
	const seconds = (performance.now() - began) / 1000;
	const pushes = (await sent).sort((a, b) => a - b);
	const { state, counts } = JSON.parse(text) as Counted;
	if (state !== 'done') throw new Error(`the import ended as ${state}`);
	const total = (of: 'read' | 'refused' | 'added' | 'changed') =>
		Object.values(counts).reduce((sum, each) => sum + each[of], 0);
	return {
		seconds,
		megabytes: running.peak(),
		...{ rows: total('read'), refused: total('refused'), changed: total('added') + total('changed') },
		...{ pushes: pushes.length, median: pushes[pushes.length >> 1] ?? 0, slowest: pushes.at(-1) ?? 0 }
	};
}

/** One small change after the other, as fast as they are taken; returns how long each took, in milliseconds. */
async function sendUntil(
	{ db }: BenchDatabase,
	personId: string,
	ended: Promise<unknown>
): Promise<number[]> {
	let isOver = false;
	void ended.finally(() => (isOver = true));
	const client = randomUUID();
	const took: number[] = [];
	for (let seq = 1; !isOver; seq++) {
		const began = performance.now();
		await push(db, { personId, client, now: new Date(), alert: () => undefined }, [
			[seq, personId, 'chooseLanguage', 1, { id: personId, language: seq % 2 ? 'sv' : 'fi' }]
		]);
		took.push(performance.now() - began);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	return took;
}

function script(name: string, args: string[], env: Record<string, string>) {
	const child = spawn(
		process.execPath,
		[
			'--disable-warning=ExperimentalWarning',
			...['--import', pathToFileURL(join(home, 'scripts/lib-resolver.mjs')).href],
			...[join(home, name), ...args]
		],
		{ cwd: home, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] }
	);
	let text = '';
	let peak = 0;
	child.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
	const looking = setInterval(() => (peak = Math.max(peak, residentMegabytes(child.pid))), 200);
	const ended = new Promise<string>((resolve, fail) =>
		child.once('exit', (code) => {
			clearInterval(looking);
			// 1 says that rows were refused, which is as it should be here.
			if (code === 0 || code === 1) resolve(text);
			else fail(new Error(`${name} ended with ${code}`));
		})
	);
	return Object.assign(ended, { ended, peak: () => peak });
}

/** Linux's word; elsewhere the row says 0. */
function residentMegabytes(pid: number | undefined): number {
	try {
		const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
		return Number(kilobytes ?? 0) / 1024;
	} catch {
		return 0;
	}
}
