import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../../tests/support/database';
import { acceptInvitation, findInvitation } from '$lib/server/auth/invitations';
import { logIn } from '$lib/server/auth/log-in';
import { findHalfLogIn } from '$lib/server/auth/second-factor/half-log-in';
import { findSession, isActive, startSession, tokenHash } from '$lib/server/auth/sessions';
import {
	giveTotp,
	makeHouse,
	makeResident,
	makeStaff,
	password,
	testSealing
} from '$lib/server/auth/test-people';
import { activate, changeDuties, deactivate, inviteStaffUser, resetEntry } from './change';
import { openToAdministrator } from './first-administrator';
import { findStaffUser, readStaffUsers } from './read';

const now = new Date('2026-11-22T10:00:00Z');
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
let database: TestDatabase;
let home: Awaited<ReturnType<typeof makeHouse>>;
let olli: Awaited<ReturnType<typeof makeStaff>>;

beforeAll(async () => {
	database = await createTestDatabase();
	home = await makeHouse(database.db.sql);
	olli = await makeStaff(database.db.sql, ['administrator'], [], 'Olli Laine');
});
afterAll(() => database.drop());

const desk = () => ({ db: database.db, sealing: testSealing });
const somebody = () => ({
	id: randomUUID(),
	language: 'fi' as const,
	name: 'Maija Meikäläinen',
	shownName: 'Maija',
	email: `maija.${randomUUID().slice(0, 8)}@example.fi`,
	roles: ['maintenance'],
	buildingIds: [home.buildingId]
});

/** The link in the newest mail to somebody. */
async function linkTo(email: string): Promise<string> {
	const [mail] = await database.db.sql`
		select template, data, data_sealed from mails where recipient = ${email} order by queued_at desc, id limit 1`;
	expect(mail?.data, 'a link that opens an account lies sealed').toBeNull();
	const { path } = JSON.parse(testSealing.unseal(mail?.dataSealed, 'mail')) as { path: string };
	return new URL(path, 'http://x').searchParams.get('token') ?? '';
}

const passwordOf = (email: string, given: string, at = now) =>
	logIn(database.db, { email, password: given, clientAddress: '192.0.2.1', replaces: null, device: '' }, at);

test('T1 an administrator invites somebody, who chooses a password and then a second factor', async () => {
	const user = somebody();
	expect(await inviteStaffUser(desk(), olli.staffId, user, now)).toEqual({ id: user.id });
	expect(await inviteStaffUser(desk(), olli.staffId, user, now), 'sent twice').toEqual({ id: user.id });
	expect(await findStaffUser(database.db.sql, user.id)).toMatchObject({
		name: 'Maija Meikäläinen',
		roles: ['maintenance'],
		buildingIds: [home.buildingId],
		hasPassword: false
	});
	const token = await linkTo(user.email);
	expect(await findInvitation(database.db.sql, token, now)).toMatchObject({ email: user.email });
	expect(await acceptInvitation(database.db, token, 'lyhyt', now)).toBe('weak');
	expect(await acceptInvitation(database.db, token, 'Uusi-sana 1', now)).toBe('done');
	expect(await acceptInvitation(database.db, token, 'Toinen-sana 1', now), 'once').toBe('over');
	const entered = await passwordOf(user.email, 'Uusi-sana 1');
	if (!('secondFactor' in entered)) throw new Error('no second step');
	expect(await findHalfLogIn(database.db.sql, entered.secondFactor.value, now)).toMatchObject({
		staffId: user.id
	});
});

test('T1 before a password is chosen nobody comes in, with none and with any', async () => {
	const user = somebody();
	await inviteStaffUser(desk(), olli.staffId, user, now);
	for (const given of ['', 'null', password])
		expect(await passwordOf(user.email, given)).toEqual({ refused: 'wrong' });
});

