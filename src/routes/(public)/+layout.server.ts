import { portal } from '$lib/server/portal';
import { findLandlord } from './landlord.server';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ url }) => ({
	landlord: await findLandlord(portal().db.sql),
	/** Where a choice of language comes back to. */
	here: url.pathname + url.search
});
