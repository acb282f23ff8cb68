// One built portal with an empty past, for the browser tests; gone with its data when it is stopped.
import { buildIfNeeded } from './build';
import { startEphemeralPostgres } from './ephemeral-postgres';
import { stopWhenAsked } from './lifetime';
import { prepareForUse } from './portal-database';
import { startWebProcess, type WebProcess } from './web-process';

const port = Number(process.env.PORT);
await buildIfNeeded({ quiet: true });
const postgres = await startEphemeralPostgres();
const starting = start();
stopWhenAsked(async () => {
	// A failed start has been reported; what it had begun is stopped all the same.
	const web = await starting.catch(() => undefined);
	await web?.stop();
	await postgres.stop();
});
try {
	await starting;
} catch (error) {
	console.error(error);
	await postgres.stop();
	process.exit(1);
}

async function start(): Promise<WebProcess> {
	await prepareForUse({ ...postgres, embedded: true }, postgres.dataFolder);
	return startWebProcess({
		host: '127.0.0.1',
		port,
		origin: `http://localhost:${port}`,
		dataFolder: postgres.dataFolder,
		appUrl: postgres.appUrl,
		embedded: true,
		logLevel: process.env.LOG_LEVEL ?? 'warn'
	});
}
