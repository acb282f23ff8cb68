import postgres from 'postgres';
import { startEphemeralPostgres } from '../../scripts/ephemeral-postgres';
import { prepareForUse } from '../../scripts/portal-database';
import { startWebProcess } from '../../scripts/web-process';
import { freePort } from '../../scripts/free-port';
import { NetworkProxy } from '../support/network-proxy';

/** The built portal with the demo landlord, behind a line that can be cut: an engine's own network can't be, everywhere. */
export interface PortalOnALine {
	origin: string;
	line: NetworkProxy;
	/** The schema's owner: for looking at what has arrived. */
	sql: postgres.Sql;
	close(): Promise<void>;
}

export async function openPortal(): Promise<PortalOnALine> {
	const cluster = await startEphemeralPostgres();
	await prepareForUse({ ...cluster, embedded: true }, cluster.dataFolder);
	const port = await freePort();
	const line = await NetworkProxy.before(port);
	const origin = `http://localhost:${line.port}`;
	const web = await startWebProcess({
		host: '127.0.0.1',
		port,
		origin,
		dataFolder: cluster.dataFolder,
		appUrl: cluster.appUrl,
		embedded: true,
		logLevel: process.env.LOG_LEVEL ?? 'error'
	});
	const sql = postgres(cluster.ownerUrl, { max: 1, onnotice: () => undefined });
	return {
		origin,
		line,
		sql,
		async close() {
			await sql.end({ timeout: 5 });
			await line.close();
			await web.stop();
			await cluster.stop();
		}
	};
}
