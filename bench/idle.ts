import { randomUUID } from 'node:crypto';
import { sessionCookieName } from '$lib/server/auth/sessions';
import { exchange } from '$lib/server/sync/exchange';
import { answerIdleSync } from '$lib/server/sync/idle';
import { startBuiltPortal } from './built-portal';
import { startChild } from './child';
import { createBenchDatabase } from './database';
import { atLeast, type Figure } from './figure';
import { buildHouse, fillHistory, moveIn } from './landlord';
import { cpuNote, sideBySide } from './side-by-side';
import { recording } from './statements';

const connections = 4;

/** "Is there anything new?" through the whole application, beside the same statement behind Node's own server. */
export async function idle(): Promise<Figure[]> {
	const database = await createBenchDatabase();
	const portal = await startBuiltPortal(database.url);
	try {
		const resident = await moveIn(database.owner, await buildHouse(database.owner.sql));
		await fillHistory(database.owner.sql, resident);
		const origin = `http://localhost:${portal.port}`;
		const cookie = `${sessionCookieName(origin)}=${resident.token}`;
		const cursor = await cursorOf(resident.personId);
		const { db, statements } = recording(database.db);
		process.env.ORIGIN = origin;
		const { status } = await answerIdleSync(db.sql, { cookie, 'x-cursor': cursor });
		if (status !== 204) throw new Error(`idle sync answered ${status}`);
		const bare = await startChild<{ port: number }>('./bare-server.ts', {
			url: database.url,
			turns: [{ statements: statements() }],
			connections
		});
		const request = `GET /api/sync HTTP/1.1\r\nhost: localhost\r\ncookie: ${cookie}\r\nx-cursor: ${cursor}\r\n\r\n`;
		const common = { requests: () => [request], status: 204 };
		const compared = await sideBySide([
			{ pid: portal.pid, port: portal.port, ...common },
			{ pid: bare.pid, port: bare.ready.port, ...common }
		]);
		await bare.stop();
		return [
			atLeast(
				'idle sync through the application',
				[compared.perSecond[0], '/s'],
				[compared.perSecond[1], '/s bare node:http'],
				0.85,
				{ ratio: compared.ratio, note: cpuNote(compared) }
			)
		];
	} finally {
		await portal.stop();
		await database.drop();
	}

	async function cursorOf(personId: string): Promise<string> {
		const client = randomUUID();
		const who = { personId, now: new Date(), alert: () => undefined };
		let cookie: string | undefined;
		for (;;) {
			const answer = await exchange(database.db, who, { client, last: 0, ...(cookie ? { cookie } : {}) });
			if (!('c' in answer)) throw new Error('no first sync');
			cookie = answer.c;
			if (!answer.m) return cookie;
		}
	}
}
