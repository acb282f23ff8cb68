import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database';
import { appointGuardian, scopeOf } from '../../../tests/support/world';
import { endSession, startSession, tokenHash } from './auth/sessions';
import { makeHouse, makeResident, makeStaff } from './auth/test-people';
import { openEvents } from './events';

const now = new Date('2026-11-22T10:00:00Z');
const beatMs = 40;
let database: TestDatabase;
let home: Awaited<ReturnType<typeof makeHouse>>;
beforeAll(async () => {
	database = await createTestDatabase();
	home = await makeHouse(database.db.sql);
});
afterAll(() => database.drop());

async function sessionOf({ accountId }: { accountId: string }) {
	const { token } = await startSession(database.db, { accountId, device: 'Firefox · Linux' }, now);
	return tokenHash(token);
}

const resident = ({ apartmentId } = home) =>
	makeResident(database.db.sql, [{ apartmentId, startsOn: '2020-01-01' }]);

/** A page that listens, and a `move` by which something moves. */
async function listen(session: Parameters<typeof openEvents>[1]) {
	const hearing = new Set<(scopes: number[]) => void>();
	const pokes = {
		listen(hear: (scopes: number[]) => void) {
			hearing.add(hear);
			return () => hearing.delete(hear);
		},
		end: async () => undefined
	};
	const alert = (_what: string, error: unknown) => {
		throw error;
	};
	const stream = await openEvents({ db: database.db, pokes, now: () => now, alert }, session, beatMs);
	const reader = stream.getReader();
	const next = async () => {
		const { value } = await reader.read();
		return value && new TextDecoder().decode(value);
	};
	expect(await next()).toBe('retry: 5000\n\n');
	return {
		next,
		async nextPoke() {
			let said = await next();
			while (said === beat) said = await next();
			return said;
		},
		move: (scope: number) => hearing.forEach((hear) => hear([scope])),
		hangUp: () => reader.cancel(),
		listeners: () => hearing.size
	};
}

const beat = ':\n\n';
const poke = (scope: number) => `data: ${JSON.stringify({ scopes: [scope] })}\n\n`;

test('A14 a resident’s stream closes at the heartbeat after their session was ended', async () => {
	const aino = await resident();
	const id = await sessionOf(aino);
	const page = await listen({ id, personId: aino.personId, staff: null });
	expect(await page.next()).toBe(beat);
	await endSession(database.db.sql, id, 'revoked', now);
	expect(await page.nextPoke()).toBeUndefined();
	expect(page.listeners()).toBe(0);
});

test('A11 a resident hears of what is theirs at this moment, and not of what was', async () => {
	const { sql } = database.db;
	const [aino, erik] = [await resident(), await resident(await makeHouse(sql, 'Puistokatu 4'))];
	const page = await listen({ id: await sessionOf(aino), personId: aino.personId, staff: null });
	const [building, ward] = [
		await scopeOf(sql, 'building', home.buildingId),
		await scopeOf(sql, 'person', erik.personId)
	];
	page.move(ward);
	page.move(building);
	expect(await page.nextPoke()).toBe(poke(building));
	await sql`update occupancies set ends_on = '2026-11-01' where person_id = ${aino.personId}`;
	await appointGuardian(sql, aino.personId, erik.personId);
	// The beat that was under way may know nothing of it yet.
	for (const _ of [1, 2]) expect(await page.next()).toBe(beat);
	page.move(building);
	page.move(ward);
	expect(await page.nextPoke()).toBe(poke(ward));
	await page.hangUp();
	expect(page.listeners()).toBe(0);
});

test('T1 of the staff, whoever was deactivated hears of nothing that moves from then on', async () => {
	const { sql } = database.db;
	const made = await makeStaff(sql, ['customerService']);
	const staff = { id: made.staffId, name: '', shownName: '', roles: [], buildingIds: [] };
	const page = await listen({ id: await sessionOf(made), personId: null, staff });
	page.move(7);
	expect(await page.nextPoke()).toBe(poke(7));
	await sql`update staff set active = false where id = ${made.staffId}`;
	page.move(7);
	expect(await page.nextPoke()).toBeUndefined();
});
