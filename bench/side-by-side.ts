import { cpuOf, startChild } from './child';
import { median } from './figure';
import type { Load, Served } from './load-generator';

export interface Contender {
	pid: number;
	port: number;
	/** What the next round asks of it. */
	requests(): string[];
	/** The only status that counts as an answer. */
	status: number;
}

export interface Compared {
	/** How often each was under load, warm-ups included. */
	rounds: number;
	perSecond: [number, number];
	/** Requests per second of the first, as a share of the second's: median of adjacent pairs. */
	ratio: number;
	/** Processor time of the server's own process per request, milliseconds; undefined where the system doesn't tell. */
	cpu: [number, number] | undefined;
}

const warmUps = 2;

/** Two servers under the same load in turns, so that what else the machine does meets both. */
export async function sideBySide(
	contenders: [Contender, Contender],
	{ pairs = 7, ms = 1500, connections = 16 } = {}
): Promise<Compared> {
	const generator = await startChild<Served>('./load-generator.ts', {
		port: contenders[0].port,
		requests: ['x'],
		connections: 0,
		ms: 0
	});
	const results: { perSecond: number; cpu: number | undefined }[][] = [];
	try {
		for (let pair = -warmUps; pair < pairs; pair++) {
			const round: ({ contender: Contender } & Awaited<ReturnType<typeof underLoad>>)[] = [];
			// Whoever is first meets a machine that has rested: they take turns at that too.
			for (const contender of pair % 2 === 0 ? contenders : [...contenders].reverse())
				round.push({ contender, ...(await underLoad(contender)) });
			if (pair >= 0)
				results.push(contenders.map((each) => round.find(({ contender }) => contender === each)!));
		}
	} finally {
		await generator.stop();
	}
	const of = (at: number) => results.map((pair) => pair[at]!);
	const cpus = [0, 1].map((at) => median(of(at).map(({ cpu }) => cpu ?? NaN))) as [number, number];
	return {
		rounds: pairs + warmUps,
		perSecond: [0, 1].map((at) => median(of(at).map(({ perSecond }) => perSecond))) as [number, number],
		ratio: median(results.map(([a, b]) => a!.perSecond / b!.perSecond)),
		cpu: cpus.some(Number.isNaN) ? undefined : cpus
	};

	async function underLoad({ pid, port, requests, status }: Contender) {
		const before = cpuOf(pid);
		const load: Load = { port, requests: requests(), connections, ms };
		const served = await generator.ask<Served>(load);
		const after = cpuOf(pid);
		const others = Object.keys(served.statuses).filter((each) => each !== String(status));
		if (others.length > 0 || served.answered === 0)
			throw new Error(`answered with ${JSON.stringify(served.statuses)}`);
		return {
			perSecond: (served.answered / served.ms) * 1000,
			cpu: before === undefined || after === undefined ? undefined : (after - before) / served.answered
		};
	}
}

export function cpuNote({ cpu }: Compared): string {
	if (!cpu) return 'processor time: this system does not tell';
	return `processor time of the server itself per request: ${cpu.map((ms) => `${(ms * 1000).toFixed(0)} µs`).join(' against ')}`;
}
