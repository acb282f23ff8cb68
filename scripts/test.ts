// npm test: everything. npm test -- -t D4: that rule's tests in both runners. The last line sums it up.
import { parseArgs } from 'node:util';
import { buildIfNeeded } from './build';
import { stopWhenAsked } from './lifetime';
import { checkStatically, type Count, runPlaywright, runVitest, sum, verdict } from './stages';
import { stopTools } from './tools';

const { values } = parseArgs({ options: { t: { type: 'string', short: 't' } } });
const rule = values.t;
stopWhenAsked(stopTools);

const counts: Count[] = [];
if (!rule) counts.push(await checkStatically());
counts.push(await runVitest(['unit', 'server', 'device', 'simulation', 'gates'], rule));
const built = await isBuilt();
if (!rule || !built) counts.push(verdict(built));
if (built) {
	// The launcher's tests start the built portal.
	counts.push(await runVitest(['scripts'], rule));
	counts.push(await runPlaywright(rule));
}
const { passed, failed } = sum(counts);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

async function isBuilt(): Promise<boolean> {
	try {
		await buildIfNeeded({ quiet: true });
		return true;
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		return false;
	}
}
