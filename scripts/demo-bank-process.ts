import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { connect } from '$lib/server/db';
import { demoBroker } from '$lib/server/auth/identification/brokers';
import { callbackPath } from '$lib/server/auth/identification/callback-path';
import { newKeySet, readKeys } from '$lib/server/auth/identification/keys';
import { findLandlord } from '$lib/server/landlord';
import { home } from './folders';
import { freePort } from './free-port';

export interface DemoBank {
	issuer: string;
	/** what the portal's process has to know of it */
	environment: Record<string, string>;
	/** settles when it ended, with its exit code */
	ended: Promise<number | null>;
	pid: number;
	stop(): Promise<void>;
}

export interface DemoBankSettings {
	appUrl: string;
	dataFolder: string;
	/** the portal's */
	origin: string;
	/** any free one unless given */
	port?: number;
}

/** Starts the bank beside the demo landlord's portal; nothing for any other landlord, or where brokers are set. */
export async function startDemoBankForDemo(settings: DemoBankSettings): Promise<DemoBank | undefined> {
	if (process.env.IDENTIFICATION_BROKERS) return undefined;
	return (await isDemo(settings.appUrl)) ? startDemoBank(settings) : undefined;
}

export async function startDemoBank(settings: DemoBankSettings): Promise<DemoBank> {
	const keyFile = await portalKeys(settings.dataFolder);
	const port = settings.port ?? (Number(process.env.DEMO_BANK_PORT) || (await freePort()));
	const issuer = process.env.DEMO_BANK_ISSUER ?? `http://localhost:${port}`;
	const child = spawn(
		process.execPath,
		[
			'--disable-warning=ExperimentalWarning',
			...['--import', pathToFileURL(join(home, 'scripts/lib-resolver.mjs')).href],
			join(home, 'scripts/demo-bank.ts')
		],
		{
			cwd: home,
			stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
			env: {
				...process.env,
				NODE_ENV: 'production',
				HOST: '127.0.0.1',
				PORT: String(port),
				DATABASE_URL: settings.appUrl,
				DEMO_BANK_ISSUER: issuer,
				DEMO_BANK_REDIRECT_URI: settings.origin + callbackPath(demoBroker),
				DEMO_BANK_CLIENT_KEYS: JSON.stringify((await readKeys(keyFile)).publicSet),
				KELLARI_LAUNCHER: String(process.pid)
			}
		}
	);
	const ended = new Promise<number | null>((end) => child.once('exit', end));
	await Promise.race([
		new Promise((ready) => child.once('message', ready)),
		ended.then((code) => Promise.reject(new Error(`The demo bank ended with ${code} before it was ready.`)))
	]);
	const environment = {
		IDENTIFICATION_BROKERS: demoBroker,
		IDENTIFICATION_DEMO_ISSUER: issuer,
		IDENTIFICATION_DEMO_CLIENT_ID: 'kellari',
		IDENTIFICATION_KEYS: keyFile
	};
	return { issuer, environment, ended, pid: child.pid!, stop: () => stop(child, ended) };
}

async function isDemo(appUrl: string): Promise<boolean> {
	const db = connect(appUrl, { connections: 1, applicationName: 'kellari start' });
	try {
		return (await findLandlord(db.sql))?.isDemo ?? false;
	} finally {
		await db.end();
	}
}

/** The portal's own keys towards the bank, made at the first start. */
async function portalKeys(dataFolder: string): Promise<string> {
	const file = join(dataFolder, 'identification-keys.json');
	if (existsSync(file) && readFileSync(file, 'utf8')) return file;
	mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
	const unfinished = `${file}.${process.pid}`;
	writeFileSync(unfinished, JSON.stringify(await newKeySet('demo')), { mode: 0o600 });
	renameSync(unfinished, file);
	return file;
}

async function stop(child: ChildProcess, ended: Promise<unknown>) {
	child.kill('SIGTERM');
	const limit = setTimeout(() => child.kill('SIGKILL'), 5000);
	await ended;
	clearTimeout(limit);
}
