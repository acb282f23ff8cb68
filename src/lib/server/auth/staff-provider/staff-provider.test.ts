import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../../tests/support/database';
import { StaffDirectory } from '../../../../../tests/support/staff-directory';
import { findSession, tokenHash } from '$lib/server/auth/sessions';
import { giveTotp, makeHouse, makeResident, makeStaff, testSealing } from '$lib/server/auth/test-people';
import { beginAtProvider, completeAtProvider } from './log-in';
import { readStaffProvider, StaffProviderRefused, type StaffProvider } from './settings';
import { isStillStaff } from './still-staff';

const minute = 60_000;
const callback = 'http://localhost:3999/log-in/staff/callback';
let database: TestDatabase;
let peer: StaffDirectory;
let provider: StaffProvider;
let home: Awaited<ReturnType<typeof makeHouse>>;
/** What the peer says of everybody. */
let directory: StaffDirectory['people'];

beforeAll(async () => {
	database = await createTestDatabase();
	home = await makeHouse(database.db.sql);
	peer = await StaffDirectory.open();
	peer.serve(callback);
	provider = readStaffProvider(peer.environment)!;
});
afterAll(async () => {
	await peer.close();
	await database.drop();
});
beforeEach(() => {
	directory = peer.people = {
		kalle: {
			name: 'Kalle Korhonen',
			given_name: 'Kalle',
			groups: ['huolto', 'kahvihuone'],
			email: 'kalle@example.fi'
		},
		sari: { name: 'Sari Nieminen', groups: ['toimisto'], email: 'sari@example.fi', email_verified: true }
	};
});

const sealed = () => ({ db: database.db, sealing: testSealing });

/** A browser at the provider: follows its redirects with its cookies until it is sent back. */
async function visit(start: URL): Promise<URL> {
	const cookies = new Map<string, string>();
	for (let [url, steps] = [start, 0]; steps < 10; steps++) {
		const cookie = [...cookies].map((each) => each.join('=')).join('; ');
		const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
		for (const set of response.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
			cookies.set(name, value);
		}
		url = new URL(response.headers.get('location') ?? '', url);
		if (url.href.startsWith(callback)) return url;
	}
	throw new Error('sent in a circle');
}

async function logIn(who: string, at = new Date()) {
	peer.atKeyboard = who;
	const begun = await beginAtProvider(
		database.db.sql,
		provider,
		{ redirectUri: callback, next: '/staff' },
		at
	);
	const answer = await visit(begun.url);
	const outcome = await completeAtProvider(
		sealed(),
		provider,
		{ token: begun.cookie.value, answer, replaces: null, device: 'Firefox · Linux' },
		at
	);
	return { outcome, answer, token: begun.cookie.value };
}

async function sessionOf(who: string, at = new Date()) {
	const { outcome } = await logIn(who, at);
	if (!('cookie' in outcome)) throw new Error(JSON.stringify(outcome));
	const id = tokenHash(outcome.cookie.value);
	const found = await findSession(database.db.sql, id, at);
	if (!found || !('active' in found)) throw new Error('no session');
	return found.active;
}

const later = (at: Date, minutes: number) => new Date(at.getTime() + minutes * minute);
const find = async (id: string, at: Date) => findSession(database.db.sql, id, at);

test('T1 staff come in by the landlord’s own provider, with the roles of their groups there', async () => {
	const kalle = await sessionOf('kalle');
	expect(kalle.staff).toMatchObject({ name: 'Kalle Korhonen', shownName: 'Kalle', roles: ['maintenance'] });
	const sari = await sessionOf('sari');
	expect(sari.staff).toMatchObject({ roles: ['customerService', 'propertyManager'] });
	expect((await sessionOf('kalle')).staff?.id, 'the second time').toBe(kalle.staff?.id);
});

test('T1 whoever is in no group of ours, or is not active there, does not come in', async () => {
	directory.kalle = { ...directory.kalle, groups: ['kahvihuone'] };
	expect((await logIn('kalle')).outcome).toEqual({ refused: 'notStaff' });
	directory.kalle = { ...directory.kalle, groups: ['huolto'], active: false };
	expect((await logIn('kalle')).outcome).toEqual({ refused: 'notStaff' });
});

