// npm run register-changes -- [--after <seq>]: what was changed here and the landlord's system must hear of, as CSV.
// npm run register-changes -- --acknowledge <seq>: it knows everything up to there.
import { parseArgs } from 'node:util';
import { connect } from '$lib/server/db';
import {
	acknowledgeChanges,
	changesAsCsv,
	readChanges,
	type RegisterChange
} from '$lib/server/imports/register-changes';
import { parseSealingKeys, sealingFrom } from '$lib/server/sealing';
import { dataFolder } from './folders';
import { openPortalDatabase } from './portal-database';
import { findSealingKeys } from './sealing-keys';

const { values } = parseArgs({
	options: { after: { type: 'string', default: '0' }, acknowledge: { type: 'string' } }
});
const [after, upTo] = [Number(values.after), Number(values.acknowledge ?? 0)];
if (![after, upTo].every((seq) => Number.isSafeInteger(seq) && seq >= 0)) {
	console.error('A number of the feed is a whole number.');
	process.exit(2);
}
const database = await openPortalDatabase(dataFolder);
const db = connect(database.appUrl, { connections: 1, applicationName: 'kellari register-changes' });
try {
	if (values.acknowledge !== undefined)
		console.error(`${await acknowledgeChanges(db, upTo, new Date())} changes acknowledged`);
	else process.stdout.write(changesAsCsv(await allChanges()));
} finally {
	await db.end();
	await database.stop();
}

async function allChanges(): Promise<RegisterChange[]> {
	const { embedded } = database;
	const sealing = sealingFrom(parseSealingKeys(findSealingKeys({ embedded, dataFolder })));
	const all: RegisterChange[] = [];
	for (;;) {
		const next = await readChanges(db.sql, sealing, { after: all.at(-1)?.seq ?? after });
		if (next.length === 0) return all;
		all.push(...next);
	}
}
