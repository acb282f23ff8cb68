import { brokerChoices } from '$lib/server/auth/identification/settings';
import { readContacts } from '$lib/server/landlord';
import { portal } from '$lib/server/portal';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const { sql } = portal().db;
	return { offices: (await readContacts(sql)).offices, brokers: await brokerChoices(sql) };
};
