import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import postgres from 'postgres';
import { answerParent } from './child';
import { listening } from './line';
import type { Statement } from './statements';

export interface BareServer {
	url: string;
	connections: number;
	/** Each request runs the next ones, one after the other, in a transaction where there are several. */
	turns: Turn[];
}

interface Turn {
	statements: Statement[];
	/** Parameters that are another for each: a uuid, and a number in the statements that name the sequence. */
	fresh?: { id: string; seq: number };
}

// Node's own server and postgres.js, and nothing else. Clients of one connection each, because postgres.js's pool of
// several would slow with every query. They act as the portal itself: whom a row belongs to is not asked.
answerParent<BareServer>(async ({ url, connections, turns }) => {
	const clients = Array.from({ length: connections }, () =>
		postgres(url, { max: 1, onnotice: () => undefined, connection: { 'kellari.acting_as': 'portal' } })
	);
	let turn = 0;
	const server = createServer((request, response) => {
		const at = turn++;
		void bodyOf(request)
			.then(() => run(clients[at % connections]!, turns[at % turns.length]!, at))
			.then(() => response.writeHead(204, { 'cache-control': 'no-store' }).end());
	});

	async function run(sql: postgres.Sql, { statements, fresh }: Turn, at: number) {
		const [only, ...more] = statements;
		const id = randomUUID();
		const ask = (on: postgres.ISql, { text, parameters }: Statement) => {
			const isOther = (each: unknown) => fresh && text.includes('sync_') && each === String(fresh.seq);
			const values = parameters.map((each) =>
				each === fresh?.id ? id : isOther(each) ? fresh!.seq + 1 + at : each
			);
			return on.unsafe(text, values as never[], { prepare: true });
		};
		if (more.length === 0) return void (await ask(sql, only!));
		await sql.begin(async (tx) => {
			for (const statement of statements) await ask(tx, statement);
		});
	}
	return { port: await listening(server) };
});

async function bodyOf(request: IncomingMessage): Promise<unknown> {
	if (request.method === 'GET') return undefined;
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return JSON.parse(Buffer.concat(chunks).toString());
}
