// npm run test:accessibility: every page and state in every language, scheme and width by axe, enlarged and in forced
// colours; then the pages by Lighthouse, which has a lockfile of its own: nobody else has to install its 170 MB.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfNeeded } from './build';
import { home } from './folders';
import { conclude, runPlaywright } from './stages';
import { stopToolsWhenAsked } from './tools';

stopToolsWhenAsked();
if (!existsSync(join(home, 'tests/lighthouse/node_modules/lighthouse'))) await installLighthouse();
await buildIfNeeded({ quiet: true });
process.env.THOROUGH = '1';
await conclude([await runPlaywright('X2 (no page|no state|Lighthouse)')]);

async function installLighthouse() {
	const npm = spawn('npm', ['ci', '--prefix', 'tests/lighthouse', '--no-audit', '--no-fund'], {
		cwd: home,
		stdio: 'inherit',
		shell: process.platform === 'win32'
	});
	const code = await new Promise((ended) => npm.once('exit', ended));
	if (code !== 0) throw new Error('Lighthouse could not be installed');
}
