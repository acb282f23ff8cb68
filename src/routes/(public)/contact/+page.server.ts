import { portal } from '$lib/server/portal';
import { readContacts } from '$lib/server/landlord';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => readContacts(portal().db.sql);
