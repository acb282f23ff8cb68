import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answerCheckFor, applyAnswer } from '$lib/device/apply-answer';
import { claim, LocalDb } from '$lib/device/local-db';
import { enqueue, takeForSending } from '$lib/device/outbox';
import { reportDefect } from '$lib/domain/defect-reports';
import type { AnyMutation } from '$lib/domain/mutations';
import type { ExchangeAnswer, ExchangeRequest } from '$lib/domain/sync-wire';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import { reportOf } from '../../../../tests/support/replica';
import {
	addPerson,
	appointGuardian,
	buildHouse,
	moveIn,
	publishBulletin,
	scopeOf,
	type House,
	type Person
} from '../../../../tests/support/world';
import { openCursor } from './cursor';
import { readEpoch } from './epoch';
import { exchange } from './exchange';
import { pageLimits } from './pull';

// The server's answers and what a device makes of them, together: the cursor is made by one and kept by the other.

const now = new Date('2026-03-10T10:00:00Z');
let database: TestDatabase;
let house: House;
let person: Person;
let building: number;
let device: LocalDb;

beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
	const { sql } = database.db;
	house = await buildHouse(sql);
	person = await addPerson(sql);
	await moveIn(sql, person.id, house.staircases[0]!.apartments[0]!);
	building = await scopeOf(sql, 'building', house.id);
	device = new LocalDb(`device-${randomUUID()}`);
	await claim(device, person.id, randomUUID());
});
afterEach(async () => {
	pageLimits.rows = 200;
	await device.delete();
});

interface Sent {
	request: ExchangeRequest;
	answer: ExchangeAnswer;
}

/** Asks, and leaves the answer on its way. */
async function ask(): Promise<Sent> {
	const { state, mutations } = await takeForSending(device);
	const request: ExchangeRequest = {
		client: state.client,
		last: state.last,
		...(state.cookie === undefined ? {} : { cookie: state.cookie }),
		...(mutations.length > 0 ? { mutations } : {})
	};
	const answer = await exchange(database.db, { personId: person.id, now, alert: () => undefined }, request);
	if (!('c' in answer)) throw new Error(`no answer but ${JSON.stringify(answer)}`);
	return { request, answer };
}

async function deliver({ request, answer }: Sent) {
	return applyAnswer(device, request, answer, await answerCheckFor(person.id, request.cookie), 0);
}

async function holds() {
	const [state, rows, items] = await Promise.all([
		device.sync(),
		device.rows.getAll(),
		device.outbox.getAll()
	]);
	return { state, rows, items };
}

/** The place in each scope that the device's cookie names. */
async function places(): Promise<Map<number, { rows: number; tombs: number }>> {
	const { client, cookie } = await device.sync();
	const { secret } = await readEpoch(database.db.sql);
	const cursor = openCursor(cookie!, client, secret);
	expect(cursor?.genuine).toBe(true);
	return new Map(cursor!.scopes.map(({ id, rows, tombs }) => [id, { rows, tombs }]));
}

async function queueReport(): Promise<void> {
	const args = reportOf(house.staircases[0]!.apartments[0]!);
	await enqueue(device, {
		id: randomUUID(),
		principalId: person.id,
		mutation: reportDefect as unknown as AnyMutation,
		args,
		writtenAt: args.writtenAt,
		photos: []
	});
}

/** What a building and its people do while a device comes and goes. */
function changes(): (() => Promise<unknown>)[] {
	const { sql } = database.db;
	const bulletins: string[] = [];
	const publish = async () => void bulletins.push(await publishBulletin(sql, [building]));
	return [
		publish,
		queueReport,
		publish,
		() => sql`update bulletins set version = version + 1 where id = ${bulletins[0]!}`,
		() => sql`delete from bulletins where id = ${bulletins[1]!}`,
		queueReport,
		async () => {
			const ward = await addPerson(sql, 'Ville');
			await moveIn(sql, ward.id, house.staircases[1]!.apartments[0]!);
			await appointGuardian(sql, person.id, ward.id);
		},
		() => sql`update bulletins set withdrawn_at = now() where id = ${bulletins[0]!}`,
		publish,
		() => sql`update bulletins set withdrawn_at = null where id = ${bulletins[0]!}`
	];
}

/** Every answer of the past comes once more; none is taken, and nothing on the device is another for it. */
async function redeliver(past: readonly Sent[]): Promise<void> {
	const before = await holds();
	for (const sent of past) expect(await deliver(sent)).toBe('stale');
	expect(await holds()).toEqual(before);
}

describe('I4 the cursor of a device never goes back', () => {
	test.each([200, 2])('with changes, and older answers that come again, in pages of %i', async (rows) => {
		pageLimits.rows = rows;
		const past: Sent[] = [];
		let reached = new Map<number, { rows: number; tombs: number }>();
		let last = 0;
		const catchUp = async () => {
			for (let more = true; more;) {
				const sent = await ask();
				expect(await deliver(sent)).toBe('applied');
				past.push(sent);
				more = sent.answer.m === 1;
				await redeliver(past);
				const at = await places();
				for (const [scope, before] of reached) {
					expect(at.get(scope)?.rows, `scope ${scope}`).toBeGreaterThanOrEqual(before.rows);
					expect(at.get(scope)?.tombs, `scope ${scope}`).toBeGreaterThanOrEqual(before.tombs);
				}
				expect((await device.sync()).last).toBeGreaterThanOrEqual(last);
				reached = at;
				({ last } = await device.sync());
			}
		};
		await catchUp();
		for (const change of changes()) {
			const before = sum(reached);
			await change();
			await catchUp();
			expect(sum(reached)).toBeGreaterThan(before);
		}
		expect(last).toBe(2);
		expect((await device.rows.getAll()).filter(({ k }) => k === 'bulletin')).toHaveLength(2);
	});

	test('of two answers to the same cookie the first to come counts, the older as well as the newer', async () => {
		const { sql } = database.db;
		await deliver(await ask());
		for (const [first, second] of [
			[0, 1],
			[1, 0]
		] as const) {
			await publishBulletin(sql, [building]);
			const answers = [await ask()];
			await publishBulletin(sql, [building]);
			answers.push(await ask());
			expect(await deliver(answers[first]!)).toBe('applied');
			const at = await places();
			await redeliver([answers[second]!, answers[first]!]);
			expect(await places()).toEqual(at);
		}
		// What the late one knew besides comes with the next.
		await deliver(await ask());
		expect((await device.rows.getAll()).filter(({ k }) => k === 'bulletin')).toHaveLength(4);
	});

	test('nor does a row: an older version of it never takes the place of a newer one', async () => {
		const { sql } = database.db;
		const id = await publishBulletin(sql, [building]);
		const past = [await ask()];
		await deliver(past[0]!);
		let held = 0;
		for (let n = 0; n < 5; n++) {
			await sql`update bulletins set version = version + 1 where id = ${id}`;
			past.push(await ask());
			await deliver(past.at(-1)!);
			await redeliver(past);
			const [row] = (await device.rows.getAll()).filter((each) => each.id === id);
			expect(row?.v).toBeGreaterThan(held);
			held = row!.v;
		}
	});
});

function sum(reached: ReadonlyMap<number, { rows: number; tombs: number }>): number {
	return [...reached.values()].reduce((total, { rows, tombs }) => total + rows + tombs, 0);
}