test('T1 a link lasts three days, and a new one ends the old', async () => {
	const user = somebody();
	await inviteStaffUser(desk(), olli.staffId, user, now);
	const first = await linkTo(user.email);
	expect(await findInvitation(database.db.sql, first, later(71.9))).toBeDefined();
	expect(await findInvitation(database.db.sql, first, later(72))).toBeUndefined();
	expect(await resetEntry(desk(), olli.staffId, user.id, 'sv', later(1))).toBeNull();
	expect(await findInvitation(database.db.sql, first, later(1))).toBeUndefined();
});

test.each([
	['no role', { roles: [] }],
	['a role that there is not', { roles: ['god'] }],
	['no address', { email: 'maija' }],
	['no name', { name: ' ' }],
	['a name that no database holds', { name: 'Maija\u0000' }],
	['a building that is no id', { buildingIds: ['x'] }]
])('T1 an invitation with %s is refused, and nothing is made', async (_what, given) => {
	const user = { ...somebody(), ...given };
	expect(await inviteStaffUser(desk(), olli.staffId, user, now)).toEqual({ refused: 'notValid' });
	expect(await findStaffUser(database.db.sql, user.id)).toBeUndefined();
});

test('T1 the staff’s accounts are not shared with residents', async () => {
	const aino = await makeResident(database.db.sql, [
		{ apartmentId: home.apartmentId, startsOn: '2020-01-01' }
	]);
	const user = { ...somebody(), email: aino.email.toUpperCase() };
	expect(await inviteStaffUser(desk(), olli.staffId, user, now)).toEqual({ refused: 'emailTaken' });
	expect(await findStaffUser(database.db.sql, user.id)).toBeUndefined();
});

describe('T1 out at once', () => {
	test('whoever is deactivated has no session and gets none, until activated again', async () => {
		const made = await makeStaff(database.db.sql, ['customerService']);
		const { token } = await startSession(database.db, { accountId: made.accountId, device: '' }, now);
		const entered = await passwordOf(made.email, password);
		if (!('secondFactor' in entered)) throw new Error('no second step');
		expect(await isActive(database.db.sql, tokenHash(token), now)).toBe(true);
		expect(await deactivate(database.db, olli.staffId, made.staffId, now)).toBeNull();
		expect(await findSession(database.db.sql, tokenHash(token), now)).toEqual({ ended: 'revoked' });
		expect(await isActive(database.db.sql, tokenHash(token), now), 'the open line of events').toBe(false);
		expect(await findHalfLogIn(database.db.sql, entered.secondFactor.value, now)).toBeUndefined();
		expect(await passwordOf(made.email, password)).toEqual({ refused: 'noAccess' });
		expect(await activate(database.db, olli.staffId, made.staffId, now)).toBeNull();
		expect(await passwordOf(made.email, password)).toHaveProperty('secondFactor');
		expect(await findSession(database.db.sql, tokenHash(token), now), 'the old session stays ended').toEqual({
			ended: 'revoked'
		});
	});

	test('a reset ends everything: sessions, password, factors; a link begins anew', async () => {
		const made = await makeStaff(database.db.sql, ['customerService']);
		await giveTotp(database.db.sql, made.accountId);
		const { token } = await startSession(database.db, { accountId: made.accountId, device: '' }, now);
		await database.db.sql`
			insert into password_links (token_hash, account_id, offered_at)
			values (${Buffer.alloc(32, 1).toString('hex')}, ${made.accountId}, ${now})`;
		expect(await resetEntry(desk(), olli.staffId, made.staffId, 'en', now)).toBeNull();
		expect(await findSession(database.db.sql, tokenHash(token), now)).toEqual({ ended: 'revoked' });
		expect(await passwordOf(made.email, password)).toEqual({ refused: 'wrong' });
		expect(
			await database.db.sql`select from password_links where account_id = ${made.accountId}`,
			'nor by a link that was asked for before'
		).toHaveLength(0);
		expect(await findStaffUser(database.db.sql, made.staffId)).toMatchObject({
			totp: false,
			hasPassword: false
		});
		expect(await acceptInvitation(database.db, await linkTo(made.email), 'Uusi-sana 1', now)).toBe('done');
	});
});

