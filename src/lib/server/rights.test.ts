import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database';
import {
	addPerson,
	appointGuardian,
	buildHouse,
	empower,
	moveIn,
	signAgreement,
	type House,
	type Person
} from '../../../tests/support/world';
import { logIn } from './auth/log-in';
import { makeHouse, makeResident, password } from './auth/test-people';
import { grantedScopes } from './scopes';

// Rights follow from the registers at the moment of asking. Every moment here is given: nothing runs at midnight.

let database: TestDatabase;
let house: House;
let person: Person;
let home: string;

beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
	house = await buildHouse(database.db.sql);
	home = house.staircases[0]!.apartments[0]!;
	person = await addPerson(database.db.sql);
});

/** Kinds of scopes that somebody sees for somebody at an instant. */
async function sees({ id }: Person, at: string, { id: principalId } = { id }): Promise<string[]> {
	const scopes = await grantedScopes(database.db.sql, id, new Date(at));
	return scopes.filter(({ principals }) => principals.includes(principalId)).map(({ kind }) => kind);
}

const all = ['staircase', 'building', 'person', 'landlord'];
const born = (day: string) => database.db.sql`update people set born_on = ${day} where id = ${person.id}`;

// [the day, the last instant before its midnight in Helsinki, its midnight]
const nights = [
	['2026-01-15', '2026-01-14T21:59:59.999Z', '2026-01-14T22:00:00Z'],
	['2026-06-15', '2026-06-14T20:59:59.999Z', '2026-06-14T21:00:00Z'],
	// Clocks go forward at three in the night that begins with this day, and back in that other one.
	['2026-03-29', '2026-03-28T21:59:59.999Z', '2026-03-28T22:00:00Z'],
	['2026-03-30', '2026-03-29T20:59:59.999Z', '2026-03-29T21:00:00Z'],
	['2026-10-25', '2026-10-24T20:59:59.999Z', '2026-10-24T21:00:00Z'],
	['2026-10-26', '2026-10-25T21:59:59.999Z', '2026-10-25T22:00:00Z']
] as const;

const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

describe.each(nights)('at the midnight that begins %s in Helsinki', (day, before, midnight) => {
	test('A3 somebody comes of age and may come in', async () => {
		await moveIn(database.db.sql, person.id, home);
		await born(`2008${day.slice(4)}`);
		expect(await sees(person, before)).toEqual([]);
		expect(await sees(person, midnight)).toEqual(all);
	});

	test('A5 a home’s first day opens its content', async () => {
		await signAgreement(database.db.sql, person.id, home, { signedOn: '2026-01-02', startsOn: day });
		expect(await sees(person, before)).toEqual(['person']);
		expect(await sees(person, midnight)).toEqual(all);
	});

	test('A5 the signing is what opens the login', async () => {
		await signAgreement(database.db.sql, person.id, home, { signedOn: day, startsOn: '2026-12-01' });
		expect(await sees(person, before)).toEqual([]);
		expect(await sees(person, midnight)).toEqual(['person']);
	});

	test('A10 the day after the last one sees nothing any more', async () => {
		await moveIn(database.db.sql, person.id, home, { endsOn: dayBefore(day) });
		expect(await sees(person, before)).toEqual(all);
		expect(await sees(person, midnight)).toEqual([]);
	});

	test('A10 a guardianship ends, and A13 a power of attorney runs out', async () => {
		const { sql } = database.db;
		const [ward, guardian, attorney] = [await addPerson(sql), await addPerson(sql), await addPerson(sql)];
		await moveIn(sql, ward.id, home);
		await appointGuardian(sql, guardian.id, ward.id, { endsOn: dayBefore(day) });
		await empower(sql, ward.id, attorney.id, { endsOn: dayBefore(day) });
		for (const acting of [guardian, attorney]) {
			expect(await sees(acting, before, ward)).toEqual(all);
			expect(await sees(acting, midnight)).toEqual([]);
		}
	});

	test('A16 somebody who moves house has the old home until then and the new one from then on', async () => {
		const other = await buildHouse(database.db.sql, { street: 'Rantatie 2' });
		await moveIn(database.db.sql, person.id, home, { endsOn: dayBefore(day) });
		await moveIn(database.db.sql, person.id, other.staircases[0]!.apartments[0]!, { startsOn: day });
		const buildings = async (at: string) => {
			const scopes = await grantedScopes(database.db.sql, person.id, new Date(at));
			const ids = scopes.filter(({ kind }) => kind === 'building').map(({ id }) => id);
			const found = await database.db.sql`select key from sync_scope where id = any (${ids}::bigint[])`;
			return found.map(({ key }) => key as string);
		};
		expect(await buildings(before)).toEqual([house.id]);
		expect(await buildings(midnight)).toEqual([other.id]);
	});
});

test('A3 whoever was born on 29 February comes of age on 28 February where the year has no 29th', async () => {
	await moveIn(database.db.sql, person.id, home);
	await born('2008-02-29');
	expect(await sees(person, '2026-02-27T21:59:59Z')).toEqual([]);
	expect(await sees(person, '2026-02-27T22:00:00Z')).toEqual(all);
});

