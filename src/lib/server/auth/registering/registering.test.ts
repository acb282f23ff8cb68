import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { parseHetu } from '$lib/domain/hetu';
import type { Standing } from '$lib/domain/standing';
import { artificialHetu } from '$lib/server/demo/hetu';
import { newSealingKey, parseSealingKeys, sealedHetu, sealingFrom } from '$lib/server/sealing';
import { createTestDatabase, type TestDatabase } from '../../../../../tests/support/database';
import {
	findIdentification,
	forgetIdentification,
	identificationLifetime,
	keepIdentification,
	personIdentified,
	purgeIdentifications,
	type Identification
} from '$lib/server/auth/identification/identifications';
import { logInIdentified } from '$lib/server/auth/identification/log-in-identified';
import { readStanding } from '$lib/server/auth/identification/standing';
import { logIn } from '$lib/server/auth/log-in';
import { hashPassword } from '$lib/server/auth/passwords';
import { findSession, tokenHash } from '$lib/server/auth/sessions';
import { makeHouse, makeStaff, moveIn, type Tenancy } from '$lib/server/auth/test-people';
import { choicesPerPerson, chooseUserId, findUnconfirmed, findUserId, linkLifetime } from './choose-user-id';
import { confirmAddress, isRegistration } from './confirm-address';

