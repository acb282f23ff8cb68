import { randomUUID } from 'node:crypto';
import { startSession } from '$lib/server/auth/sessions';
import type { Database, Sql } from '$lib/server/db';

// Builders of a small world: houses, people, who lives where. Each returns the ids that a test goes on with.

export interface House {
	id: string;
	staircases: { id: string; apartments: string[] }[];
}

/** There is one landlord in a database, whoever makes it first. */
export async function ensureLandlord(sql: Sql): Promise<string> {
	await sql`insert into landlords (id, name, is_demo) values (${randomUUID()}, 'Testitalot Oy', true) on conflict do nothing`;
	const [row] = await sql`select id from landlords`;
	return row?.id;
}

export async function buildHouse(
	sql: Sql,
	{ street = 'Kaivokatu 12', staircases = 2, apartmentsEach = 2 } = {}
): Promise<House> {
	await ensureLandlord(sql);
	const house: House = { id: randomUUID(), staircases: [] };
	await sql`
		insert into buildings (id, name, street_address, postal_code, city, built_year, office, maintenance)
		values (${house.id}, ${street}, ${street}, '00100', 'Helsinki', 1962, '{}', '{"phone": "09 123 4567"}')`;
	for (let s = 0; s < staircases; s++) {
		const staircase = { id: randomUUID(), apartments: [] as string[] };
		await sql`
			insert into staircases (id, building_id, name, floors, assembly_point, water_shut_off, electrical_board, shelter)
			values (${staircase.id}, ${house.id}, ${'ABCDEFGH'[s] ?? `S${s}`}, 4, '{"fi": "piha"}', '{}', '{}', '{}')`;
		for (let a = 0; a < apartmentsEach; a++) {
			const id = randomUUID();
			staircase.apartments.push(id);
			await sql`
				insert into apartments (id, staircase_id, number, floor, rooms, area_m2)
				values (${id}, ${staircase.id}, ${String(a + 1)}, 1, '2h+k', 48.5)`;
		}
		house.staircases.push(staircase);
	}
	return house;
}

export interface Person {
	id: string;
	accountId: string;
	name: string;
}

export async function addPerson(sql: Sql, callName = 'Aino', familyName = 'Virtanen'): Promise<Person> {
	const [id, accountId] = [randomUUID(), randomUUID()];
	await sql`
		insert into people (id, family_name, given_names, call_name, phone)
		values (${id}, ${familyName}, ${callName}, ${callName}, '040 123 4567')`;
	await sql`
		insert into accounts (id, person_id, email, password_hash)
		values (${accountId}, ${id}, ${`${id}@example.fi`}, 'nobody logs in with a password here')`;
	return { id, accountId, name: `${callName} ${familyName}` };
}

export async function moveIn(
	sql: Sql,
	personId: string,
	apartmentId: string,
	{ startsOn = '2020-01-01', endsOn = null as string | null } = {}
): Promise<string> {
	const id = randomUUID();
	await sql`
		insert into occupancies (id, person_id, apartment_id, starts_on, ends_on)
		values (${id}, ${personId}, ${apartmentId}, ${startsOn}, ${endsOn})`;
	return id;
}

export async function signAgreement(
	sql: Sql,
	personId: string,
	apartmentId: string,
	{ signedOn = '2019-12-01', startsOn = '2020-01-01', endsOn = null as string | null } = {}
): Promise<string> {
	const id = randomUUID();
	await sql`
		insert into agreements (id, apartment_id, signed_on, starts_on, ends_on)
		values (${id}, ${apartmentId}, ${signedOn}, ${startsOn}, ${endsOn})`;
	await sql`insert into agreement_parties (agreement_id, person_id, role) values (${id}, ${personId}, 'signatory')`;
	return id;
}

export async function appointGuardian(
	sql: Sql,
	guardianId: string,
	wardId: string,
	{ startsOn = '2020-01-01', endsOn = null as string | null } = {}
): Promise<string> {
	const id = randomUUID();
	await sql`
		insert into guardianships (id, guardian_id, ward_id, starts_on, ends_on)
		values (${id}, ${guardianId}, ${wardId}, ${startsOn}, ${endsOn})`;
	return id;
}

/** A member of the staff, as the staff's mutations know them. */
export async function hireStaff(sql: Sql, name = 'Kaisa') {
	const staffId = randomUUID();
	await sql`
		insert into staff (id, name, shown_name, roles)
		values (${staffId}, ${name}, ${name}, '{customerService,maintenance,propertyManager}')`;
	return {
		kind: 'staff' as const,
		staffId,
		name,
		roles: ['customerService' as const, 'maintenance' as const]
	};
}

export async function scopeOf(
	sql: Sql,
	kind: 'landlord' | 'building' | 'staircase' | 'person',
	key: string
): Promise<number> {
	const [row] = await sql`select sync_scope_for(${kind}, ${key}) as id`;
	return row?.id;
}

export async function publishBulletin(sql: Sql, scopeIds: number[], title = 'Vesikatko'): Promise<string> {
	const id = randomUUID();
	await sql`
		insert into bulletins (id, title, body, published_at)
		values (${id}, ${{ fi: title } as never}, ${{ fi: 'Huomenna.' } as never}, '2026-03-01T08:00:00Z')`;
	for (const scopeId of scopeIds)
		await sql`insert into bulletin_audiences (bulletin_id, scope_id) values (${id}, ${scopeId})`;
	return id;
}

export async function publishPlan(sql: Sql, buildingId: string, version: number): Promise<void> {
	await sql`
		insert into rescue_plans (id, building_id, version, published_on, chapters)
		values (${randomUUID()}, ${buildingId}, ${version}, '2026-03-01', ${[{ title: `v${version}` }] as never})`;
}

/** Logs a person's account in and gives the token that the browser keeps. */
export async function logIn(db: Database, accountId: string, now: Date): Promise<string> {
	const { token } = await startSession(db, { accountId, device: 'Firefox · Android' }, now);
	return token;
}

/** A power of attorney (A13) as it stands once it was accepted. */
export async function empower(
	sql: Sql,
	principalId: string,
	attorneyId: string,
	{ matters = ['defects', 'messages'], acceptedAt = '2026-01-10T10:00:00Z', endsOn = '2026-12-31' } = {}
): Promise<string> {
	const id = randomUUID();
	await sql`
		insert into powers_of_attorney (id, principal_id, attorney_id, invited_name, invited_email, matters, ends_on,
			invited_at, accepted_at)
		values (${id}, ${principalId}, ${attorneyId}, 'Otto Virtanen', 'otto@example.fi', ${matters}, ${endsOn},
			${acceptedAt}, ${acceptedAt})`;
	return id;
}