test('T1 an administrator’s deactivation holds, whatever the provider says', async () => {
	const { staff } = await sessionOf('kalle');
	await database.db.sql`update staff set active = false where id = ${staff!.id}`;
	expect((await logIn('kalle')).outcome).toEqual({ refused: 'notStaff' });
	await database.db.sql`update staff set active = true where id = ${staff!.id}`;
});

test('T1 a session by the provider lasts eight hours at most', async () => {
	const at = new Date();
	const { id } = await sessionOf('kalle', at);
	for (let minutes = 20; minutes < 480; minutes += 20)
		expect(await find(id, later(at, minutes)), `${minutes}`).toHaveProperty('active');
	expect(await find(id, later(at, 480))).toEqual({ ended: 'expired' });
});

describe('T1 asked again', () => {
	test('a leaver is out within a quarter of an hour, with every session', async () => {
		const at = new Date();
		const [session, other] = [await sessionOf('kalle', at), await sessionOf('kalle', at)];
		delete directory.kalle;
		expect(await isStillStaff(sealed(), provider, session, later(at, 14))).toBe(true);
		expect(await isStillStaff(sealed(), provider, session, later(at, 15))).toBe(false);
		for (const { id } of [session, other])
			expect(await find(id, later(at, 15))).toEqual({ ended: 'revoked' });
	});

	test('whoever lost the groups is out; whoever has others has other roles', async () => {
		const at = new Date();
		const session = await sessionOf('sari', at);
		directory.sari = { ...directory.sari, groups: ['huolto'] };
		expect(await isStillStaff(sealed(), provider, session, later(at, 16))).toBe(true);
		expect(await find(session.id, later(at, 16))).toMatchObject({
			active: { staff: { roles: ['maintenance'] } }
		});
		directory.sari = { ...directory.sari, groups: [] };
		expect(await isStillStaff(sealed(), provider, session, later(at, 29)), 'not due yet').toBe(true);
		expect(await isStillStaff(sealed(), provider, session, later(at, 32))).toBe(false);
	});

	test('a provider that is away for a moment throws nobody out, and for an hour does', async () => {
		const at = new Date();
		const session = await sessionOf('sari', at);
		const away = { ...provider, issuer: new URL('http://127.0.0.1:9') };
		expect(await isStillStaff(sealed(), away, session, later(at, 16))).toBe(true);
		expect(await find(session.id, later(at, 16))).toHaveProperty('active');
		expect(await isStillStaff(sealed(), away, session, later(at, 61))).toBe(false);
	});

	test('of many requests at once, one asks', async () => {
		const at = new Date();
		const session = await sessionOf('sari', at);
		const unreachable = { ...provider, issuer: new URL('http://127.0.0.1:9') };
		const asked = await Promise.all(
			Array.from({ length: 8 }, () => isStillStaff(sealed(), unreachable, session, later(at, 16)))
		);
		expect(asked).toEqual(Array(8).fill(true));
		const [row] = await database.db
			.sql`select check_due_at from staff_oidc_sessions where session_id = ${session.id}`;
		expect(row?.checkDueAt).toEqual(new Date(later(at, 16).getTime() + 30_000));
	});
});

