import { startBuiltPortal } from './built-portal';
import { startChild } from './child';
import { createBenchDatabase } from './database';
import { atLeast, type Figure } from './figure';
import { buildHouse, moveIn } from './landlord';
import { Sender } from './sender';
import { cpuNote, sideBySide } from './side-by-side';

/** So many that no two who are asked at once are the same person, whose reports would wait for each other. */
const people = 48;
const reportsEach = 8;
const connections = 8;

/** A report pushed and its row fetched through the whole application, beside its inserts behind Node's own server. */
export async function exchange(): Promise<Figure[]> {
	const database = await createBenchDatabase({ connections });
	const portal = await startBuiltPortal(database.url);
	try {
		const home = await buildHouse(database.owner.sql, { plan: false });
		const sender = async (name: string) => Sender.make(database.db, await moveIn(database.owner, home, name));
		const senders: Sender[] = [];
		const turns = [];
		for (let n = 0; n < people; n++) {
			senders.push(await sender(`Maija ${n}`));
			// Others, because what they write would move what the first are known to have.
			turns.push(await (await sender(`Matti ${n}`)).inserts());
		}
		const origin = `http://localhost:${portal.port}`;
		const bare = await startChild<{ port: number }>('./bare-server.ts', {
			url: database.url,
			connections,
			turns
		});
		const requests = () =>
			Array.from({ length: people * reportsEach }, (_, n) => senders[n % people]!.nextRequest(origin));
		const again = () => Array.from({ length: people * reportsEach }, () => senders[0]!.lastRequest);
		const before = await countReports();
		const compared = await sideBySide(
			[
				{ pid: portal.pid, port: portal.port, requests, status: 200 },
				{ pid: bare.pid, port: bare.ready.port, requests: again, status: 204 }
			],
			{ ms: 60_000, connections }
		);
		await bare.stop();
		const arrived = (await countReports()) - before;
		const sent = 2 * compared.rounds * people * reportsEach;
		if (arrived !== sent) throw new Error(`${arrived} reports arrived of ${sent}`);
		return [
			atLeast(
				'exchange with one report',
				[compared.perSecond[0], '/s'],
				[compared.perSecond[1], '/s bare inserts'],
				0.6,
				{ ratio: compared.ratio, note: cpuNote(compared) }
			)
		];
	} finally {
		await portal.stop();
		await database.drop();
	}

	async function countReports(): Promise<number> {
		const [row] = await database.db.sql`select count(*)::integer as count from defect_reports`;
		return row?.count as number;
	}
}
