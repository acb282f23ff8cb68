// The demo's bank: a real OpenID provider that lets anybody identify as anybody of the demo. A process of its own beside
// the portal; the landlord must be the demo one.
import { createServer } from 'node:http';
import { connect } from '$lib/server/db';
import { bankCustomers } from './demo-bank/customers';
import { bankPages } from './demo-bank/pages';
import { bankProvider, forgetEarlierVisitor } from './demo-bank/provider';
import { CannotStart, stopWhenAsked } from './lifetime';

const { DATABASE_URL = '', DEMO_BANK_ISSUER = '', DEMO_BANK_REDIRECT_URI = '' } = process.env;
const clientKeys = JSON.parse(process.env.DEMO_BANK_CLIENT_KEYS ?? '{"keys":[]}') as { keys: JsonWebKey[] };
const issuer = new URL(DEMO_BANK_ISSUER);

try {
	const customers = bankCustomers(await demoLandlordsFirstDay());
	const provider = bankProvider({ issuer, clientKeys, redirectUri: DEMO_BANK_REDIRECT_URI, customers });
	const answerPage = bankPages(provider, customers, new URL(DEMO_BANK_REDIRECT_URI).origin);
	const answerProtocol = provider.callback();
	const server = createServer((request, response) => {
		forgetEarlierVisitor(request);
		void answerPage(request, response).then((answered) => {
			if (!answered) void answerProtocol(request, response);
		});
	});
	stopWhenAsked(async () => {
		server.closeAllConnections();
		await new Promise((closed) => server.close(closed));
	});
	await new Promise<void>((listening, fail) => {
		server.once('error', fail);
		server.listen(Number(process.env.PORT), process.env.HOST, listening);
	});
	process.send?.('ready');
} catch (error) {
	console.error(error instanceof CannotStart ? error.message : error);
	process.exit(1);
}

async function demoLandlordsFirstDay(): Promise<Date> {
	const db = connect(DATABASE_URL, { connections: 1, applicationName: 'kellari demo bank' });
	try {
		const [landlord] = await db.sql<{ isDemo: boolean; createdAt: Date }[]>`
			select is_demo, created_at from landlords`;
		if (landlord?.isDemo) return landlord.createdAt;
		throw new CannotStart('The demo bank is for the demo landlord only, and this landlord is another one.');
	} finally {
		await db.end();
	}
}
