// npm run rotate-keys: seals identity codes, bank accounts and second factors anew by the first key of SEALING_KEYS. For
// the packaged database it makes a new key first, and so needs the portal to be stopped.
import { connect } from '$lib/server/db';
import { rotateKeys } from '$lib/server/key-rotation';
import { CannotUnseal, parseSealingKeys, sealingFrom } from '$lib/server/sealing';
import { dataFolder } from './folders';
import { CannotStart } from './lifetime';
import { openPortalDatabase } from './portal-database';
import { addSealingKey, findSealingKeys } from './sealing-keys';

const database = await openPortalDatabase(dataFolder);
const db = connect(database.ownerUrl, {
	connections: 1,
	applicationName: 'kellari rotate keys',
	statementTimeout: 0
});
try {
	const makesKey = database.embedded && !process.env.SEALING_KEYS;
	if (makesKey) {
		await refuseWhileRunning();
		addSealingKey(dataFolder);
	}
	const keys = parseSealingKeys(findSealingKeys({ embedded: database.embedded, dataFolder }));
	const renewed = await rotateKeys(db, sealingFrom(keys));
	console.log(
		`${renewed} values were sealed anew. Everything is now sealed by the key "${keys[0]!.id}". The earlier keys are ` +
			'needed for backups made until now, and by nothing else.'
	);
} catch (error) {
	if (!(error instanceof CannotStart || error instanceof CannotUnseal)) throw error;
	console.error(
		error instanceof CannotUnseal
			? `${error.message}. Put the key that sealed it back into SEALING_KEYS, after the first one, and run this again.`
			: error.message
	);
	process.exitCode = 1;
} finally {
	await db.end();
	await database.stop();
}

/** A running portal knows only the keys that it was started with. */
async function refuseWhileRunning() {
	const running = await db.sql`
		select from pg_stat_activity
		where datname = current_database() and application_name in ('kellari', 'kellari all', 'kellari web', 'kellari worker')`;
	if (running.length > 0)
		throw new CannotStart('The portal is running and would not know the new key. Stop it first (Ctrl-C).');
}
