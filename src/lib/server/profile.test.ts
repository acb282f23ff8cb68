import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database';
import { appointGuardian, scopeOf } from '../../../tests/support/world';
import type { AnyMutation } from '$lib/domain/mutations';
import { changeContactDetails, chooseNotifications } from '$lib/domain/profiles';
import { circumstancesAt, findResidentActor, runMutation } from './apply-mutation';
import { lifetimes } from './auth/session-store';
import { failuresPerPair } from './auth/log-in-limits';
import { findSession, readSessionCookie, startSession, tokenHash, type SessionCookie } from './auth/sessions';
import { isSteppedUp, stepUpLasts } from './auth/step-up';
import { makeHouse, makeResident, password } from './auth/test-people';
import { newSealingKey, parseSealingKeys, sealingFrom } from './sealing';
import { appRouter } from './trpc/router';

const start = new Date('2026-11-22T10:00:00Z');
const after = (ms: number) => new Date(start.getTime() + ms);
const sealing = sealingFrom(parseSealingKeys(newSealingKey('test')));
const [iban, otherIban] = ['FI2112345600000785', 'FI5542345670000081'];

let database: TestDatabase;
let home: Awaited<ReturnType<typeof makeHouse>>;
beforeAll(async () => {
	database = await createTestDatabase();
	home = await makeHouse(database.db.sql);
	await database.db.sql`update people set born_on = '1980-01-01'`;
});
afterAll(() => database.drop());
beforeEach(async () => {
	await database.db.sql`delete from login_failures`;
	await database.db.sql`delete from mails`;
});

async function resident(name?: string) {
	const made = await makeResident(
		database.db.sql,
		[{ apartmentId: home.apartmentId, startsOn: '2020-01-01' }],
		name
	);
	await database.db.sql`update people set born_on = '1980-01-01' where id = ${made.personId}`;
	return made;
}

/** Somebody's browser: it keeps the cookie that it is given. */
async function browserOf(accountId: string, device = 'Chrome · Android') {
	const { db } = database;
	let { token } = await startSession(db, { accountId, device }, start);
	const at = async (now = start) => {
		const found = await findSession(db.sql, tokenHash(token), now);
		const session = found && 'active' in found ? found.active : null;
		return appRouter.createCaller({
			db,
			sealing,
			session,
			sessionId: tokenHash(token),
			clientAddress: '192.0.2.1',
			now: () => now,
			alert: () => undefined,
			setCookie: ({ name, value }: SessionCookie) => {
				token = readSessionCookie(`${name}=${value}`) ?? '';
			}
		}).profile;
	};
	return {
		at,
		get sessionId() {
			return tokenHash(token);
		}
	};
}

const mails = () => database.db.sql`select recipient, template, data from mails order by recipient`;

test('P2 the bank account is changed with the password again, and a mail says so without the number', async () => {
	const { accountId, personId, email } = await resident();
	const browser = await browserOf(accountId);
	const profile = await browser.at();
	expect(await profile.bankAccount({ principalId: personId })).toBeNull();
	await expect(profile.setBankAccount({ principalId: personId, iban })).rejects.toMatchObject({
		code: 'FORBIDDEN'
	});
	expect(await profile.stepUp({ password: 'Väärä-sana 1' })).toEqual({ refused: 'wrong' });
	expect(await profile.stepUp({ password })).toEqual({ steppedUp: true });
	const stepped = await browser.at();
	expect(await stepped.setBankAccount({ principalId: personId, iban: ' fi21 1234 5600 0007 85 ' })).toEqual({
		saved: true
	});
	expect(await stepped.bankAccount({ principalId: personId })).toEqual({
		masked: 'FI21 •••• •••• •••• 85',
		setAt: start
	});
	expect(await mails()).toEqual([{ recipient: email, template: 'bankAccountChanged', data: {} }]);
});

