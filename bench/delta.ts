import { randomUUID } from 'node:crypto';
import type { Database, Sql } from '$lib/server/db';
import { exchange } from '$lib/server/sync/exchange';
import { createBenchDatabase } from './database';
import { atMost, median, type Figure } from './figure';
import { buildHouse, idOf, moveIn, type Resident } from './landlord';

const pairs = 300;
const warmUps = 50;

/** One new row must not cost more to fetch because there are many old ones beside it. */
export async function delta(): Promise<Figure[]> {
	const database = await createBenchDatabase();
	const { db, owner } = database;
	try {
		const home = await buildHouse(owner.sql, { plan: false });
		const few = await fetcher(db, owner.sql, await moveIn(owner, home, 'Maija'), 100);
		const many = await fetcher(db, owner.sql, await moveIn(owner, home, 'Matti'), 10_000);
		await owner.sql`vacuum analyze`;
		const times: [number, number][] = [];
		for (let n = -warmUps; n < pairs; n++) {
			const pair: [number, number] =
				n % 2 === 0 ? [await few(), await many()] : [...(await reversed(few, many))];
			if (n >= 0) times.push(pair);
		}
		const [small, large] = [0, 1].map((at) => median(times.map((pair) => pair[at]!))) as [number, number];
		return [atMost('one new row in a scope of 10,000', [large, 'ms'], [small, 'ms in one of 100'], 1.3)];
	} finally {
		await database.drop();
	}
}

async function reversed(few: () => Promise<number>, many: () => Promise<number>): Promise<[number, number]> {
	const large = await many();
	return [await few(), large];
}

/** A device that has all of a resident's messages but the last, and asks for it again and again. */
async function fetcher(db: Database, owner: Sql, resident: Resident, messages: number) {
	const [scope] = await owner`select id from sync_scope where kind = 'person' and key = ${resident.personId}`;
	const conversation = idOf('conversation', resident.personId);
	await owner`
		insert into conversations (scope_id, id, classification, last_message_at)
		values (${scope?.id as number}, ${conversation}, 'customerService', now())`;
	// In several transactions, as they come: those of one have one version.
	for (let from = 0; from < messages; from += 100) await write(100);
	const client = randomUUID();
	const who = { personId: resident.personId, now: new Date(), alert: () => undefined };
	const ask = (cookie: string | undefined) =>
		exchange(db, who, { client, last: 0, ...(cookie ? { cookie } : {}) });
	let cookie: string | undefined;
	for (;;) {
		const answer = await ask(cookie);
		if (!('c' in answer)) throw new Error('not answered');
		cookie = answer.c;
		if (!answer.m) break;
	}
	await write(1);
	return async () => {
		const began = performance.now();
		const answer = await ask(cookie);
		const took = performance.now() - began;
		if (!('s' in answer) || answer.s?.[0]?.r?.length !== 1) throw new Error('not one row');
		return took;
	};

	function write(count: number) {
		return owner`
			insert into messages (scope_id, id, conversation_id, by, author_name, text, written_at, arrived_at)
			select ${scope?.id as number}, gen_random_uuid(), ${conversation}, 'staff', 'Kaisa', 'Kiitos.', now(), now()
			from generate_series(1, ${count}::integer)`;
	}
}
