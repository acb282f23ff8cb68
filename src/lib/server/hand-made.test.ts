import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database';
import { isUuid } from '$lib/domain/fields';
import { findFileFor } from './attachments';
import { beginHalfLogIn } from './auth/second-factor/half-log-in';
import { makeHouse, makeResident, makeStaff, testSealing } from './auth/test-people';
import { findStaffUser } from './staff/users/read';
import { HEAD } from '../../routes/api/blob/[sha]/+server';
import { GET } from '../../routes/api/my-data/+server';
import { load as secondStep } from '../../routes/(public)/log-in/second-factor/+page.server';
import { load as setUp } from '../../routes/(public)/log-in/second-factor/set-up/+page.server';

// What a browser never sends, and what a browser may not keep, at the addresses themselves.

const noId = '-'.repeat(36);
let database: TestDatabase;
let aino: Awaited<ReturnType<typeof makeResident>>;

vi.mock('$lib/server/portal', () => ({
	portal: () => ({ db: database.db, sealing: testSealing, now: () => new Date() })
}));

beforeAll(async () => {
	database = await createTestDatabase();
	const { apartmentId } = await makeHouse(database.db.sql);
	aino = await makeResident(database.db.sql, [{ apartmentId, startsOn: '2020-01-01' }]);
});
afterAll(() => database.drop());

const sessionOf = () => ({ personId: aino.personId, staff: null }) as NonNullable<App.Locals['session']>;

test('D6 T1 an id is one as the database writes it', () => {
	expect(isUuid(randomUUID())).toBe(true);
	for (const text of [noId, '', randomUUID().toUpperCase(), `${randomUUID()}\n`, ` ${randomUUID()}`])
		expect(isUuid(text), text).toBe(false);
});

test('D6 a file whose id is none is not found', async () => {
	expect(await findFileFor(database.db.sql, sessionOf(), noId, new Date())).toBeUndefined();
});

test('T1 a user whose id is none is not found', async () => {
	expect(await findStaffUser(database.db.sql, noId)).toBeUndefined();
});

test('D6 a picture for somebody whose id is none is not taken', async () => {
	const url = new URL(`http://x/api/blob/${'a'.repeat(64)}?p=${noId}`);
	const event = { locals: { session: sessionOf() }, params: { sha: 'a'.repeat(64) }, url };
	expect((await HEAD(event as unknown as Parameters<typeof HEAD>[0])).status).toBe(401);
});

test('P3 the data of somebody whose id is none is not found', async () => {
	const url = new URL(`http://x/api/my-data?for=${noId}`);
	const event = { locals: { session: sessionOf() }, url };
	expect((await GET(event as unknown as Parameters<typeof GET>[0])).status).toBe(404);
});

test.each([
	['asks for the second factor', secondStep],
	['sets the second factor up', setUp]
])('T1 no cache keeps the page that %s', async (_what, load) => {
	const { accountId } = await makeStaff(database.db.sql, ['customerService']);
	const { value } = await beginHalfLogIn(
		database.db.sql,
		{ accountId, device: '', replaces: null },
		new Date()
	);
	const setHeaders = vi.fn();
	const event = {
		cookies: { get: () => value },
		locals: { session: null },
		request: new Request('http://localhost/'),
		setHeaders,
		url: new URL('http://localhost/log-in/second-factor')
	};
	// Whoever has no factor yet is sent on from the one page and shown a secret on the other.
	const shown = await Promise.resolve(load(event as never)).catch((thrown: unknown) => thrown);
	expect(shown).toMatchObject(load === setUp ? { totp: {} } : { status: 303 });
	expect(setHeaders).toHaveBeenCalledWith({ 'cache-control': 'no-store' });
});
