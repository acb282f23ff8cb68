import { portal } from '$lib/server/portal';
import { readContacts } from '../landlord.server';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => ({ offices: (await readContacts(portal().db.sql)).offices });
