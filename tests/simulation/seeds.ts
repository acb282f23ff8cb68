import { appendFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Ground } from './ground';
import { run, usualLength, type Outcome } from './run';

const first = Number(process.env.START ?? 1);
const count = Number(process.env.SEEDS ?? 100);

/**
 * A quarter of the seeds, so that workers share them and end together. A seed that fails is told with its story, cut as
 * short as it still fails.
 */
export function playSeeds(remainder: 0 | 1 | 2 | 3): void {
	const seeds = Array.from({ length: count }, (_, at) => first + at).filter((seed) => seed % 4 === remainder);
	if (seeds.length === 0) return test.skip('asked for others');
	let ground: Ground;
	beforeAll(async () => {
		ground = await Ground.prepare();
	});
	afterAll(() => ground.clear());

	const claims =
		'I1 I2 I4 I6 I7 I8 I9 I10 rows as granted; I12 I13 I14 I15 I17 I18 I20 I21 I28 each submission once; I22 I23 photos whole';
	describe(claims, () => {
		for (const seed of seeds)
			test(`seed ${seed}`, async () => {
				const begun = performance.now();
				const outcome = await run(ground, seed);
				report(outcome, performance.now() - begun);
				if (outcome.violations.length > 0) expect.fail(await told(ground, outcome));
			});
	});
}

async function told(ground: Ground, outcome: Outcome): Promise<string> {
	const { seed, violations, story, steps } = await shortest(ground, outcome);
	return `seed ${seed} with ${steps} steps (START=${seed} SEEDS=1):\n${violations.join('\n')}\n\n${story.join('\n')}`;
}

/** Tries the story's beginnings, the shortest first. What Postgres was first with may differ between two runs. */
async function shortest(ground: Ground, failed: Outcome): Promise<Outcome> {
	for (let length = 5; length < usualLength; length += 5) {
		const outcome = await run(ground, failed.seed, { length });
		if (outcome.violations.length > 0) return outcome;
	}
	return failed;
}

/** For `npm run simulate`, which adds up what its workers met. */
function report({ seed, figures, violations }: Outcome, milliseconds: number): void {
	const { SIMULATION_REPORT } = process.env;
	if (SIMULATION_REPORT)
		appendFileSync(
			SIMULATION_REPORT,
			`${JSON.stringify({ seed, milliseconds, violations: violations.length, ...figures, said: violations })}\n`
		);
}
