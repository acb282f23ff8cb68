import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fileStore } from '$lib/server/blobs';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import { PortalServer } from '../../../../tests/support/portal-server';
import { addPerson, buildHouse, logIn, moveIn, type Person } from '../../../../tests/support/world';

const now = new Date('2026-03-10T10:00:00Z');
let database: TestDatabase;
let server: PortalServer;
let person: Person;
let token: string;

beforeAll(async () => {
	database = await createTestDatabase();
	server = new PortalServer(database.db, fileStore('/nowhere'), () => now);
});
afterAll(() => database.drop());
beforeEach(async () => {
	const house = await buildHouse(database.db.sql);
	person = await addPerson(database.db.sql);
	await moveIn(database.db.sql, person.id, house.staircases[0]!.apartments[0]!);
	token = await logIn(database.db, person.accountId, now);
});

const asks = (as = token, personId = person.id) =>
	server.exchange(as, {
		person: personId,
		client: '0b8b7b5e-6a55-4a6c-8f1e-000000000001',
		last: 0,
		mutations: [[1, personId, 'chooseLanguage', 1, { id: personId, language: 'sv' }]]
	});
const end = (reason: string) =>
	database.db
		.sql`update sessions set ended_at = ${now}, end_reason = ${reason} where account_id = ${person.accountId}`;
const language = async () =>
	(await database.db.sql`select language from profiles where id = ${person.id}`)[0]?.language;

describe('a session that has ended is answered as a value, with its reason, and takes nothing', () => {
	test.each([
		['loggedOut', 'expired'],
		['replaced', 'expired'],
		['revoked', 'revoked'],
		['accessEnded', 'accessEnded']
	])('%s is told as %s', async (reason, told) => {
		await end(reason);
		expect(await asks()).toEqual({ session: told });
		expect(await language()).toBe('fi');
	});

	test('one that nobody knows, or no cookie at all, is told as expired', async () => {
		expect(await asks('made up')).toEqual({ session: 'expired' });
	});
});

test('I17 a session of another person than the database that asks takes nothing, and says so', async () => {
	const other = await addPerson(database.db.sql, 'Carl');
	expect(await asks(token, other.id)).toEqual({ otherPerson: true });
	expect(await language()).toBe('fi');
});

test('A10 a session whose access has ended is still heard: what waited is refused with the reason', async () => {
	await database.db.sql`update occupancies set ends_on = '2026-03-09' where person_id = ${person.id}`;
	expect(await asks()).toEqual({ session: 'accessEnded', l: 1, n: [[1, { refused: 'accessEnded' }]] });
});
