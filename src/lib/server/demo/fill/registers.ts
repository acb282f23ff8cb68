import { apartments } from '$lib/server/demo/apartments';
import type { DemoCalendar } from '$lib/server/demo/calendar';
import { buildingChapters } from '$lib/server/demo/content/building-chapters';
import { helsinkiOffice, vantaaOffice } from '$lib/server/demo/content/contacts';
import { houses } from '$lib/server/demo/content/houses';
import { apartmentName, demoId, idOfBuilding, staircaseName } from '$lib/server/demo/ids';
import type { DemoPeople, DemoTenancy } from '$lib/server/demo/people';
import type { Sql } from '$lib/server/db';
import type { RegisterName } from '$lib/domain/registers';
import type { RowSource } from '$lib/server/imports/files';
import { rowFrom } from '$lib/server/imports/json-rows';
import { runImport } from '$lib/server/imports/run-import';
import { within } from '$lib/server/imports/session';
import type { Sealing } from '$lib/server/sealing';
import { insertRows } from './insert';

export const demoLandlordId = demoId('landlord', 'Esimerkkikodit');

/** The demo's registers come in as every landlord's do. What is no register, the houses' chapters, is written besides. */
export async function fillRegisters(
	sql: Sql,
	people: DemoPeople,
	calendar: DemoCalendar,
	sealing: Sealing
): Promise<void> {
	await insertRows(sql, 'landlords', [
		{
			id: demoLandlordId,
			name: 'Esimerkkikodit Oy',
			settings: { languages: ['fi', 'sv', 'en'], offices: [helsinkiOffice, vantaaOffice] },
			isDemo: true,
			createdAt: calendar.now
		}
	]);
	const sources = Object.entries({ ...homeRows(), ...peopleRows(people) }).map(([register, rows]) =>
		sourceOf(register as RegisterName, rows)
	);
	const outcome = await runImport(within(sql), sources, {
		askedBy: { by: 'command' },
		sealing,
		now: calendar.now,
		artificialHetuAllowed: true
	});
	const isWhole = Object.values(outcome.counts).every(({ refused }) => refused === 0);
	if (outcome.state !== 'done' || !isWhole)
		throw new Error(`The demo's registers were refused: ${JSON.stringify(outcome)}`);
	for (const house of Object.values(houses))
		await sql`update buildings set chapters = ${buildingChapters(house) as never} where id = ${idOfBuilding(house.key)}`;
}

function sourceOf(register: RegisterName, rows: object[]): RowSource {
	return {
		name: register,
		async *rows() {
			for (const [place, row] of rows.entries()) yield { register, ...rowFrom(row, place + 1) };
		}
	};
}

function homeRows() {
	return {
		buildings: Object.values(houses).map(
			({ key, streetAddress, postalPlace, builtYear, office, maintenance }) => {
				const [postalCode, city] = postalPlace.split(' ');
				const address = { name: streetAddress, streetAddress, postalCode, city };
				return { externalId: key, ...address, builtYear, office, maintenance };
			}
		),
		staircases: Object.values(houses).flatMap(({ key, staircases, safety }) =>
			staircases.map(({ name, floors }) => ({
				externalId: staircaseName(key, name),
				building: key,
				name,
				floors,
				assemblyPoint: safety.assemblyPoint,
				waterShutOff: safety.waterShutOff,
				electricalBoard: safety.electricalBoard,
				shelter: safety.shelter
			}))
		),
		apartments: apartments.map(({ house, staircase, number, floor, rooms, areaM2 }) => ({
			externalId: apartmentName(house, number),
			staircase: staircaseName(house, staircase),
			number,
			floor,
			rooms,
			areaM2
		}))
	};
}

function peopleRows({ people, tenancies, guardianships }: DemoPeople) {
	return {
		people: people.map(({ key, hetu, familyName, givenNames, callName, bornOn, email, phone, language }) => ({
			...{ externalId: key, hetu, familyName, givenNames, callName, bornOn, email, phone, language }
		})),
		agreements: tenancies.map((tenancy) => ({
			externalId: agreementName(tenancy),
			apartment: homeName(tenancy),
			kind: tenancy.kind,
			signedOn: tenancy.signedOn,
			startsOn: tenancy.startsOn,
			endsOn: tenancy.endsOn,
			rent: tenancy.apartment.rentCents / 100
		})),
		parties: tenancies.flatMap((tenancy) =>
			tenancy.holders
				.filter(({ role }) => role !== 'occupant')
				.map(({ key, role }) => ({ agreement: agreementName(tenancy), person: key, role }))
		),
		occupancies: tenancies.flatMap((tenancy) =>
			tenancy.holders.map(({ key }) => ({
				externalId: `${agreementName(tenancy)}-${key}`,
				person: key,
				apartment: homeName(tenancy),
				startsOn: tenancy.startsOn,
				endsOn: tenancy.endsOn
			}))
		),
		guardianships: guardianships.map(({ guardian, ward, startsOn }) => ({
			externalId: `${guardian}-${ward}`,
			guardian,
			ward,
			startsOn
		}))
	};
}

const homeName = ({ apartment }: DemoTenancy) => apartmentName(apartment.house, apartment.number);
const agreementName = (tenancy: DemoTenancy) => `${homeName(tenancy)}-${tenancy.startsOn}`;
