// npm start: builds if needed, starts Postgres, migrates, moves the demo landlord in, serves.
import { MigrationRefused } from '$lib/server/migrate';
import { buildIfNeeded } from './build';
import { type DemoBank, startDemoBankForDemo } from './demo-bank-process';
import { dataFolder } from './folders';
import { greeting } from './greeting';
import { CannotStart, type Ending, stopWhenAsked } from './lifetime';
import { openPortalDatabase, type PortalDatabase, prepareForUse } from './portal-database';
import { whoHasPort } from './taken-port';
import { startWebProcess, type WebProcess } from './web-process';

const host = process.env.HOST ?? '127.0.0.1';
const port = Number(process.env.PORT ?? 3000);
const origin = process.env.ORIGIN ?? `http://localhost:${port}`;

let database: PortalDatabase | undefined;
let bank: DemoBank | undefined;
let web: WebProcess | undefined;
let opening: Promise<unknown> | undefined;
let stopping = false;

stopWhenAsked(stop);
try {
	await start();
} catch (error) {
	if (!stopping) {
		const isForPeople = error instanceof CannotStart || error instanceof MigrationRefused;
		console.error(isForPeople ? error.message : error);
		await stop('asked');
		process.exit(1);
	}
}

async function start() {
	const taken = await whoHasPort(host, port);
	if (taken) throw new CannotStart(`${taken} Stop it, or choose another port: PORT=${port + 1} npm start`);
	console.log('Kellari is starting …');
	const opened = openPortalDatabase(dataFolder).then((open) => (database = open));
	const built = buildIfNeeded({ quiet: true });
	// Both to their end, so that a failed build doesn't leave a Postgres that is just starting.
	opening = Promise.allSettled([opened, built]);
	await opening;
	await built;
	const { appUrl, embedded } = await opened;
	const { isDemo } = await prepareForUse(await opened, dataFolder);
	if (stopping) return;
	const logLevel = process.env.LOG_LEVEL ?? 'warn';
	bank = await startDemoBankForDemo({ appUrl, dataFolder, origin });
	if (stopping) return bank?.stop();
	const environment = bank?.environment;
	web = await startWebProcess({ host, port, origin, dataFolder, appUrl, embedded, logLevel, environment });
	console.log(greeting(origin, isDemo));
	void bank?.ended.then((code) => {
		if (!stopping)
			console.error(`The demo bank ended unexpectedly (${code ?? 'killed'}): nobody can identify now.`);
	});
	void web.ended.then(async (code) => {
		if (stopping) return;
		console.error(`The web process ended unexpectedly (${code ?? 'killed'}).`);
		await stop('asked');
		process.exit(1);
	});
}

/** The web process first, so that its last requests still find the database. */
async function stop(why: Ending) {
	if (stopping) return;
	stopping = true;
	if (why === 'asked' && web) console.log('\nKellari is stopping …');
	await Promise.all([web?.stop(), bank?.stop()]);
	await opening;
	await database?.stop();
}