describe('T1 there is always an administrator', () => {
	test('nobody deactivates or resets themselves', async () => {
		expect(await deactivate(database.db, olli.staffId, olli.staffId, now)).toBe('yourself');
		expect(await resetEntry(desk(), olli.staffId, olli.staffId, 'fi', now)).toBe('yourself');
	});

	test('two administrators who deactivate each other at one moment leave one', async () => {
		const other = await makeStaff(database.db.sql, ['administrator']);
		const outcomes = await Promise.all([
			deactivate(database.db, olli.staffId, other.staffId, now),
			deactivate(database.db, other.staffId, olli.staffId, now)
		]);
		expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
		await database.db
			.sql`update staff set active = id = ${olli.staffId} where id in (${olli.staffId}, ${other.staffId})`;
	});

	test('the last one keeps the role', async () => {
		const duties = { name: 'Olli Laine', shownName: 'Olli', roles: ['customerService'], buildingIds: [] };
		expect(await changeDuties(database.db, olli.staffId, olli.staffId, duties, now)).toBe(
			'lastAdministrator'
		);
	});
});

test('T1 new roles hold from the next request on, in sessions that are open', async () => {
	const made = await makeStaff(database.db.sql, ['maintenance'], [home.buildingId]);
	const { token } = await startSession(database.db, { accountId: made.accountId, device: '' }, now);
	const duties = { name: 'Kaisa Korhonen', shownName: 'Kaisa', roles: ['propertyManager'], buildingIds: [] };
	expect(await changeDuties(database.db, olli.staffId, made.staffId, duties, now)).toBeNull();
	expect(await findSession(database.db.sql, tokenHash(token), now)).toMatchObject({
		active: { staff: { roles: ['propertyManager'], buildingIds: [] } }
	});
});

test('T7 what an administrator does with users is in the audit log', async () => {
	const user = somebody();
	await inviteStaffUser(desk(), olli.staffId, user, now);
	await deactivate(database.db, olli.staffId, user.id, now);
	const entries = await database.db.sql`
		select action, details from audit_log where actor_id = ${olli.staffId} and object_id = ${user.id} order by id`;
	expect([...entries]).toEqual([
		{ action: 'invite', details: { roles: ['maintenance'], buildingIds: [home.buildingId] } },
		{ action: 'deactivated', details: {} }
	]);
});

test('T1 the first administrator is let in from the command line, and nobody else’s account is', async () => {
	const email = 'paakayttaja@example.fi';
	const open = (address: string) =>
		openToAdministrator(database.db, { email: address, name: 'Pirjo Pää' }, now);
	const first = await open(email);
	const second = await open(email.toUpperCase());
	if (!('path' in first) || !('path' in second)) throw new Error('refused');
	const tokenOf = (path: string) => new URL(path, 'http://x').searchParams.get('token') ?? '';
	expect(await findInvitation(database.db.sql, tokenOf(first.path), now), 'the earlier link').toBeUndefined();
	expect(await acceptInvitation(database.db, tokenOf(second.path), 'Uusi-sana 1', now)).toBe('done');
	expect(await passwordOf(email, 'Uusi-sana 1')).toHaveProperty('secondFactor');
	expect(await open(email), 'who has a password is asked for it').toEqual({ refused: 'emailTaken' });
	const aino = await makeResident(database.db.sql, [
		{ apartmentId: home.apartmentId, startsOn: '2020-01-01' }
	]);
	expect(await open(aino.email)).toEqual({ refused: 'emailTaken' });
	expect(await open('nobody')).toEqual({ refused: 'notValid' });
});

test('T1 the list has everybody, whoever is out last', async () => {
	const users = await readStaffUsers(database.db.sql);
	const active = users.map((user) => user.active);
	expect(active).toEqual([...active].sort((a, b) => Number(b) - Number(a)));
	expect(users.some(({ id }) => id === olli.staffId)).toBe(true);
});