describe('T1 attacks', () => {
	test('an answer works once, and only in the browser that asked', async () => {
		const { outcome, answer, token } = await logIn('kalle');
		expect(outcome).toHaveProperty('cookie');
		const again = { answer, replaces: null, device: '' };
		expect(await completeAtProvider(sealed(), provider, { ...again, token }, new Date())).toEqual({
			refused: 'over'
		});
		expect(await completeAtProvider(sealed(), provider, { ...again, token: undefined }, new Date())).toEqual({
			refused: 'over'
		});
	});

	test('an answer with another state, or to a request that is too old, is not believed', async () => {
		const at = new Date();
		const begin = () =>
			beginAtProvider(database.db.sql, provider, { redirectUri: callback, next: '/staff' }, at);
		const begun = await begin();
		const answer = await visit(begun.url);
		const other = new URL(answer);
		other.searchParams.set('state', 'planted');
		const given = { token: begun.cookie.value, replaces: null, device: '' };
		await expect(completeAtProvider(sealed(), provider, { ...given, answer: other }, at)).rejects.toThrow();
		const slow = await begin();
		expect(
			await completeAtProvider(
				sealed(),
				provider,
				{ ...given, token: slow.cookie.value, answer: await visit(slow.url) },
				later(at, 16)
			)
		).toEqual({ refused: 'over' });
	});

	test('an address that the provider has not confirmed takes nobody’s place', async () => {
		const { sql } = database.db;
		const local = await makeStaff(sql, ['administrator']);
		await giveTotp(sql, local.accountId);
		directory.kirsi = { name: 'Kirsi Uusi', groups: ['huolto'], email: local.email };
		const unconfirmed = await sessionOf('kirsi');
		expect(unconfirmed.staff?.id).not.toBe(local.staffId);
		directory.kaisa = { name: 'Kaisa', groups: ['huolto'], email: local.email, email_verified: true };
		const confirmed = await sessionOf('kaisa');
		expect(confirmed.staff).toMatchObject({ id: local.staffId, roles: ['maintenance'] });
		const [account] = await sql`select password_hash from accounts where id = ${local.accountId}`;
		expect(account?.passwordHash, 'the password here is gone').toBeNull();
		expect(await sql`select from staff_totp where account_id = ${local.accountId}`).toHaveLength(0);
	});

	test('an address that the provider has not confirmed is nobody’s user id', async () => {
		directory.sirpa = { name: 'Sirpa', groups: ['huolto'], email: 'sirpa.oma@example.fi' };
		directory.seija = { name: 'Seija', groups: ['huolto'], email: 'seija@example.fi', email_verified: true };
		const userIdOf = async (who: string) => {
			const { accountId } = await sessionOf(who);
			const [account] = await database.db.sql`select email from accounts where id = ${accountId}`;
			return account?.email;
		};
		expect(await userIdOf('sirpa')).toBe('provider:sirpa');
		expect(await userIdOf('seija')).toBe('seija@example.fi');
	});

	test('a resident’s account is never the staff’s, though the address is the same', async () => {
		const { sql } = database.db;
		const aino = await makeResident(sql, [{ apartmentId: home.apartmentId, startsOn: '2020-01-01' }]);
		directory.aino = { name: 'Aino Virtanen', groups: ['toimisto'], email: aino.email, email_verified: true };
		const session = await sessionOf('aino');
		expect(session).toMatchObject({ personId: null, staff: { name: 'Aino Virtanen' } });
		expect(session.accountId).not.toBe(aino.accountId);
	});
});

test('T1 the tokens lie sealed in the database', async () => {
	const { id } = await sessionOf('sari');
	const [row] = await database.db.sql`select * from staff_oidc_sessions where session_id = ${id}`;
	expect(testSealing.unseal(row?.accessTokenSealed, 'oidcToken')).toMatch(/\S{20,}/);
	expect(testSealing.unseal(row?.refreshTokenSealed, 'oidcToken')).toMatch(/\S{20,}/);
});

test.each([
	[{ STAFF_OIDC_ISSUER: 'https://id.example.fi' }, 'STAFF_OIDC_CLIENT_ID is missing'],
	[{ STAFF_OIDC_ISSUER: 'http://id.example.fi' }, 'https://'],
	[{ STAFF_OIDC_ISSUER: 'id' }, 'no address'],
	[
		{
			STAFF_OIDC_ISSUER: 'https://id.example.fi',
			STAFF_OIDC_CLIENT_ID: 'a',
			STAFF_OIDC_CLIENT_SECRET: 'b',
			STAFF_OIDC_ROLES: '{"a": "god"}'
		},
		'STAFF_OIDC_ROLES says'
	]
])('T1 settings that can’t be right keep the server from starting: %j', (environment, words) => {
	expect(() => readStaffProvider(environment)).toThrow(StaffProviderRefused);
	expect(() => readStaffProvider(environment)).toThrow(words);
});

test('T1 without the setting there is no provider', () => expect(readStaffProvider({})).toBeUndefined());