const now = new Date('2026-11-22T10:00:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const password = 'Uusi-kellari 1';
const browser = { clientAddress: '192.0.2.1', device: 'Firefox · Linux', replaces: null };
const oldKey = newSealingKey('1');
const sealing = sealingFrom(parseSealingKeys(oldKey));

let database: TestDatabase;
let home: { apartmentId: string };
let people = 0;

beforeAll(async () => {
	database = await createTestDatabase();
	home = await makeHouse(database.db.sql);
});
afterAll(() => database.drop());
beforeEach(async () => {
	await database.db.sql`delete from login_failures`;
	await database.db.sql`delete from mails`;
});

const living = (tenancy: Partial<Tenancy> = {}): Tenancy[] => [
	{ apartmentId: home.apartmentId, startsOn: '2020-01-01', ...tenancy }
];

/** Somebody in the registers, known by their identity code. */
async function make(tenancies: Tenancy[], bornOn = '1990-05-01', recorded: string | null = bornOn) {
	const { sql } = database.db;
	const id = randomUUID();
	const { code } = parseHetu(artificialHetu(bornOn, 900 + (people++ % 100)))!;
	const { hetuSealed, hetuLookup } = sealedHetu(sealing, code);
	await sql`
		insert into people (id, hetu_sealed, hetu_lookup, family_name, given_names, call_name, born_on)
		values (${id}, ${hetuSealed}, ${hetuLookup}, 'Virtanen', 'Aino Maria', 'Aino', ${recorded})`;
	for (const tenancy of tenancies) await moveIn(sql, id, tenancy);
	return { id, hetu: code, bornOn };
}

async function identify({ hetu, bornOn }: { hetu: string; bornOn: string }, at = now) {
	const identity = { hetu, bornOn, familyName: 'Virtanen', givenNames: 'Aino Maria' };
	return keepIdentification(database.db.sql, sealing, { identity, purpose: 'register' }, at);
}

const newEmail = () => `${randomUUID().slice(0, 8)}@example.fi`;

function choose(identification: Identification, email: string, { at = now, chosen = password } = {}) {
	const choice = { email, password: chosen, language: 'fi' } as const;
	return chooseUserId(database.db, sealing, identification, choice, hashPassword, at);
}

const pause = vi.fn(async () => undefined);
function confirm(token: string, { given = password, at = now } = {}) {
	return confirmAddress(database.db, { ...browser, token, password: given }, at, pause);
}

async function mailsTo(email: string) {
	return database.db.sql<{ template: string; dataSealed: Buffer | null }[]>`
		select template, data_sealed from mails where recipient = ${email} order by template`;
}

/** As the person reads it in their mail. */
async function linkIn(email: string): Promise<string> {
	const [mail] = await database.db.sql<{ dataSealed: Buffer }[]>`
		select data_sealed from mails where recipient = ${email} and template = 'confirmAddress'
		order by queued_at desc limit 1`;
	const { path } = JSON.parse(sealing.unseal(mail!.dataSealed, 'mail')) as { path: string };
	return new URL(path, 'http://own.invalid').searchParams.get('token')!;
}

async function register(person: { hetu: string; bornOn: string }, email = newEmail()) {
	const { identification } = await identify(person);
	expect(await choose(identification, email)).toEqual({ sentTo: email });
	expect(await confirm(await linkIn(email))).toMatchObject({ confirmed: true });
	return email;
}

const logInWith = (email: string, given = password, at = now) =>
	logIn(database.db, { ...browser, email, password: given }, at, pause);

test('A1 somebody who lives here registers: identifies, chooses, confirms, and is in', async () => {
	const person = await make(living());
	const email = newEmail();
	const { identification } = await identify(person);
	expect(identification.personId).toBe(person.id);
	expect(await choose(identification, ` ${email.toUpperCase()} `)).toEqual({ sentTo: email });
	const outcome = await confirm(await linkIn(email));
	expect(outcome).toMatchObject({ confirmed: true, personId: person.id });
	if (!('cookie' in outcome)) return;
	expect(await findSession(database.db.sql, tokenHash(outcome.cookie.value), now)).toMatchObject({
		active: { personId: person.id }
	});
	expect((await mailsTo(email)).map(({ template }) => template)).toEqual(['confirmAddress', 'registered']);
});

test('A6 after registering, e-mail and password are enough', async () => {
	const email = await register(await make(living()));
	expect(await logInWith(email)).toMatchObject({ loggedIn: 'resident' });
});

test('A1 an address that is not confirmed logs nobody in, and is in nobody’s way', async () => {
	const [first, second] = [await make(living()), await make(living())];
	const email = newEmail();
	await choose((await identify(first)).identification, email);
	expect(await logInWith(email)).toEqual({ refused: 'wrong' });
	await register(second, email);
	expect(await logInWith(email)).toMatchObject({ personId: second.id });
});

test('A1 a link that was overtaken by another person’s confirms nothing', async () => {
	const [first, second] = [await make(living()), await make(living())];
	const email = newEmail();
	await choose((await identify(first)).identification, email);
	const link = await linkIn(email);
	await database.db.sql`delete from mails`;
	await register(second, email);
	expect(await confirm(link)).toEqual({ refused: 'over' });
});

test('A1 of two who confirm one address in the same moment the first has it, and the other is told', async () => {
	const [first, second] = [await make(living()), await make(living())];
	const email = newEmail();
	await choose((await identify(first)).identification, email);
	const link = await linkIn(email);
	const other = postgres(database.url, { max: 1 });
	const asked = await other.begin(async (tx) => {
		await tx`
			insert into accounts (id, person_id, email, password_hash)
			values (${randomUUID()}, ${second.id}, ${email}, 'x')`;
		const outcome = confirm(link);
		const waiting = () => tx`
			select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
		await vi.waitUntil(async () => (await waiting()).length > 0, { timeout: 20_000 });
		return { outcome };
	});
	expect(await asked.outcome).toEqual({ refused: 'over' });
	await other.end();
});

test('A1 the link alone lets in nobody: a mailbox that was mistyped is somebody else’s', async () => {
	const email = newEmail();
	await choose((await identify(await make(living()))).identification, email);
	const link = await linkIn(email);
	expect(await confirm(link, { given: 'Arvaus-1 vain' })).toEqual({ refused: 'wrong' });
	expect(await confirm(link)).toMatchObject({ confirmed: true });
});

test('A1 a link works once', async () => {
	const email = newEmail();
	await choose((await identify(await make(living()))).identification, email);
	const link = await linkIn(email);
	await confirm(link);
	expect(await confirm(link)).toEqual({ refused: 'over' });
	expect(await isRegistration(database.db.sql, link, now)).toBe(false);
});

test('A1 one link in two windows at once makes one account', async () => {
	const person = await make(living());
	const email = newEmail();
	await choose((await identify(person)).identification, email);
	const link = await linkIn(email);
	const outcomes = await Promise.all([confirm(link), confirm(link)]);
	expect(outcomes.filter((outcome) => 'confirmed' in outcome)).toHaveLength(1);
	const accounts = await database.db.sql`select from accounts where person_id = ${person.id}`;
	expect(accounts).toHaveLength(1);
});

test('A1 a link works for 24 hours', async () => {
	const email = newEmail();
	await choose((await identify(await make(living()))).identification, email);
	const link = await linkIn(email);
	expect(await isRegistration(database.db.sql, link, later(linkLifetime - 1))).toBe(true);
	expect(await confirm(link, { at: later(linkLifetime) })).toEqual({ refused: 'over' });
});

test('A1 whoever mistyped the address chooses another, and the first link works no longer', async () => {
	const { identification } = await identify(await make(living()));
	const [wrong, right] = [newEmail(), newEmail()];
	await choose(identification, wrong);
	const first = await linkIn(wrong);
	await choose(identification, right);
	expect(await findUnconfirmed(database.db.sql, identification.personId!, now)).toBe(right);
	expect(await confirm(first)).toEqual({ refused: 'over' });
	expect(await confirm(await linkIn(right))).toMatchObject({ confirmed: true });
});

test.each([
	['', true],
	['aino', true],
	['aino@', true],
	['aino@example', true],
	['aino@example.fi', false],
	['aino\u0000@example.fi', true]
])('A1 “%s” as an address is refused: %s', async (email, refused) => {
	const { identification } = await identify(await make(living()));
	const outcome = await choose(identification, email);
	expect('invalid' in outcome && outcome.invalid.email).toBe(refused);
});

test.each([
	['Aa1!', ['length']],
	['kellari-2026', ['upperCase']],
	['Password1!', ['common']],
	['Äö1-öö', []]
])('A7 the password “%s” lacks %j', async (chosen, lacking) => {
	const { identification } = await identify(await make(living()));
	const outcome = await choose(identification, newEmail(), { chosen });
	expect('invalid' in outcome ? outcome.invalid.lacking : []).toEqual(lacking);
});

test('A1 nobody finds out who has an account: a taken address gets the same answer, and its owner a mail', async () => {
	const email = await register(await make(living()));
	const staff = await makeStaff(database.db.sql, ['customerService']);
	await database.db.sql`delete from mails`;
	const { identification } = await identify(await make(living()));
	expect(await choose(identification, email)).toEqual({ sentTo: email });
	expect(await choose(identification, staff.email)).toEqual({ sentTo: staff.email });
	for (const owner of [email, staff.email])
		expect((await mailsTo(owner)).map(({ template }) => template)).toEqual(['addressInUse']);
	expect(await findUnconfirmed(database.db.sql, identification.personId!, now)).toBe(staff.email);
});

test('A1 a taken address takes as long as a free one', { retry: 3 }, async () => {
	const taken = await register(await make(living()));
	const { identification } = await identify(await make(living()));
	const took = async (email: string) => {
		const began = performance.now();
		for (let i = 0; i < 4; i++) await choose(identification, email, { at: later(i * 3_600_000) });
		return performance.now() - began;
	};
	await took(newEmail());
	await database.db.sql`delete from login_failures`;
	const ofTaken = await took(taken);
	await database.db.sql`delete from login_failures`;
	const ratio = ofTaken / (await took(newEmail()));
	expect(ratio).toBeGreaterThan(0.4);
	expect(ratio).toBeLessThan(2.5);
});

test('A15 nobody sends mail after mail', async () => {
	const { identification } = await identify(await make(living()));
	for (let i = 0; i < choicesPerPerson; i++)
		expect(await choose(identification, newEmail())).toHaveProperty('sentTo');
	expect(await choose(identification, newEmail())).toEqual({ refused: 'tooMany' });
});

test('A15 the password of a link can not be guessed for long', async () => {
	const email = newEmail();
	await choose((await identify(await make(living()))).identification, email);
	const link = await linkIn(email);
	const outcomes = [];
	for (let i = 0; i < 12; i++) outcomes.push(await confirm(link, { given: `Arvaus-${i} vain` }));
	expect(outcomes.at(-1)).toEqual({ refused: 'tooMany' });
});

test('A9 a new address is a new user id: the old one stops, what the person has done stays', async () => {
	const { sql } = database.db;
	const person = await make(living());
	const old = await register(person);
	const before = await logInWith(old);
	if (!('cookie' in before)) throw new Error('not logged in');
	const fresh = await register(person, newEmail());
	expect(await logInWith(old)).toEqual({ refused: 'wrong' });
	expect(await logInWith(fresh)).toMatchObject({ personId: person.id });
	expect(await findSession(sql, tokenHash(before.cookie.value), now)).toEqual({ ended: 'revoked' });
	expect((await mailsTo(old)).map(({ template }) => template)).toContain('userIdEnded');
	const [profile] = await sql`select email from profiles where id = ${person.id}`;
	expect(profile?.email).toBe(fresh);
});

test('A9 until the new address is confirmed the old user id works', async () => {
	const person = await make(living());
	const old = await register(person);
	await choose((await identify(person)).identification, newEmail());
	expect(await logInWith(old)).toHaveProperty('loggedIn');
});

test('A9 the old address is free for whoever has the mailbox now', async () => {
	const person = await make(living());
	const old = await register(person);
	await register(person, newEmail());
	const other = await make(living());
	await register(other, old);
	expect(await logInWith(old)).toMatchObject({ personId: other.id });
});

test('A9 registering again with the same address changes the password alone', async () => {
	const person = await make(living());
	const email = await register(person);
	await database.db.sql`delete from mails`;
	const { identification } = await identify(person);
	await choose(identification, email, { chosen: 'Toinen-sana 2' });
	await confirm(await linkIn(email), { given: 'Toinen-sana 2' });
	expect(await logInWith(email)).toEqual({ refused: 'wrong' });
	expect(await logInWith(email, 'Toinen-sana 2')).toHaveProperty('loggedIn');
	expect((await mailsTo(email)).map(({ template }) => template)).not.toContain('userIdEnded');
});

const cases: [string, Standing, () => Promise<{ hetu: string; bornOn: string }>][] = [
	['lives here', 'found', () => make(living())],
	['has signed and does not live here', 'found', () => make(living({ signedOn: '2026-01-01' }))],
	[
		'has signed and starts in January',
		'found',
		() => make(living({ signedOn: '2026-11-01', startsOn: '2027-01-01' }))
	],
	['moves out today', 'found', () => make(living({ endsOn: '2026-11-22' }))],
	['moved out yesterday', 'ended', () => make(living({ endsOn: '2026-11-21' }))],
	['had an agreement', 'ended', () => make(living({ signedOn: '2019-12-01', endsOn: '2026-10-31' }))],
	['has an agreement that is not signed', 'applicant', () => make(living({ signedOn: null }))],
	['moves in next week without an agreement', 'applicant', () => make(living({ startsOn: '2026-11-29' }))],
	['is only known', 'applicant', () => make([])],
	['is known by no code', 'notMatched', async () => ({ hetu: '010594Y9032', bornOn: '1994-05-01' })],
	['has no date of birth in the register', 'incomplete', () => make(living(), '1990-05-01', null)],
	['has another date of birth there', 'incomplete', () => make(living(), '1990-05-01', '1990-01-05')],
	['turns 18 tomorrow', 'underAge', () => make(living(), '2008-11-23')],
	['turned 18 today', 'found', () => make(living(), '2008-11-22')]
];

test.each(cases)('A2 A3 A4 A5 somebody who %s is “%s”', async (_who, standing, person) => {
	const { identification } = await identify(await person());
	expect(await readStanding(database.db.sql, identification, now)).toBe(standing);
	const outcome = await choose(identification, newEmail());
	expect(outcome).toEqual(standing === 'found' ? { sentTo: expect.anything() } : { refused: standing });
});

test.each([
	['2026-11-22T21:59:59Z', 'underAge'],
	['2026-11-22T22:00:00Z', 'found']
])('A3 at %s somebody whose birthday is the 23rd is “%s”: midnight is Helsinki’s', async (at, standing) => {
	const person = await make(living(), '2008-11-23');
	const { identification } = await identify(person, new Date(at));
	expect(await readStanding(database.db.sql, identification, new Date(at))).toBe(standing);
});

test('A4 a guardian who lives elsewhere registers, as long as the guardianship runs', async () => {
	const { sql } = database.db;
	const [guardian, ward] = [await make([]), await make(living(), '2015-03-03')];
	await sql`
		insert into guardianships (id, guardian_id, ward_id, starts_on, ends_on)
		values (${randomUUID()}, ${guardian.id}, ${ward.id}, '2020-01-01', '2026-12-31')`;
	const email = await register(guardian);
	expect(await logInWith(email)).toMatchObject({ personId: guardian.id });
	const { identification } = await identify(guardian);
	expect(await readStanding(sql, identification, new Date('2027-01-01T10:00:00Z'))).toBe('ended');
});

test('A4 A13 an attorney whom the register does not know has a row of their own, and registers by the power', async () => {
	const { sql } = database.db;
	const principal = await make(living());
	const { identification } = await identify({
		hetu: artificialHetu('1979-09-09', 987),
		bornOn: '1979-09-09'
	});
	const attorneyId = await personIdentified(sql, sealing, identification);
	expect(await readStanding(sql, { ...identification, personId: attorneyId }, now)).toBe('applicant');
	await sql`
		insert into powers_of_attorney
			(id, principal_id, attorney_id, invited_name, invited_email, matters, ends_on, invited_at, accepted_at)
		values (${randomUUID()}, ${principal.id}, ${attorneyId}, 'Aino', 'aino@example.fi', '{messages}', '2027-06-30',
			${later(-1000)}, ${later(-500)})`;
	await register({ hetu: identification.identity.hetu, bornOn: '1979-09-09' });
	const again = await identify({ hetu: identification.identity.hetu, bornOn: '1979-09-09' });
	expect(again.identification.personId).toBe(attorneyId);
});

test('A4 whoever moves out between choosing and confirming does not come in', async () => {
	const person = await make(living({ endsOn: '2026-11-22' }));
	const email = newEmail();
	await choose((await identify(person)).identification, email);
	expect(await confirm(await linkIn(email), { at: later(14 * 60 * 60 * 1000) })).toEqual({ refused: 'over' });
});

test('A6 strong identification logs in whoever has registered', async () => {
	const person = await make(living());
	await register(person);
	const { identification } = await identify(person);
	expect(await logInIdentified(database.db, identification, browser, now)).toMatchObject({
		loggedIn: 'resident',
		personId: person.id
	});
});

test.each([
	['notRegistered', () => make(living())],
	['ended', () => make(living({ endsOn: '2026-11-01' }))],
	['notMatched', async () => ({ hetu: '020594X902N', bornOn: '1994-05-02' })]
] as const)('A6 strong identification does not log in whoever is “%s”', async (refused, person) => {
	const { identification } = await identify(await person());
	expect(await logInIdentified(database.db, identification, browser, now)).toEqual({ refused });
});

test('A8 who forgot the user id identifies and is shown it', async () => {
	const person = await make(living());
	const email = await register(person);
	const { identification } = await identify(person);
	expect(await findUserId(database.db.sql, identification.personId!)).toBe(email);
});

test('A1 what was identified holds for a while, in one browser, until it has served', async () => {
	const { sql } = database.db;
	const { token, identification } = await identify(await make(living()));
	expect(await findIdentification(sql, sealing, token, now)).toEqual(identification);
	expect(await findIdentification(sql, sealing, identification.id, now)).toBeNull();
	expect(await findIdentification(sql, sealing, undefined, now)).toBeNull();
	expect(await findIdentification(sql, sealing, token, later(identificationLifetime))).toBeNull();
	await forgetIdentification(sql, identification);
	expect(await findIdentification(sql, sealing, token, now)).toBeNull();
});

test('A2 of somebody whom the register does not know, nothing can be read from the database', async () => {
	const { sql } = database.db;
	const hetu = artificialHetu('1981-01-02', 955);
	const { identification } = await identify({ hetu, bornOn: '1981-01-02' });
	const [all] =
		await sql`select string_agg(to_jsonb(identifications)::text, '') as text from identifications`;
	for (const word of [hetu, '1981-01-02', 'Virtanen']) expect(all!.text).not.toContain(word);
	await purgeIdentifications(sql, later(identificationLifetime));
	expect(await sql`select from identifications where id = ${identification.id}`).toHaveLength(0);
});

test('A1 after a new key came, a person is found by what the old one hashed', async () => {
	const person = await make(living());
	const rotated = sealingFrom([...parseSealingKeys(newSealingKey('2')), ...parseSealingKeys(oldKey)]);
	const identity = { ...person, familyName: 'Virtanen', givenNames: 'Aino' };
	const kept = await keepIdentification(database.db.sql, rotated, { identity, purpose: 'register' }, now);
	expect(kept.identification.personId).toBe(person.id);
});
