// npm run dev: the same database as npm start, served by Vite with reloading.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { startDemoBankForDemo } from './demo-bank-process';
import { dataFolder, home } from './folders';
import { stopWhenAsked } from './lifetime';
import { openPortalDatabase, prepareForUse } from './portal-database';
import { findSealingKeys } from './sealing-keys';
import { startWebProcess } from './web-process';

const port = process.env.PORT ?? '5173';
const database = await openPortalDatabase(dataFolder);
try {
	await prepareForUse(database, dataFolder);
} catch (error) {
	await database.stop();
	throw error;
}
const origin = `http://localhost:${port}`;
const bank = await startDemoBankForDemo({ appUrl: database.appUrl, dataFolder, origin });
const vite = spawn(process.execPath, [join(home, 'node_modules/vite/bin/vite.js'), 'dev', '--port', port], {
	cwd: home,
	stdio: 'inherit',
	env: {
		...process.env,
		DATABASE_URL: database.appUrl,
		...bank?.environment,
		ORIGIN: origin,
		KELLARI_DATA: dataFolder,
		SEALING_KEYS: findSealingKeys({ embedded: database.embedded, dataFolder })
	}
});
// Vite serves the pages and takes no jobs: without a worker every mail would wait.
const worker = await startWebProcess({
	host: '127.0.0.1',
	port: 0,
	origin,
	dataFolder,
	appUrl: database.appUrl,
	embedded: database.embedded,
	logLevel: 'warn',
	role: 'worker'
});
const ended = new Promise<number | null>((end) => vite.once('exit', end));
stopWhenAsked(async () => {
	vite.kill('SIGTERM');
	await Promise.all([ended, worker.stop(), bank?.stop()]);
	await database.stop();
});
process.exitCode = (await ended) ?? 0;
await Promise.all([worker.stop(), bank?.stop()]);
await database.stop();
process.exit();
