import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptInvitation, makeInvitation } from '$lib/server/auth/invitations';
import { makeStaff } from '$lib/server/auth/test-people';
import { ensureLandlord } from '../../../../tests/support/world';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';

const now = new Date('2026-11-22T10:00:00Z');
let database: TestDatabase;

beforeAll(async () => {
	database = await createTestDatabase();
	await ensureLandlord(database.db.sql);
});
afterAll(() => database.drop());

async function invitation(): Promise<string> {
	const { db } = database;
	const { accountId } = await makeStaff(db.sql, ['customerService']);
	const path = await db.begin((tx) => makeInvitation(tx, accountId, now));
	return new URL(path, 'http://localhost').searchParams.get('token')!;
}

const accept = (token: string, password = 'Uusi-kellari 1', at = now) =>
	acceptInvitation(database.db, token, password, at);

test('T1 attack: an invitation that was used chooses no second password', async () => {
	const token = await invitation();
	expect(await accept(token)).toBe('done');
	expect(await accept(token, 'Toinen-kellari 2')).toBe('over');
});

test('T1 attack: of one invitation in many hands at once, one chooses', async () => {
	const token = await invitation();
	const outcomes = await Promise.all(Array.from({ length: 5 }, (_, at) => accept(token, `Kellari-${at} a`)));
	expect(outcomes.sort()).toEqual(['done', 'over', 'over', 'over', 'over']);
});

test('T1 attack: an invitation is no longer one after three days', async () => {
	const token = await invitation();
	expect(await accept(token, undefined, new Date(now.getTime() + 72 * 60 * 60 * 1000))).toBe('over');
});
