import { seesConversations } from '$lib/server/staff/access';
import { staffOf } from '$lib/server/staff/pages';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => {
	const staff = staffOf(locals);
	return {
		staff: {
			id: staff.id,
			name: staff.name,
			roles: staff.roles,
			seesConversations: seesConversations(staff)
		}
	};
};
