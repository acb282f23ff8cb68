import { redirect } from '@sveltejs/kit';
import { recordListed } from '$lib/server/audit/looks';
import { portal } from '$lib/server/portal';
import { hasDuty } from '$lib/server/staff/access';
import { readAssignees } from '$lib/server/staff/assignments';
import { staffOf } from '$lib/server/staff/pages';
import { readBuildings, readQueue, readQueueFilter } from '$lib/server/staff/queue';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, url, depends }) => {
	depends('staff:queue');
	const { db, now } = portal();
	const staff = staffOf(locals);
	if (!hasDuty(staff, 'defectReports') && !hasDuty(staff, 'conversations')) redirect(303, '/staff/users');
	const filter = readQueueFilter(url.searchParams);
	const [queue, buildings, assignees] = await Promise.all([
		readQueue(db.sql, staff, filter, now()),
		readBuildings(db.sql, staff),
		readAssignees(db.sql, staff)
	]);
	const listed = queue.rows.map(({ id }) => id);
	await recordListed(db.sql, staff, 'queue', listed, filter, now());
	return { filter, queue: queue.rows, more: queue.more, buildings, assignees };
};
