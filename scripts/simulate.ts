// npm run simulate -- 2000 [first seed]: many seeds of the sync simulation, and what they met.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

interface Report {
	seed: number;
	violations: number;
	pulls: number;
	pushed: number;
	photos: number;
	faults: Record<string, number>;
}

const { positionals } = parseArgs({ allowPositionals: true });
const [seeds = '2000', first = '1'] = positionals;
const folder = mkdtempSync(join(tmpdir(), 'kellari-simulate-'));
const file = join(folder, 'report');
const begun = Date.now();
const code = await play();
const reports = readReports();
tell(reports);
rmSync(folder, { recursive: true });
process.exit(code === 0 && reports.length === Number(seeds) ? 0 : 1);

function play(): Promise<number> {
	const vitest = resolve('node_modules/vitest/vitest.mjs');
	const child = spawn(
		process.execPath,
		[vitest, 'run', '--project', 'simulation', 'seeds', '--reporter=dot'],
		{
			stdio: 'inherit',
			env: { ...process.env, SEEDS: seeds, START: first, SIMULATION_REPORT: file }
		}
	);
	return new Promise((ended) => child.on('exit', (exit) => ended(exit ?? 1)));
}

function readReports(): Report[] {
	const lines = readFileSync(file, { encoding: 'utf8', flag: 'a+' }).split('\n').filter(Boolean);
	return lines.map((line) => JSON.parse(line) as Report);
}

function tell(all: Report[]): void {
	const total = (of: (report: Report) => number) => all.reduce((sum, report) => sum + of(report), 0);
	const faults: Record<string, number> = {};
	for (const report of all)
		for (const [fault, times] of Object.entries(report.faults)) faults[fault] = (faults[fault] ?? 0) + times;
	const failed = all.filter(({ violations }) => violations > 0).map(({ seed }) => seed);
	console.log(`seeds       ${all.length} of ${seeds}, from ${first}`);
	console.log(`exchanges   ${total(({ pulls }) => pulls)}`);
	console.log(`mutations   ${total(({ pushed }) => pushed)} sent`);
	console.log(`photos      ${total(({ photos }) => photos)} pieces sent`);
	for (const [fault, times] of Object.entries(faults).sort(([, a], [, b]) => b - a))
		console.log(`  ${String(times).padStart(7)} ${fault}`);
	console.log(`seconds     ${Math.round((Date.now() - begun) / 1000)}`);
	console.log(
		`violations  ${total(({ violations }) => violations)}${failed.length > 0 ? `, in seeds ${failed.join(', ')}` : ''}`
	);
}
