import type { Sql } from '$lib/server/db';

/** Somebody of age with a home of their own: who can give a power of attorney. */
export interface Principal {
	id: string;
	name: string;
	address: string;
}

/** By name and address, every word somewhere in them; at most ten, and none for no words. */
export async function findPrincipals(sql: Sql, search: string, now: Date): Promise<Principal[]> {
	const words = search.split(/\s+/).filter(Boolean).slice(0, 6);
	if (words.length === 0) return [];
	return readPrincipals(
		sql,
		words.reduce<ReturnType<Sql>>(
			(all, word) => sql`${all} and found.text ilike ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`,
			sql`true`
		),
		now
	);
}

export async function findPrincipal(sql: Sql, id: string, now: Date): Promise<Principal | undefined> {
	const [found] = await readPrincipals(sql, sql`person.id = ${id}`, now);
	return found;
}

async function readPrincipals(sql: Sql, condition: ReturnType<Sql>, now: Date): Promise<Principal[]> {
	return await sql<Principal[]>`
		select person.id, found.name, found.address from people person
		cross join lateral (
			select person.call_name || ' ' || person.family_name as name,
				string_agg(distinct address_of(building, staircase, apartment), ' · ') as address,
				concat_ws(' ', person.given_names, person.call_name, person.family_name,
					string_agg(distinct address_of(building, staircase, apartment), ' ')) as text
			from tenancies held
			join apartments apartment on apartment.id = held.apartment_id
			join staircases staircase on staircase.id = apartment.staircase_id
			join buildings building on building.id = staircase.building_id
			where held.person_id = person.id and helsinki_period(held.opens_on, held.ends_on) @> ${now}::timestamptz
		) found
		where found.address is not null and coalesce(adult_since(person.born_on) <= ${now}::timestamptz, true)
			and ${condition}
		order by person.family_name, person.call_name, person.id limit 10`;
}
