// npm run invite-administrator -- <e-mail> <name>: prints the link by which an administrator of the portal chooses a password.
import { connect } from '$lib/server/db';
import { openToAdministrator } from '$lib/server/staff/users/first-administrator';
import { dataFolder } from './folders';
import { openPortalDatabase } from './portal-database';

const [email = '', ...name] = process.argv.slice(2);
const database = await openPortalDatabase(dataFolder);
const db = connect(database.appUrl, { connections: 1, applicationName: 'kellari invite' });
try {
	const opened = await openToAdministrator(db, { email, name: name.join(' ') }, new Date());
	if ('path' in opened) {
		console.log(`Within three days, once:\n${process.env.ORIGIN ?? 'http://localhost:3000'}${opened.path}`);
	} else {
		console.error(
			opened.refused === 'emailTaken'
				? 'Somebody has a user ID with this address already.'
				: 'Usage: npm run invite-administrator -- name@example.fi First Last'
		);
		process.exitCode = 2;
	}
} finally {
	await db.end();
	await database.stop();
}
