import { connect } from '$lib/server/db';
import { createBenchDatabase } from './database';
import { atLeast, type Figure } from './figure';

const blockSize = 50_000;
const inFlight = 32;

/** A pool that slows with every query it has ever made is as slow as a broken one by the evening. */
export async function soak(): Promise<Figure[]> {
	const database = await createBenchDatabase();
	const pool = connect(database.url, { connections: 4 });
	try {
		const blocks = [];
		for (let n = 0; n < 5; n++) blocks.push(await runBlock());
		const [, second, , , fifth] = blocks;
		return [
			atLeast(
				'5th block of 50,000 queries',
				[fifth!.perSecond, '/s'],
				[second!.perSecond, '/s in the 2nd'],
				0.9,
				{
					note: `processor time per query ${blocks.map(({ cpu }) => cpu.toFixed(0)).join(', ')} µs in each block`
				}
			)
		];
	} finally {
		await pool.end();
		await database.drop();
	}

	async function runBlock() {
		const cpu = process.cpuUsage();
		const began = performance.now();
		let left = blockSize;
		await Promise.all(
			Array.from({ length: inFlight }, async () => {
				while (left-- > 0) await pool.sql`select ${left}::integer as n`;
			})
		);
		const { user, system } = process.cpuUsage(cpu);
		return { perSecond: (blockSize / (performance.now() - began)) * 1000, cpu: (user + system) / blockSize };
	}
}
