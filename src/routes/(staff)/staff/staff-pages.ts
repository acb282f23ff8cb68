import type { StaffRole } from '$lib/domain/actor';
import { m } from '$lib/i18n/generated/messages';

/** What the staff's bar leads to, in this order. A page is offered to whoever has one of its roles; its own load decides. */
export const staffPages: { href: string; words: () => string; roles: readonly StaffRole[] }[] = [
	{
		href: '/staff',
		words: m.staff_queue,
		roles: ['customerService', 'maintenance', 'propertyManager']
	},
	{ href: '/staff/powers-of-attorney', words: m.powers_title, roles: ['customerService'] },
	{ href: '/staff/users', words: m.users_title, roles: ['administrator'] },
	{ href: '/staff/registers', words: m.registers_title, roles: ['administrator'] },
	{ href: '/staff/audit', words: m.audit_title, roles: ['administrator'] }
];
