// npm run bench: every figure beside its limit or its peer. npm run bench -- idle growth: those groups alone.
import type { Measure } from '../bench/figure';
import { printTable, type Figure } from '../bench/figure';
import { stopPostgres } from '../bench/database';
import { stopWhenAsked } from './lifetime';

/** Loaded when it is its turn: each brings a world of its own. */
const groups: Record<string, () => Promise<Measure>> = {
	bytes: async () => (await import('../bench/bytes')).bytes,
	idle: async () => (await import('../bench/idle')).idle,
	exchange: async () => (await import('../bench/exchange')).exchange,
	soak: async () => (await import('../bench/soak')).soak,
	growth: async () => (await import('../bench/growth')).growth,
	delta: async () => (await import('../bench/delta')).delta,
	apply: async () => (await import('../bench/apply')).apply,
	saved: async () => (await import('../bench/saved')).saved,
	pages: async () => (await import('../bench/pages')).pages,
	'cold-start': async () => (await import('../bench/cold-start')).coldStart,
	drain: async () => (await import('../bench/drain')).drain,
	photo: async () => (await import('../bench/photo')).photo,
	import: async () => (await import('../bench/import')).importing,
	processes: async () => (await import('../bench/processes')).processes
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in groups));
if (unknown.length > 0) {
	console.error(`No such group: ${unknown.join(', ')}. There are: ${Object.keys(groups).join(', ')}`);
	process.exit(2);
}
stopWhenAsked(stopPostgres);

const figures: Figure[] = [];
const failed: string[] = [];
for (const [name, load] of Object.entries(groups)) {
	if (asked.length > 0 && !asked.includes(name)) continue;
	const began = performance.now();
	try {
		const measure = await load();
		const found = await measure();
		figures.push(...found);
		console.log(`\n${name}, ${((performance.now() - began) / 1000).toFixed(0)} s`);
		printTable(found);
	} catch (error) {
		failed.push(name);
		console.error(`\n${name} could not be measured:`, error);
	}
}
await stopPostgres();
if (asked.length !== 1) {
	console.log('\nAll of it');
	printTable(figures);
}
const missed = figures.filter(({ reached }) => reached === false);
console.log(`\n${figures.length} figures, ${missed.length} missed, ${failed.length} groups not measured`);
process.exit(failed.length > 0 ? 1 : 0);
