import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { connect, type Database } from '$lib/server/db';
import { migrate } from '$lib/server/migrate';
import { startEphemeralPostgres } from '../scripts/ephemeral-postgres';

export interface BenchDatabase {
	/** The application's role, as in the running portal. */
	db: Database;
	url: string;
	/** The schema's owner. */
	owner: Database;
	drop(): Promise<void>;
}

let server: ReturnType<typeof startEphemeralPostgres> | undefined;

/** A migrated, empty database of its own for a measure, on a Postgres that all measures share. */
export async function createBenchDatabase({ connections = 4 } = {}): Promise<BenchDatabase> {
	server ??= startEphemeralPostgres();
	const { ownerUrl, appUrl } = await server;
	const name = `kellari_bench_${randomBytes(4).toString('hex')}`;
	const admin = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
	await admin`create database ${admin(name)}`;
	const [url, own] = [urlFor(appUrl, name), urlFor(ownerUrl, name)];
	await migrate(own, { appRole: new URL(appUrl).username });
	const db = connect(url, { connections, applicationName: 'kellari bench' });
	const owner = connect(own, { connections: 1, applicationName: 'kellari bench', statementTimeout: 0 });
	return {
		db,
		url,
		owner,
		async drop() {
			await Promise.all([db.end(), owner.end()]);
			await admin`drop database ${admin(name)} with (force)`;
			await admin.end({ timeout: 5 });
		}
	};
}

export async function stopPostgres(): Promise<void> {
	const running = server;
	server = undefined;
	await (await running)?.stop();
}

function urlFor(serverUrl: string, database: string): string {
	const url = new URL(serverUrl);
	url.pathname = `/${database}`;
	return url.href;
}
