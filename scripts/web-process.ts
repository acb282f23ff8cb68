import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { home } from './folders';
import { findSealingKeys } from './sealing-keys';
import { largestBody } from './serve/body-limits';

export interface WebProcess {
	/** settles when it ended, with its exit code */
	ended: Promise<number | null>;
	pid: number;
	/** asks it to finish its requests and waits for that */
	stop(): Promise<void>;
}

export interface WebSettings {
	host: string;
	port: number;
	origin: string;
	dataFolder: string;
	appUrl: string;
	embedded: boolean;
	/** else those of the environment or the data folder */
	sealingKeys?: string;
	/** what it is told beside this process's own environment, as where the demo's bank is found */
	environment?: Record<string, string>;
	logLevel?: string;
	/** a file's descriptor; else what it says goes where this process's own output goes */
	output?: number;
	/** else that of the environment */
	role?: 'web' | 'worker' | 'all';
	/** another tree than this one, with its own build */
	tree?: string;
}

/** Starts `serve.ts` and waits until it answers. */
export async function startWebProcess(settings: WebSettings): Promise<WebProcess> {
	const { tree = home, output = 'inherit' } = settings;
	const child = spawn(
		process.execPath,
		[
			'--disable-warning=ExperimentalWarning',
			...['--import', pathToFileURL(join(tree, 'scripts/lib-resolver.mjs')).href],
			join(tree, 'scripts/serve.ts')
		],
		{ cwd: tree, stdio: ['ignore', output, output, 'ipc'], env: environment(settings) }
	);
	const ended = new Promise<number | null>((end) => child.once('exit', end));
	await Promise.race([
		new Promise((ready) => child.once('message', ready)),
		ended.then((code) => Promise.reject(new Error(`The web process ended with ${code} before it was ready.`)))
	]);
	return { ended, pid: child.pid!, stop: () => stop(child, ended) };
}

function environment(settings: WebSettings): NodeJS.ProcessEnv {
	return {
		...process.env,
		NODE_ENV: 'production',
		HOST: settings.host,
		PORT: String(settings.port),
		// Without it adapter-node believes in https and refuses the login form.
		ORIGIN: settings.origin,
		// What is less for most addresses says serve/body-limits.
		BODY_SIZE_LIMIT: process.env.BODY_SIZE_LIMIT ?? String(largestBody),
		DATABASE_URL: settings.appUrl,
		KELLARI_DATA: settings.dataFolder,
		...(settings.embedded ? { KELLARI_EMBEDDED_POSTGRES: '1' } : {}),
		...settings.environment,
		SEALING_KEYS: settings.sealingKeys ?? findSealingKeys(settings),
		...(settings.role ? { ROLE: settings.role } : {}),
		LOG_LEVEL: settings.logLevel ?? process.env.LOG_LEVEL ?? 'info',
		KELLARI_LAUNCHER: String(process.pid)
	};
}

async function stop(child: ChildProcess, ended: Promise<unknown>) {
	child.kill('SIGTERM');
	// Longer than the web process gives its own requests.
	const limit = setTimeout(() => child.kill('SIGKILL'), 20_000);
	await ended;
	clearTimeout(limit);
}
