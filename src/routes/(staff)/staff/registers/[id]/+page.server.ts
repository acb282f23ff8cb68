import { error } from '@sveltejs/kit';
import { isUuid } from '$lib/domain/fields';
import { findImport, readRefusals } from '$lib/server/imports/report';
import { portal } from '$lib/server/portal';
import { staffWith } from '$lib/server/staff/pages';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('staff:import');
	staffWith(locals, 'imports');
	const { db } = portal();
	const found = isUuid(params.id) ? await findImport(db.sql, params.id) : null;
	if (!found) error(404);
	return { found, refusals: await readRefusals(db.sql, params.id) };
};
