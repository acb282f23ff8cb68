import { hashPassword } from '$lib/server/auth/passwords';
import type { Sql } from '$lib/server/db';
import { apartments } from '$lib/server/demo/apartments';
import type { DemoCalendar } from '$lib/server/demo/calendar';
import { buildingChapters } from '$lib/server/demo/content/building-chapters';
import { helsinkiOffice, vantaaOffice } from '$lib/server/demo/content/contacts';
import type { House } from '$lib/server/demo/content/house';
import { houses } from '$lib/server/demo/content/houses';
import { demoId } from '$lib/server/demo/ids';
import { demoPassword, demoTotpSecret } from '$lib/server/demo/logins';
import type { DemoPeople, DemoPerson, DemoTenancy } from '$lib/server/demo/people';
import { demoStaff } from '$lib/server/demo/people/staff';
import { sealedHetu, type Sealing } from '$lib/server/sealing';
import { insertRows } from './insert';

export const demoLandlordId = demoId('landlord', 'Esimerkkikodit');

export async function fillHomes(sql: Sql, calendar: DemoCalendar): Promise<void> {
	await insertRows(sql, 'landlords', [
		{
			id: demoLandlordId,
			name: 'Esimerkkikodit Oy',
			settings: { languages: ['fi', 'sv', 'en'], offices: [helsinkiOffice, vantaaOffice] },
			isDemo: true,
			createdAt: calendar.now
		}
	]);
	await insertRows(sql, 'buildings', Object.values(houses).map(buildingRow));
	await insertRows(sql, 'staircases', Object.values(houses).flatMap(staircaseRows));
	await insertRows(
		sql,
		'apartments',
		apartments.map(({ id, house, staircaseId, number, floor, rooms, areaM2 }) => ({
			id,
			externalId: `${house}-${number}`,
			staircaseId,
			number: String(number),
			floor,
			rooms,
			areaM2
		}))
	);
}

export async function fillPeople(
	sql: Sql,
	{ people, tenancies, guardianships, get }: DemoPeople,
	sealing?: Sealing
) {
	await insertRows(
		sql,
		'people',
		people.map((person) => personRow(person, sealing))
	);
	await insertRows(sql, 'agreements', tenancies.map(agreementRow));
	await insertRows(
		sql,
		'agreement_parties',
		tenancies.flatMap((tenancy) =>
			tenancy.holders
				.filter(({ role }) => role !== 'occupant')
				.map(({ key, role }) => ({ agreementId: agreementId(tenancy), personId: get(key).id, role }))
		)
	);
	await insertRows(
		sql,
		'occupancies',
		tenancies.flatMap((tenancy) =>
			tenancy.holders.map(({ key }) => ({
				id: demoId('occupancy', key, tenancy.apartment.id),
				personId: get(key).id,
				apartmentId: tenancy.apartment.id,
				startsOn: tenancy.startsOn,
				endsOn: tenancy.endsOn
			}))
		)
	);
	await insertRows(
		sql,
		'guardianships',
		guardianships.map(({ guardian, ward, startsOn }) => ({
			id: demoId('guardianship', guardian, ward),
			guardianId: get(guardian).id,
			wardId: get(ward).id,
			startsOn
		}))
	);
}

/** All demo accounts share one password and one hash of it: hashing is slow on purpose, and the first start is not. */
export async function fillAccounts(
	sql: Sql,
	{ people }: DemoPeople,
	calendar: DemoCalendar,
	sealing?: Sealing
): Promise<void> {
	const staff = Object.values(demoStaff);
	await insertRows(
		sql,
		'staff',
		staff.map(({ id, name, roles, houses: cared }) => ({
			id,
			name,
			shownName: name,
			roles,
			buildingIds: cared.map((key) => demoId('building', key))
		}))
	);
	const passwordHash = await hashPassword(demoPassword);
	const residents = people.filter(({ hasAccount }) => hasAccount);
	const holders = [
		...residents.map(({ id, email }) => ({ id, personId: id, staffId: null, email })),
		...staff.map(({ id, email }) => ({ id, personId: null, staffId: id, email }))
	];
	await insertRows(
		sql,
		'accounts',
		holders.map(({ id, ...holder }) => ({
			id: demoId('account', id),
			...holder,
			passwordHash,
			createdAt: calendar.at(-400, '12:00')
		}))
	);
	if (!sealing) return;
	await insertRows(
		sql,
		'staff_totp',
		staff.map(({ id }) => ({
			accountId: demoId('account', id),
			secretSealed: sealing.seal(demoTotpSecret, 'totp'),
			confirmedAt: calendar.at(-400, '12:00')
		}))
	);
}

function buildingRow(house: House) {
	const [postalCode, city] = house.postalPlace.split(' ');
	return {
		id: demoId('building', house.key),
		externalId: house.key,
		name: house.streetAddress,
		streetAddress: house.streetAddress,
		postalCode,
		city,
		builtYear: house.builtYear,
		office: house.office,
		maintenance: house.maintenance,
		chapters: buildingChapters(house)
	};
}

function staircaseRows({ key, staircases, safety }: House) {
	return staircases.map(({ name, floors }) => ({
		id: demoId('staircase', key, name),
		buildingId: demoId('building', key),
		name,
		floors,
		assemblyPoint: safety.assemblyPoint,
		waterShutOff: safety.waterShutOff,
		electricalBoard: safety.electricalBoard,
		shelter: safety.shelter
	}));
}

function personRow(person: DemoPerson, sealing?: Sealing) {
	const { id, key, familyName, givenNames, callName, bornOn, email, phone, language, hetu } = person;
	const sealed = hetu && sealing ? sealedHetu(sealing, hetu) : { hetuSealed: null, hetuLookup: null };
	return { id, externalId: key, familyName, givenNames, callName, bornOn, email, phone, language, ...sealed };
}

const agreementId = ({ apartment, signedOn }: DemoTenancy) => demoId('agreement', apartment.id, signedOn);

function agreementRow(tenancy: DemoTenancy) {
	const { apartment, kind, signedOn, startsOn, endsOn } = tenancy;
	return {
		id: agreementId(tenancy),
		externalId: `${apartment.house}-${apartment.number}-${startsOn}`,
		apartmentId: apartment.id,
		kind,
		signedOn,
		startsOn,
		endsOn,
		rentCents: apartment.rentCents
	};
}