test('A3 A6 a password opens nothing before the 18th birthday, and does on it', async () => {
	const { sql } = database.db;
	const home = await makeHouse(sql, 'Rantatie 9');
	const { personId, email } = await makeResident(sql, [
		{ apartmentId: home.apartmentId, startsOn: '2020-01-01' }
	]);
	await sql`update people set born_on = '2008-10-25' where id = ${personId}`;
	const asking = { email, password, clientAddress: '192.0.2.1', replaces: null, device: '' };
	expect(await logIn(database.db, asking, new Date('2026-10-24T20:59:59Z'))).toEqual({ refused: 'noAccess' });
	expect(await logIn(database.db, asking, new Date('2026-10-24T21:00:00Z'))).toMatchObject({
		loggedIn: 'resident'
	});
});

test('A3 a date of birth that is put right counts at once', async () => {
	await moveIn(database.db.sql, person.id, home);
	await born('2010-05-05');
	expect(await sees(person, '2026-03-10T10:00:00Z')).toEqual([]);
	await born('2001-05-05');
	expect(await sees(person, '2026-03-10T10:00:00Z')).toEqual(all);
});

describe('A4 who comes in', () => {
	const now = '2026-03-10T10:00:00Z';
	const { sql } = { sql: () => database.db.sql };
	const cases: Record<string, [string[], (who: Person) => Promise<unknown>]> = {
		'an occupant': [all, (who) => moveIn(sql(), who.id, home)],
		'a signatory who lives elsewhere': [all, (who) => signAgreement(sql(), who.id, home)],
		'somebody who has signed for next month': [
			['person'],
			(who) => signAgreement(sql(), who.id, home, { signedOn: '2026-03-10', startsOn: '2026-04-01' })
		],
		'an applicant: the agreement is not signed': [
			[],
			async (who) => {
				const id = await signAgreement(sql(), who.id, home);
				await sql()`update agreements set signed_on = null where id = ${id}`;
			}
		],
		'a former tenant': [[], (who) => moveIn(sql(), who.id, home, { endsOn: '2026-03-09' })],
		'somebody in no register': [[], async () => undefined],
		'a guardian without a home here': [
			['person'],
			async (who) => {
				const ward = await addPerson(sql());
				await moveIn(sql(), ward.id, home);
				await appointGuardian(sql(), who.id, ward.id);
			}
		],
		'a guardian under age': [
			[],
			async (who) => {
				const ward = await addPerson(sql());
				await moveIn(sql(), ward.id, home);
				await appointGuardian(sql(), who.id, ward.id);
				await sql()`update people set born_on = '2010-01-01' where id = ${who.id}`;
			}
		],
		'an attorney who has accepted': [
			['person'],
			async (who) => {
				const principal = await addPerson(sql());
				await moveIn(sql(), principal.id, home);
				await empower(sql(), principal.id, who.id);
			}
		],
		'an attorney of somebody who has moved out': [
			[],
			async (who) => {
				const principal = await addPerson(sql());
				await moveIn(sql(), principal.id, home, { endsOn: '2026-03-09' });
				await empower(sql(), principal.id, who.id);
			}
		]
	};
	test.each(Object.entries(cases))('A4 %s', async (_who, [kinds, register]) => {
		await register(person);
		expect(await sees(person, now)).toEqual(kinds);
	});
});

describe('A12 a ward under age', () => {
	test('has no login of their own, and is seen by the guardian', async () => {
		const guardian = await addPerson(database.db.sql, 'Jari');
		await moveIn(database.db.sql, person.id, home);
		await appointGuardian(database.db.sql, guardian.id, person.id);
		await born('2011-06-01');
		expect(await sees(person, '2026-03-10T10:00:00Z')).toEqual([]);
		expect(await sees(guardian, '2026-03-10T10:00:00Z', person)).toEqual(all);
	});

	test('who comes of age has a login, and the register says whether the guardian stays', async () => {
		const [guardian, former] = [await addPerson(database.db.sql), await addPerson(database.db.sql)];
		await moveIn(database.db.sql, person.id, home);
		await born('2008-03-10');
		await appointGuardian(database.db.sql, guardian.id, person.id);
		await appointGuardian(database.db.sql, former.id, person.id, { endsOn: '2026-03-09' });
		expect(await sees(person, '2026-03-10T10:00:00Z')).toEqual(all);
		expect(await sees(guardian, '2026-03-10T10:00:00Z', person)).toEqual(all);
		expect(await sees(former, '2026-03-10T10:00:00Z')).toEqual([]);
	});
});

