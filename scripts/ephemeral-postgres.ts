import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startPostgres, stopAbandonedPostgres } from './embedded-postgres';

const prefix = 'kellari-ephemeral-';

/** A Postgres for one run of tests or measurements, gone with its folder when it stops. */
export async function startEphemeralPostgres(): Promise<EmbeddedPostgres & { dataFolder: string }> {
	await sweepAbandoned();
	const dataFolder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
	// As root's, Postgres's own user has to enter it: kept elsewhere, the cluster would outlive its folder.
	chmodSync(dataFolder, 0o711);
	const postgres = await startPostgres({ dataFolder, durable: false });
	return {
		...postgres,
		dataFolder,
		async stop() {
			await postgres.stop();
			rmSync(dataFolder, { recursive: true, force: true });
		}
	};
}

/** A run that was killed outright could not stop its own. */
async function sweepAbandoned() {
	for (const name of readdirSync(tmpdir())) {
		const pid = Number(name.match(`^${prefix}(\\d+)-`)?.[1]);
		if (!pid || isAlive(pid)) continue;
		await stopAbandonedPostgres(join(tmpdir(), name));
		rmSync(join(tmpdir(), name), { recursive: true, force: true });
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
