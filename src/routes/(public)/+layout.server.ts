import { isTransient } from '$lib/server/failures';
import { portal } from '$lib/server/portal';
import { findLandlord } from '$lib/server/landlord';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ url }) => ({
	// The help and the notices are there with the database away too, without the landlord's name.
	landlord: await findLandlord(portal().db.sql).catch((error: unknown) => {
		if (isTransient(error)) return null;
		throw error;
	}),
	/** Where a choice of language comes back to. */
	here: url.pathname + url.search
});
