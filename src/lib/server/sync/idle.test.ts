import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sessionCookieName } from '$lib/server/auth/sessions';
import type { Sql } from '$lib/server/db';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import { Replica } from '../../../../tests/support/replica';
import {
	addPerson,
	appointGuardian,
	buildHouse,
	logIn,
	moveIn,
	publishBulletin,
	scopeOf,
	type House,
	type Person
} from '../../../../tests/support/world';
import { adoptDatabase } from './epoch';
import { answerIdleSync } from './idle';

const now = new Date('2026-03-10T10:00:00Z');
let database: TestDatabase;
let house: House;
let person: Person;
let token: string;
let replica: Replica;

beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
	const { sql } = database.db;
	house = await buildHouse(sql);
	person = await addPerson(sql);
	await moveIn(sql, person.id, house.staircases[0]!.apartments[0]!);
	token = await logIn(database.db, person.accountId, now);
	replica = new Replica(database.db, person.id, now);
	await replica.catchUp();
});

async function asks(sql: Sql = database.db.sql, at = now) {
	const headers = { cookie: `${sessionCookieName()}=${token}`, 'x-cursor': replica.cookie };
	return (await answerIdleSync(sql, headers, at)).status;
}

describe('I5 a device that has everything', () => {
	test('is told so in one statement, and nothing is written', async () => {
		let statements = 0;
		const counting = new Proxy(database.db.sql, {
			apply(target, _this, parameters: [TemplateStringsArray, ...never[]]) {
				const made = target(...parameters) as unknown as { handler(query: unknown): void };
				const run = made.handler;
				made.handler = (query) => {
					statements++;
					run(query);
				};
				return made;
			}
		});
		expect(await asks(counting)).toBe(204);
		expect(statements).toBe(1);
		// A statement that writes fails in such a transaction.
		expect(await database.db.begin('read only', (tx) => asks(tx))).toBe(204);
	});

	test('is still told so after registers were saved with nothing changed', async () => {
		await database.db.sql`update buildings set name = name where id = ${house.id}`;
		await database.db
			.sql`select project_building(${house.id}), project_membership(${person.id}), derive_grants(${person.id})`;
		expect(await asks()).toBe(204);
	});
});

describe('a device asks for more', () => {
	test('when something in its building is new', async () => {
		await publishBulletin(database.db.sql, [await scopeOf(database.db.sql, 'building', house.id)]);
		expect(await asks()).toBe(200);
	});

	test('when something is gone', async () => {
		const id = await publishBulletin(database.db.sql, [await scopeOf(database.db.sql, 'building', house.id)]);
		await replica.catchUp();
		expect(await asks()).toBe(204);
		await database.db.sql`delete from bulletins where id = ${id}`;
		expect(await asks()).toBe(200);
	});

	test('when a grant has ended or begun, or it is seen for somebody else too', async () => {
		const { sql } = database.db;
		const ward = await addPerson(sql, 'Ville');
		await moveIn(sql, ward.id, house.staircases[0]!.apartments[0]!);
		await appointGuardian(sql, person.id, ward.id);
		expect(await asks()).toBe(200);
		await replica.catchUp();
		expect(await asks()).toBe(204);
		await sql`delete from guardianships where guardian_id = ${person.id}`;
		expect(await asks()).toBe(200);
	});

	test('when the epoch is another one', async () => {
		await adoptDatabase(database.db.sql, true);
		expect(await asks()).toBe(200);
	});

	test('when its cursor is no cursor of ours', async () => {
		replica.cookie = 'nonsense';
		expect(await asks()).toBe(200);
	});

	test('A11 at midnight in Helsinki, with nothing running', async () => {
		await database.db.sql`update occupancies set ends_on = '2026-03-10' where person_id = ${person.id}`;
		await replica.catchUp();
		expect(await asks(undefined, new Date('2026-03-10T21:59:59Z'))).toBe(204);
		expect(await asks(undefined, new Date('2026-03-10T22:00:00Z'))).toBe(200);
	});
});

test('whoever has no session, or one that ended, is told nothing', async () => {
	expect((await answerIdleSync(database.db.sql, {}, now)).status).toBe(401);
	expect(
		(await answerIdleSync(database.db.sql, { cookie: `${sessionCookieName()}=${randomUUID()}` }, now)).status
	).toBe(401);
	await database.db
		.sql`update sessions set ended_at = ${now}, end_reason = 'revoked' where account_id = ${person.accountId}`;
	expect(await asks()).toBe(401);
});
