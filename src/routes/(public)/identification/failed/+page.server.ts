import { purposes } from '$lib/server/auth/identification/attempts';
import { readContacts } from '$lib/server/landlord';
import { portal } from '$lib/server/portal';
import { failures } from './failures';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const asked = <T extends string>(name: string, of: readonly T[]) =>
		of.find((each) => each === url.searchParams.get(name));
	return {
		why: asked('why', failures) ?? 'over',
		purpose: asked('purpose', purposes) ?? 'register',
		offices: (await readContacts(portal().db.sql)).offices
	};
};
