import { join } from 'node:path';
import { connect } from '$lib/server/db';
import { fillDemoLandlord, hasLandlord } from '$lib/server/demo/fill';
import { findLandlord } from '$lib/server/landlord';
import { migrate } from '$lib/server/migrate';
import { parseSealingKeys, sealingFrom } from '$lib/server/sealing';
import { adoptDatabase } from '$lib/server/sync/epoch';
import { startPostgres } from './embedded-postgres';
import { findSealingKeys } from './sealing-keys';

export interface PortalDatabase {
	ownerUrl: string;
	appUrl: string;
	/** ours to stop, or somebody else's */
	embedded: boolean;
	stop(): Promise<void>;
}

/** The database of DATABASE_URL, else the packaged one in the data folder. */
export async function openPortalDatabase(
	dataFolder: string,
	{ durable = true } = {}
): Promise<PortalDatabase> {
	const appUrl = process.env.DATABASE_URL;
	if (!appUrl) return { embedded: true, ...(await startPostgres({ dataFolder, durable })) };
	const ownerUrl = process.env.MIGRATION_DATABASE_URL ?? appUrl;
	return { ownerUrl, appUrl, embedded: false, stop: async () => undefined };
}

/** Migrates, tells devices of a restored copy, and on the first start of all moves the demo landlord in. */
export async function prepareForUse(
	database: PortalDatabase,
	dataFolder: string
): Promise<{ isDemo: boolean }> {
	const { ownerUrl, appUrl, embedded } = database;
	// First of all: nothing is changed in a database that the portal then can't be started on.
	const sealing = sealingFrom(parseSealingKeys(findSealingKeys({ embedded, dataFolder })));
	await migrate(ownerUrl, { appRole: decodeURIComponent(new URL(appUrl).username) });
	const db = connect(ownerUrl, { connections: 2, applicationName: 'kellari start', statementTimeout: 0 });
	try {
		await adoptDatabase(db.sql);
		if (!(await hasLandlord(db.sql)))
			await fillDemoLandlord(db, { now: new Date(), blobFolder: join(dataFolder, 'blobs'), sealing });
		return { isDemo: (await findLandlord(db.sql))?.isDemo ?? false };
	} finally {
		await db.end();
	}
}
