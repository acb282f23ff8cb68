// One built portal with the demo's past, for the browser tests; gone with its data when it is stopped.
import { writeFileSync } from 'node:fs';
import postgres from 'postgres';
import { buildIfNeeded } from './build';
import { type DemoBank, startDemoBankForDemo } from './demo-bank-process';
import { startEphemeralPostgres } from './ephemeral-postgres';
import { stopWhenAsked } from './lifetime';
import { prepareForUse } from './portal-database';
import { startWebProcess, type WebProcess } from './web-process';

const port = Number(process.env.PORT);
await buildIfNeeded({ quiet: true });
const cluster = await startEphemeralPostgres();
let bank: DemoBank | undefined;
const starting = start();
stopWhenAsked(async () => {
	// A failed start has been reported; what it had begun is stopped all the same.
	const web = await starting.catch(() => undefined);
	await Promise.all([web?.stop(), bank?.stop()]);
	await cluster.stop();
});
try {
	await starting;
} catch (error) {
	console.error(error);
	await bank?.stop();
	await cluster.stop();
	process.exit(1);
}

async function start(): Promise<WebProcess> {
	await prepareForUse({ ...cluster, embedded: true }, cluster.dataFolder);
	await leaveTemplate();
	const { appUrl, dataFolder } = cluster;
	const origin = `http://localhost:${port}`;
	bank = await startDemoBankForDemo({ appUrl, dataFolder, origin });
	return startWebProcess({
		host: '127.0.0.1',
		port,
		origin,
		dataFolder: cluster.dataFolder,
		appUrl: cluster.appUrl,
		embedded: true,
		environment: bank?.environment,
		logLevel: process.env.LOG_LEVEL ?? 'warn'
	});
}

/** Journeys that cut, fill or update their portal have one of their own: a copy of this database as it is now. */
async function leaveTemplate() {
	const { TEST_PORTAL_STATE } = process.env;
	if (!TEST_PORTAL_STATE) return;
	const { ownerUrl, appUrl, dataFolder } = cluster;
	const template = 'kellari_template';
	const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
	await sql`create database ${sql(template)} template ${sql(new URL(ownerUrl).pathname.slice(1))}`;
	await sql.end();
	writeFileSync(TEST_PORTAL_STATE, JSON.stringify({ ownerUrl, appUrl, template, dataFolder }), {
		mode: 0o600
	});
}
