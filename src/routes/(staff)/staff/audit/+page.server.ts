import { readAudit, readAuditFilter } from '$lib/server/audit/read';
import { auditActions, recordLook } from '$lib/server/audit/record';
import { portal } from '$lib/server/portal';
import { staffWith } from '$lib/server/staff/pages';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { id } = staffWith(locals, 'audit');
	const { db, now } = portal();
	const filter = readAuditFilter(url.searchParams);
	const found = await readAudit(db.sql, filter, now());
	// Whoever reads the log is in it.
	await recordLook(
		db.sql,
		{ by: { kind: 'staff', id }, action: 'list', object: { kind: 'audit', id: null }, details: { filter } },
		now()
	);
	return { filter, ...found, actions: [...auditActions] };
};
