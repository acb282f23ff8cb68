import { portal } from '$lib/server/portal';
import { staffWith } from '$lib/server/staff/pages';
import { readAllBuildings, readStaffUsers } from '$lib/server/staff/users/read';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	staffWith(locals, 'users');
	const { db } = portal();
	const [users, buildings] = await Promise.all([readStaffUsers(db.sql), readAllBuildings(db.sql)]);
	return { users, buildings };
};
