import { expect, test } from 'vitest';
import { Ground } from './ground';
import { mistakes, type Mistake } from './mutants';
import { run } from './run';

const seeds = 50;
const length = 40;

async function play(seed: number, only: Mistake['only']) {
	const ground = await Ground.prepare();
	try {
		return await run(ground, seed, { only, length });
	} finally {
		await ground.clear();
	}
}

/** The first seed that notices the mistake, with what it noticed. */
async function noticed({ mutant, only }: Mistake): Promise<{ seed: number; violation: string } | undefined> {
	const ground = await Ground.prepare();
	try {
		if (mutant.schema) await ground.owner.sql.unsafe(mutant.schema);
		for (let seed = 1; seed <= seeds; seed++) {
			const { violations } = await run(ground, seed, { mutant, only, length });
			if (!violations[0]) continue;
			return { seed, violation: violations[0] };
		}
		return undefined;
	} finally {
		await ground.clear();
	}
}

for (const [name, mistake] of Object.entries(mistakes))
	test(`within ${seeds} seeds the simulation notices ${name}`, async () => {
		const found = await noticed(mistake);
		expect(found, name).toBeDefined();
		// It is the mistake that was noticed, and not the seed's story.
		expect((await play(found!.seed, mistake.only)).violations).toEqual([]);
	});
