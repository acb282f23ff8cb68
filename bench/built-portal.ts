import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfNeeded } from '../scripts/build';
import { freePort } from '../scripts/free-port';
import { findSealingKeys } from '../scripts/sealing-keys';
import { startWebProcess } from '../scripts/web-process';

export interface BuiltPortal {
	port: number;
	pid: number;
	stop(): Promise<void>;
}

let built: Promise<unknown> | undefined;

/** The portal as `npm start` serves it, on a database of the measure's own. */
export async function startBuiltPortal(
	databaseUrl: string,
	originOf: (port: number) => string = (port) => `http://localhost:${port}`
): Promise<BuiltPortal> {
	built ??= buildIfNeeded({ quiet: true });
	await built;
	const port = await freePort();
	const dataFolder = mkdtempSync(join(tmpdir(), 'kellari-bench-'));
	const web = await startWebProcess({
		host: '127.0.0.1',
		port,
		origin: originOf(port),
		dataFolder,
		appUrl: databaseUrl,
		embedded: false,
		sealingKeys: findSealingKeys({ embedded: true, dataFolder }),
		logLevel: 'error'
	});
	return {
		port,
		pid: web.pid,
		async stop() {
			await web.stop();
			rmSync(dataFolder, { recursive: true, force: true });
		}
	};
}
