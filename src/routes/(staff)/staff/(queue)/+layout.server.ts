import { portal } from '$lib/server/portal';
import { staffOf } from '$lib/server/staff/pages';
import { readBuildings, readQueue, readQueueFilter } from '$lib/server/staff/queue';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, url, depends }) => {
	depends('staff:queue');
	const { db, now } = portal();
	const staff = staffOf(locals);
	const filter = readQueueFilter(url.searchParams);
	const [queue, buildings] = await Promise.all([
		readQueue(db.sql, staff, filter, now()),
		readBuildings(db.sql, staff)
	]);
	return { filter, queue: queue.rows, more: queue.more, buildings };
};
