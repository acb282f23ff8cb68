import { answerCheckFor, applyAnswer } from '$lib/device/apply-answer';
import { claim, LocalDb } from '$lib/device/local-db';
import type { WireRow } from '$lib/domain/sync-wire';
import { inOne, openRaw } from './raw-store';

const person = crypto.randomUUID();
const client = crypto.randomUUID();
const pairs = 15;
const warmUps = 3;

/** Milliseconds of each of adjacent pairs: an answer of so many rows applied, and the same rows written by hand. */
export async function thousand(count: number): Promise<{ applied: number[]; raw: number[] }> {
	const db = new LocalDb('bench');
	await db.make();
	const raw = await openRaw('raw', {
		rows: { keyPath: ['s', 'k', 'id'], indexes: { 'k+id': ['k', 'id'], k: 'k' } },
		meta: { keyPath: 'key' }
	});
	const times = { applied: [] as number[], raw: [] as number[] };
	for (let n = -warmUps; n < pairs; n++) {
		const ways = [
			async () => ({ applied: await apply(db, count) }),
			async () => ({ raw: await write(raw, count) })
		];
		if (n % 2 !== 0) ways.reverse();
		const pair = { applied: 0, raw: 0 };
		for (const way of ways) Object.assign(pair, await way());
		if (n < 0) continue;
		times.applied.push(pair.applied);
		times.raw.push(pair.raw);
	}
	return times;
}

async function apply(db: LocalDb, count: number): Promise<number> {
	await db.rows.clear();
	await db.meta.clear();
	await claim(db, person, client);
	const check = await answerCheckFor(person, undefined);
	const digest: [number, number] = [count, (count * (count + 1)) / 2];
	const answer = { k: check, c: 'cookie', u: person, s: [{ i: 1, p: [person], r: made(count), d: digest }] };
	const began = performance.now();
	await applyAnswer(db, { client, last: 0 }, answer, check, Date.now());
	const took = performance.now() - began;
	if ((await db.rows.count()) !== count) throw new Error('not applied');
	return took;
}

async function write(db: IDBDatabase, count: number): Promise<number> {
	await inOne(db, ['rows', 'meta'], (transaction) => {
		transaction.objectStore('rows').clear();
		transaction.objectStore('meta').clear();
	});
	const records = made(count).map(([k, id, v, d]) => ({ s: 1, k, id, v, d }));
	const began = performance.now();
	await inOne(db, ['rows', 'meta'], (transaction) => {
		const rows = transaction.objectStore('rows');
		for (const record of records) rows.put(record);
		transaction.objectStore('meta').put({ key: 'sync', cookie: 'cookie' });
	});
	return performance.now() - began;
}

function made(count: number): WireRow[] {
	const at = '2026-11-22T05:14:19.000Z';
	return Array.from({ length: count }, (_, n) => [
		'message',
		crypto.randomUUID(),
		n + 1,
		{
			conversationId: person,
			by: 'staff',
			authorName: 'Kaisa',
			text: `Huoltomies käy ${n}.`,
			writtenAt: at,
			arrivedAt: at
		}
	]);
}
