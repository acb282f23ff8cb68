// npm test: everything. npm test -- -t D4: that rule's tests in both runners. The last line sums it up.
import { parseArgs } from 'node:util';
import { findBrowser } from './browser';
import { buildIfNeeded } from './build';
import type { Count } from './reports';
import { checkCode, checkFormat, conclude, runPlaywright, runVitest, verdict } from './stages';
import { stopToolsWhenAsked } from './tools';

const { values } = parseArgs({ options: { t: { type: 'string', short: 't' } } });
const rule = values.t;
stopToolsWhenAsked();

// Where there is none it is installed meanwhile, which is waiting for the network more than anything else.
findBrowser().catch(() => undefined);
const counts: Count[] = [];
if (!rule) counts.push(await checkCode());
// Each needs one core.
const [built, format] = await Promise.all([isBuilt(), rule ? undefined : checkFormat()]);
if (format) counts.push(format);
if (!rule || !built) counts.push(verdict(built, 'the build'));
// The launcher's tests start the built portal.
const launcher = built ? ['scripts'] : [];
counts.push(await runVitest(['unit', 'server', 'device', 'simulation', 'gates', ...launcher], rule));
if (built) counts.push(await runPlaywright(rule));
await conclude(counts);

async function isBuilt(): Promise<boolean> {
	try {
		await buildIfNeeded({ quiet: true });
		return true;
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		return false;
	}
}
