import type { Contact } from '$lib/domain/buildings';
import type { Sql } from '$lib/server/db';

export interface Landlord {
	name: string;
	isDemo: boolean;
}

export async function findLandlord(sql: Sql): Promise<Landlord | null> {
	const [found] = await sql<Landlord[]>`select name, is_demo from landlords`;
	return found ?? null;
}

export interface Contacts {
	offices: Contact[];
	/** Each company once, with the buildings it looks after. */
	maintenance: (Contact & { buildings: string[] })[];
}

export async function readContacts(sql: Sql): Promise<Contacts> {
	const [offices, maintenance] = await Promise.all([
		sql`select distinct office as contact from buildings where office ? 'name' order by office`,
		sql`
			select maintenance as contact, array_agg(street_address order by street_address) as buildings
			from buildings where maintenance ? 'name' group by maintenance order by maintenance`
	]);
	return {
		offices: offices.map(({ contact }) => contact as Contact),
		maintenance: maintenance.map(({ contact, buildings }) => ({
			...(contact as Contact),
			buildings: buildings as string[]
		}))
	};
}
