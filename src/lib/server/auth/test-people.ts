import { randomUUID } from 'node:crypto';
import type { Sql } from '$lib/server/db';
import { sealingFrom } from '$lib/server/sealing';
import { hashPassword } from './passwords';
import { newTotpSecret } from './second-factor/totp';

// People for the tests of this folder and of the staff's pages: a house with one apartment each, and who lives there.

export const password = 'Kellarin-ovi 7';
let hashed: Promise<string> | undefined;
const passwordHash = () => (hashed ??= hashPassword(password));

export async function makeHouse(sql: Sql, street = 'Kaivokatu 12') {
	await sql`insert into landlords (id, name, is_demo) values (${randomUUID()}, 'Testitalot Oy', true) on conflict do nothing`;
	const [buildingId, staircaseId, apartmentId] = [randomUUID(), randomUUID(), randomUUID()];
	await sql`
		insert into buildings (id, name, street_address, postal_code, city, built_year, office, maintenance)
		values (${buildingId}, ${street}, ${street}, '00100', 'Helsinki', 1962, '{}', '{"phone": "09 123 4567"}')`;
	await sql`
		insert into staircases (id, building_id, name, floors, assembly_point, water_shut_off, electrical_board, shelter)
		values (${staircaseId}, ${buildingId}, 'B', 4, '{}', '{}', '{}', '{}')`;
	await sql`
		insert into apartments (id, staircase_id, number, floor, rooms, area_m2)
		values (${apartmentId}, ${staircaseId}, '24', 3, '2h+k', 48.5)`;
	return { buildingId, staircaseId, apartmentId };
}

export interface Tenancy {
	apartmentId: string;
	startsOn: string;
	endsOn?: string | null;
	/** Present: a party to an agreement signed that day; absent: an occupant. */
	signedOn?: string | null;
}

export async function makeResident(sql: Sql, tenancies: Tenancy[], name = 'Aino Virtanen') {
	const [personId, accountId] = [randomUUID(), randomUUID()];
	const [callName = '', familyName = ''] = name.split(' ');
	const email = `${callName.toLowerCase()}.${personId.slice(0, 8)}@example.fi`;
	await sql`
		insert into people (id, family_name, given_names, call_name, phone)
		values (${personId}, ${familyName}, ${callName}, ${callName}, '040 123 4567')`;
	for (const tenancy of tenancies) await moveIn(sql, personId, tenancy);
	await sql`
		insert into accounts (id, person_id, email, password_hash)
		values (${accountId}, ${personId}, ${email}, ${await passwordHash()})`;
	return { personId, accountId, email };
}

export async function moveIn(
	sql: Sql,
	personId: string,
	{ apartmentId, startsOn, endsOn = null, signedOn }: Tenancy
) {
	const id = randomUUID();
	if (signedOn === undefined) {
		await sql`
			insert into occupancies (id, person_id, apartment_id, starts_on, ends_on)
			values (${id}, ${personId}, ${apartmentId}, ${startsOn}, ${endsOn})`;
		return;
	}
	await sql`
		insert into agreements (id, apartment_id, signed_on, starts_on, ends_on)
		values (${id}, ${apartmentId}, ${signedOn}, ${startsOn}, ${endsOn})`;
	await sql`insert into agreement_parties (agreement_id, person_id, role) values (${id}, ${personId}, 'signatory')`;
}

export async function makeStaff(
	sql: Sql,
	roles: string[],
	buildingIds: string[] = [],
	name = 'Kaisa Korhonen'
) {
	const [staffId, accountId] = [randomUUID(), randomUUID()];
	const email = `staff.${staffId.slice(0, 8)}@example.fi`;
	await sql`
		insert into staff (id, name, shown_name, roles, building_ids)
		values (${staffId}, ${name}, ${name.split(' ')[0] ?? name}, ${roles}, ${buildingIds}::uuid[])`;
	await sql`
		insert into accounts (id, staff_id, email, password_hash)
		values (${accountId}, ${staffId}, ${email}, ${await passwordHash()})`;
	return { staffId, accountId, email };
}

export const testSealing = sealingFrom([{ id: 'test', secret: Buffer.alloc(32, 7) }]);

/** As if somebody of the staff had set an authenticator app up; the secret in it. */
export async function giveTotp(sql: Sql, accountId: string): Promise<string> {
	const secret = newTotpSecret();
	await sql`
		insert into staff_totp (account_id, secret_sealed, confirmed_at)
		values (${accountId}, ${testSealing.seal(secret, 'totp')}, now())`;
	return secret;
}