test('P2 the account is sealed in its column and the one before stays in the history', async () => {
	const { accountId, personId } = await resident();
	const { sql } = database.db;
	const browser = await browserOf(accountId);
	await (await browser.at()).stepUp({ password });
	const profile = await browser.at();
	for (const each of [iban, otherIban, otherIban])
		await profile.setBankAccount({ principalId: personId, iban: each });
	const rows = await sql`
		select iban_sealed, iban_lookup, ended_at is null as current, set_by, bank_accounts::text as text
		from bank_accounts where person_id = ${personId} order by ended_at nulls last`;
	expect(rows.map(({ ibanSealed, current }) => [sealing.unseal(ibanSealed, 'iban'), current])).toEqual([
		[iban, false],
		[otherIban, true]
	]);
	expect(rows.every(({ setBy }) => setBy === personId)).toBe(true);
	for (const { text } of rows) expect(text).not.toMatch(/FI\d{16}|12345600000785/);
	expect(
		await sql`select 1 from bank_accounts where iban_lookup = ${sealing.lookup(otherIban, 'iban')}`
	).toHaveLength(1);
});

test.each(['FI2112345600000786', 'FI21 1234', 'DE8937040044053201300', '', 'FI21123456000007850', 'hei'])(
	'P2 %j is no account number, and nothing changes',
	async (wrong) => {
		const { accountId, personId } = await resident();
		const browser = await browserOf(accountId);
		await (await browser.at()).stepUp({ password });
		const profile = await browser.at();
		expect(await profile.setBankAccount({ principalId: personId, iban: wrong })).toEqual({
			refused: 'notValid'
		});
		expect(await profile.bankAccount({ principalId: personId })).toBeNull();
		expect(await mails()).toEqual([]);
	}
);

test.each([
	'FI2112345600000785',
	'FI7944052020036082',
	'DE89370400440532013000',
	'gb29 nwbk 6016 1331 9268 19'
])('P2 %s is one', async (right) => {
	const { accountId, personId } = await resident();
	const browser = await browserOf(accountId);
	await (await browser.at()).stepUp({ password });
	expect(await (await browser.at()).setBankAccount({ principalId: personId, iban: right })).toEqual({
		saved: true
	});
});

test('P2 a neighbour’s account is neither seen nor changed; a ward’s is, by the guardian, and both hear of it', async () => {
	const { sql } = database.db;
	const [guardian, ward, neighbour] = [
		await resident('Jari Heikkinen'),
		await resident('Veikko Kallio'),
		await resident()
	];
	await appointGuardian(sql, guardian.personId, ward.personId);
	const browser = await browserOf(guardian.accountId);
	await (await browser.at()).stepUp({ password });
	const profile = await browser.at();
	expect(await profile.bankAccount({ principalId: neighbour.personId })).toBe('notFound');
	expect(await profile.setBankAccount({ principalId: neighbour.personId, iban })).toEqual({
		refused: 'notFound'
	});
	expect(await profile.setBankAccount({ principalId: ward.personId, iban })).toEqual({ saved: true });
	expect((await mails()).map(({ recipient }) => recipient).sort()).toEqual(
		[guardian.email, ward.email].sort()
	);
	const [row] = await sql`select set_by from bank_accounts where person_id = ${ward.personId}`;
	expect(row?.setBy).toBe(guardian.personId);
});

test('P2 the password counts for five minutes, in that session alone', async () => {
	const { accountId, personId } = await resident();
	const [browser, other] = [await browserOf(accountId), await browserOf(accountId)];
	await (await browser.at()).stepUp({ password });
	expect(await isSteppedUp(database.db.sql, browser.sessionId, after(stepUpLasts - 1))).toBe(true);
	await expect(
		(await browser.at(after(stepUpLasts))).setBankAccount({ principalId: personId, iban })
	).rejects.toMatchObject({ code: 'FORBIDDEN' });
	await expect((await other.at()).setBankAccount({ principalId: personId, iban })).rejects.toMatchObject({
		code: 'FORBIDDEN'
	});
});

test('P2 with the password the session gets another token, and keeps its limits', async () => {
	const { accountId } = await resident();
	const browser = await browserOf(accountId);
	const stolen = browser.sessionId;
	const later = 60 * 60 * 1000;
	await (await browser.at(after(later))).stepUp({ password });
	expect(browser.sessionId).not.toBe(stolen);
	expect(await findSession(database.db.sql, stolen, after(later))).toEqual({ ended: 'expired' });
	const [row] = await database.db
		.sql`select created_at, ends_at, device from sessions where id = ${browser.sessionId}`;
	expect(row).toEqual({
		createdAt: start,
		endsAt: after(lifetimes.resident.absolute),
		device: 'Chrome · Android'
	});
});

