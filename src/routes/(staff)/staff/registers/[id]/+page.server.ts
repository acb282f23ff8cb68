import { error } from '@sveltejs/kit';
import { isUuid } from '$lib/domain/fields';
import { findImport, readRefusals } from '$lib/server/imports/report';
import { portal } from '$lib/server/portal';
import { staffWith } from '$lib/server/staff/pages';
import type { PageServerLoad } from './$types';

/** More than anybody reads on a page; the file has them all. */
const shown = 200;

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('staff:import');
	staffWith(locals, 'imports');
	const { db } = portal();
	const found = isUuid(params.id) ? await findImport(db.sql, params.id) : null;
	if (!found) error(404);
	const refusals = await readRefusals(db.sql, params.id, { limit: shown + 1 });
	return { found, refusals: refusals.slice(0, shown), more: refusals.length > shown };
};