describe('A16 the registers’ lines become tenancies in their turn', () => {
	type Line = [role: 'signatory' | 'spouse' | 'occupant', startsOn: string, endsOn: string | null];
	const tables: [string, Line[], Line[]][] = [
		[
			'one home, held twice over',
			[
				['signatory', '2020-01-01', null],
				['occupant', '2020-01-05', null]
			],
			[['signatory', '2020-01-01', null]]
		],
		[
			'left the agreement and stayed',
			[
				['signatory', '2020-01-01', '2025-12-31'],
				['occupant', '2020-01-01', null]
			],
			[
				['occupant', '2026-01-01', null],
				['signatory', '2020-01-01', '2025-12-31']
			]
		],
		[
			'became a party later',
			[
				['occupant', '2020-01-01', null],
				['signatory', '2026-06-01', null]
			],
			[
				['signatory', '2026-06-01', null],
				['occupant', '2020-01-01', '2026-05-31']
			]
		],
		[
			'away between two stays',
			[
				['occupant', '2018-01-01', '2019-06-30'],
				['occupant', '2024-01-01', null]
			],
			[
				['occupant', '2024-01-01', null],
				['occupant', '2018-01-01', '2019-06-30']
			]
		],
		[
			'one agreement after another, without a day between',
			[
				['signatory', '2024-01-01', '2024-12-31'],
				['signatory', '2025-01-01', null]
			],
			[['signatory', '2024-01-01', null]]
		],
		[
			'moved out while the agreement runs on',
			[
				['signatory', '2020-01-01', '2026-04-30'],
				['occupant', '2020-01-01', '2026-03-31']
			],
			[['signatory', '2020-01-01', '2026-04-30']]
		]
	];
	test.each(tables)('A16 %s', async (_name, lines, expected) => {
		for (const [role, startsOn, endsOn] of lines) await hold(role, startsOn, endsOn);
		const [row] = await database.db.sql`
			select data from sync_projections where kind = 'membership' and id = ${person.id}`;
		const told = row?.data.tenancies.map((each: Record<string, unknown>) => [
			each.role,
			each.startsOn,
			each.endsOn
		]);
		expect(told).toEqual(expected);
	});

	test('A16 two homes at once have a line each, and signing is told before moving in', async () => {
		await moveIn(database.db.sql, person.id, home);
		const next = house.staircases[1]!.apartments[0]!;
		await signAgreement(database.db.sql, person.id, next, { signedOn: '2026-03-01', startsOn: '2026-05-01' });
		const [row] = await database.db.sql`
			select data from sync_projections where kind = 'membership' and id = ${person.id}`;
		expect(row?.data.tenancies).toMatchObject([
			{ apartmentId: next, opensOn: '2026-03-01', startsOn: '2026-05-01' },
			{ apartmentId: home, opensOn: '2020-01-01', endsOn: null }
		]);
	});

	async function hold(role: Line[0], startsOn: string, endsOn: string | null) {
		if (role === 'occupant') return moveIn(database.db.sql, person.id, home, { startsOn, endsOn });
		const id = await signAgreement(database.db.sql, person.id, home, {
			signedOn: startsOn,
			startsOn,
			endsOn
		});
		await database.db.sql`update agreement_parties set role = ${role} where agreement_id = ${id}`;
	}
});

test('A11 whoever becomes and ceases to be a party, an occupant or a guardian sees it in the same moment', async () => {
	const now = '2026-03-10T10:00:00Z';
	const { sql } = database.db;
	expect(await sees(person, now)).toEqual([]);
	const occupancy = await moveIn(sql, person.id, home);
	expect(await sees(person, now)).toEqual(all);
	await sql`update occupancies set ends_on = '2026-03-09' where id = ${occupancy}`;
	expect(await sees(person, now)).toEqual([]);
	const agreement = await signAgreement(sql, person.id, home);
	expect(await sees(person, now)).toEqual(all);
	await sql`delete from agreement_parties where agreement_id = ${agreement}`;
	expect(await sees(person, now)).toEqual([]);
	const ward = await addPerson(sql, 'Ville');
	await moveIn(sql, ward.id, home);
	const guardianship = await appointGuardian(sql, person.id, ward.id);
	expect(await sees(person, now, ward)).toEqual(all);
	await sql`delete from guardianships where id = ${guardianship}`;
	expect(await sees(person, now)).toEqual([]);
	const power = await empower(sql, ward.id, person.id);
	expect(await sees(person, now, ward)).toEqual(all);
	await sql`update powers_of_attorney set ended_at = ${now}, ended_by = 'principal' where id = ${power}`;
	expect(await sees(person, now)).toEqual([]);
	// What was seen before stays true of then: the audit asks by it.
	expect(await sees(person, '2026-02-01T10:00:00Z', ward)).toEqual(all);
});

test('A13 an unanswered invitation lets nobody in', async () => {
	await moveIn(database.db.sql, person.id, home);
	await database.db.sql`
		insert into powers_of_attorney (id, principal_id, invited_name, invited_email, matters, ends_on, invited_at)
		values (${randomUUID()}, ${person.id}, 'Otto', 'otto@example.fi', '{defects}', '2026-12-31', now())`;
	const [granted] = await database.db.sql`
		select count(*) as count from sync_grant where principal_id = ${person.id} and person_id <> ${person.id}`;
	expect(granted?.count).toBe(0);
});