test('A15 P2 whoever holds an open phone can’t guess the password there', async () => {
	const { accountId } = await resident();
	const profile = await (await browserOf(accountId)).at();
	for (let i = 0; i < failuresPerPair; i++)
		expect(await profile.stepUp({ password: `Väärä-sana ${i}` })).toEqual({ refused: 'wrong' });
	expect(await profile.stepUp({ password })).toEqual({ refused: 'tooMany' });
});

test('P1 what a resident says of themselves is stored as they said it, and taken away again', async () => {
	const { sql, begin } = database.db;
	const { personId: id } = await resident();
	const scopeId = await scopeOf(sql, 'person', id);
	const by = await findResidentActor(sql, id, id);
	const run = (mutation: AnyMutation, args: object) =>
		begin((tx) => runMutation(tx, mutation, { id, ...args }, scopeId, circumstancesAt(by!, start)));
	const stored = async () =>
		(
			await sql`select phone, postal_address, next_of_kin, muted_notifications from profiles where id = ${id}`
		)[0];
	const postalAddress = { street: 'PL 5', postalCode: '00101', city: 'Åbo', country: '' };
	const nextOfKin = { name: 'Mikko "Mikki" Virtanen', phone: '050 765 4321' };
	expect(await run(changeContactDetails, { phone: '044 1234', postalAddress, nextOfKin })).toBeNull();
	expect(await run(chooseNotifications, { muted: ['plannedVisit'] })).toBeNull();
	expect(await stored()).toEqual({
		phone: '044 1234',
		postalAddress,
		nextOfKin,
		mutedNotifications: ['plannedVisit']
	});
	expect(await run(changeContactDetails, { phone: '', postalAddress: null, nextOfKin: null })).toBeNull();
	expect(await run(chooseNotifications, { muted: [] })).toBeNull();
	expect(await stored()).toEqual({ phone: '', postalAddress: null, nextOfKin: null, mutedNotifications: [] });
});

test('A14 a resident sees their open sessions by device and last use', async () => {
	const { accountId } = await resident();
	const [phone] = [await browserOf(accountId), await browserOf(accountId, 'Firefox · Windows')];
	expect(await (await phone.at()).sessions()).toEqual(
		expect.arrayContaining([
			expect.objectContaining({ device: 'Chrome · Android', isThis: true, lastUsedAt: start }),
			expect.objectContaining({ device: 'Firefox · Windows', isThis: false })
		])
	);
});

test('A14 a resident ends one session or all others, which are told that they were revoked', async () => {
	const { accountId } = await resident();
	const { sql } = database.db;
	const [phone, tablet, lost] = [
		await browserOf(accountId),
		await browserOf(accountId),
		await browserOf(accountId)
	];
	await (await phone.at()).endSession({ id: lost.sessionId });
	expect(await findSession(sql, lost.sessionId, start)).toEqual({ ended: 'revoked' });
	expect(await findSession(sql, tablet.sessionId, start)).toHaveProperty('active');
	await (await phone.at()).endOtherSessions();
	expect(await findSession(sql, tablet.sessionId, start)).toEqual({ ended: 'revoked' });
	expect(await findSession(sql, phone.sessionId, start)).toHaveProperty('active');
});

test('A14 nobody ends anybody else’s session', async () => {
	const [mine, theirs] = [
		await browserOf((await resident()).accountId),
		await browserOf((await resident()).accountId)
	];
	await (await mine.at()).endSession({ id: theirs.sessionId });
	expect(await findSession(database.db.sql, theirs.sessionId, start)).toHaveProperty('active');
});

test('the profile’s procedures are for residents who are logged in', async () => {
	const caller = appRouter.createCaller({
		db: database.db,
		sealing,
		session: null,
		sessionId: null,
		now: () => start,
		alert: () => undefined
	}).profile;
	const principalId = randomUUID();
	for (const call of [
		caller.sessions(),
		caller.endOtherSessions(),
		caller.endSession({ id: 'a'.repeat(64) }),
		caller.stepUp({ password }),
		caller.bankAccount({ principalId }),
		caller.setBankAccount({ principalId, iban })
	])
		await expect(call).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
});
