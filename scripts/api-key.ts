// npm run api-key -- <name>: makes a key by which the landlord's own system sends registers and fetches changes.
import { makeApiKey } from '$lib/server/auth/api-keys';
import { connect } from '$lib/server/db';
import { dataFolder } from './folders';
import { openPortalDatabase } from './portal-database';

const name = process.argv.slice(2).join(' ').trim();
if (!name) {
	console.error('Usage: npm run api-key -- <what it is for>');
	process.exit(2);
}
const database = await openPortalDatabase(dataFolder);
const db = connect(database.appUrl, { connections: 1, applicationName: 'kellari api-key' });
try {
	const { key } = await makeApiKey(db.sql, { name });
	console.log(key);
	console.error('Copy it now. It is kept nowhere.');
} finally {
	await db.end();
	await database.stop();
}
