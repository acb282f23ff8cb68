import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import { appointGuardian, ensureLandlord } from '../../../../tests/support/world';
import { makeApiKey } from '$lib/server/auth/api-keys';
import { startSession, tokenHash } from '$lib/server/auth/sessions';
import { makeHouse, makeResident, testSealing } from '$lib/server/auth/test-people';
import { appRouter } from '$lib/server/trpc/router';
import { GET as getMyData } from '../../../routes/api/my-data/+server';
import { GET as getChanges } from '../../../routes/api/register-changes/+server';

const now = new Date('2026-11-22T10:00:00Z');
const iban = 'FI2112345600000785';
const process = vi.hoisted(() => ({ portal: vi.fn() }));
vi.mock('$lib/server/portal', () => process);

let database: TestDatabase;
let guardian: Awaited<ReturnType<typeof makeResident>>;
let ward: Awaited<ReturnType<typeof makeResident>>;

beforeAll(async () => {
	database = await createTestDatabase();
	process.portal.mockReturnValue({ db: database.db, sealing: testSealing, now: () => now });
	await ensureLandlord(database.db.sql);
});
afterAll(() => database.drop());
beforeEach(async () => {
	const { sql } = database.db;
	const { apartmentId } = await makeHouse(sql);
	const lives = [{ apartmentId, startsOn: '2020-01-01' }];
	guardian = await makeResident(sql, lives, 'Jari Heikkinen');
	ward = await makeResident(sql, lives, 'Veikko Kallio');
	await appointGuardian(sql, guardian.personId, ward.personId);
	await sql`
		insert into bank_accounts (id, person_id, iban_sealed, iban_lookup, set_at, set_by)
		values (${randomUUID()}, ${ward.personId}, ${testSealing.seal(iban, 'iban')}, ${testSealing.lookup(iban, 'iban')}, ${now}, ${ward.personId})`;
});

const looksOf = (actor: string) => database.db.sql`
	select action, object_kind as kind, principal_id, subject_ids, details from audit_log
	where actor_id = ${actor} order by id`;
const look = (kind: string) => ({
	action: 'open',
	kind,
	principalId: ward.personId,
	subjectIds: [ward.personId],
	details: {}
});

async function callerOf({ accountId, personId }: { accountId: string; personId: string }) {
	const { token } = await startSession(database.db, { accountId, device: 'Firefox · Linux' }, now);
	return appRouter.createCaller({
		db: database.db,
		sealing: testSealing,
		session: {
			id: tokenHash(token),
			accountId,
			personId,
			staff: null,
			createdAt: now,
			expiresAt: new Date(now.getTime() + 60_000)
		},
		sessionId: tokenHash(token),
		now: () => now,
		alert: () => undefined
	});
}

async function downloads(personId: string, wanted: string) {
	const url = new URL(`http://own.invalid/api/my-data?as=json&for=${wanted}`);
	return (await getMyData({ locals: { session: { personId } }, url } as never)).status;
}

test('T7 a guardian’s looks at a ward’s account, access log and whole file are written down, and the ward is told', async () => {
	const { principalId } = { principalId: ward.personId };
	const { profile, accessLog } = await callerOf(guardian);
	expect(await profile.bankAccount({ principalId })).toMatchObject({ masked: 'FI21 •••• •••• •••• 85' });
	await accessLog.read({ principalId });
	expect(await downloads(guardian.personId, principalId)).toBe(200);
	expect([...(await looksOf(guardian.personId))]).toEqual([
		look('bankAccount'),
		look('accessLog'),
		look('myData')
	]);
	const told = await (await callerOf(ward)).accessLog.read({ principalId });
	expect(told.map(({ name, what, objectKind }) => [name, what, objectKind]).sort()).toEqual([
		['Jari Heikkinen', 'open', 'accessLog'],
		['Jari Heikkinen', 'open', 'bankAccount'],
		['Jari Heikkinen', 'open', 'myData']
	]);
});

test('T7 nobody’s looks at what is their own are written down, nor what they were not shown', async () => {
	const { profile, accessLog } = await callerOf(ward);
	for (const principalId of [ward.personId, guardian.personId]) {
		await profile.bankAccount({ principalId });
		await accessLog.read({ principalId });
	}
	expect(await downloads(ward.personId, ward.personId)).toBe(200);
	expect(await downloads(ward.personId, guardian.personId)).toBe(404);
	expect(await looksOf(ward.personId)).toHaveLength(0);
});

test('T7 T9 each read of the register feed is written down with its key and whose changes they were', async () => {
	const { sql } = database.db;
	const { id, key } = await makeApiKey(sql, { name: 'Rekisteri' });
	const read = async (after: number) => {
		const request = new Request('http://own.invalid/', { headers: { authorization: `Bearer ${key}` } });
		const url = new URL(`http://own.invalid/api/register-changes?after=${after}`);
		return (await getChanges({ request, url } as never)).json();
	};
	const { last } = await read(0);
	await sql`update profiles set phone = '040 111 2222' where id = ${ward.personId}`;
	expect((await read(last)).changes).toHaveLength(1);
	expect((await read(last + 1)).changes).toEqual([]);
	const entries = await sql`
		select actor_kind, action, object_kind, subject_ids, details from audit_log
		where details ->> 'apiKeyId' = ${id} order by id`;
	expect(entries.at(-1)).toEqual({
		actorKind: 'system',
		action: 'list',
		objectKind: 'registerChanges',
		subjectIds: [ward.personId],
		details: { apiKeyId: id, changes: 1 }
	});
});
