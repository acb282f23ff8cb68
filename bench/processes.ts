import { availableParallelism } from 'node:os';
import { sessionCookieName } from '$lib/server/auth/sessions';
import { startBuiltPortal, type BuiltPortal } from './built-portal';
import { startChild } from './child';
import { createBenchDatabase } from './database';
import { atLeast, median, type Figure } from './figure';
import { buildHouse, moveIn } from './landlord';
import type { Load, Served } from './load-generator';

const pairs = 5;
const ms = 2000;
/** Two web processes, Postgres and whoever asks have to have one each. */
const enoughCores = 4;

/** What a second web process on the same database adds. */
export async function processes(): Promise<Figure[]> {
	const database = await createBenchDatabase();
	const portals = [await startBuiltPortal(database.url), await startBuiltPortal(database.url)] as const;
	const nothing: Load = { port: portals[0].port, requests: [''], connections: 0, ms: 0 };
	const generators = [
		await startChild<Served>('./load-generator.ts', nothing),
		await startChild<Served>('./load-generator.ts', nothing)
	];
	try {
		const { token } = await moveIn(database.owner, await buildHouse(database.owner.sql));
		const perSecond = async (asked: readonly BuiltPortal[]) => {
			const served = await Promise.all(
				asked.map(({ port }, at) => {
					const cookie = `${sessionCookieName(`http://localhost:${port}`)}=${token}`;
					const request = `GET /api/sync HTTP/1.1\r\nhost: localhost\r\ncookie: ${cookie}\r\n\r\n`;
					return generators[at]!.ask<Served>({
						port,
						requests: [request],
						connections: 16,
						ms
					} satisfies Load);
				})
			);
			return served.reduce((sum, each) => sum + (each.answered / each.ms) * 1000, 0);
		};
		const [one] = portals;
		const measured = [];
		for (let n = -1; n < pairs; n++) {
			const pair = { alone: await perSecond([one]), both: await perSecond(portals) };
			if (n >= 0) measured.push(pair);
		}
		const figure = atLeast(
			'second web process added, idle sync',
			[median(measured.map(({ both }) => both)), '/s by two'],
			[median(measured.map(({ alone }) => alone)), '/s by one'],
			1.7,
			{ ratio: median(measured.map(({ both, alone }) => both / alone)) }
		);
		const cores = availableParallelism();
		if (cores >= enoughCores) return [figure];
		return [
			{
				...figure,
				reached: undefined,
				note: `not to be told on ${cores} cores, which Postgres and the asking share`
			}
		];
	} finally {
		await Promise.all(generators.map((generator) => generator.stop()));
		await Promise.all(portals.map((portal) => portal.stop()));
		await database.drop();
	}
}
