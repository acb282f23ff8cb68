import type { StaffActor, StaffRole } from '$lib/domain/actor';
import { isUuid } from '$lib/domain/fields';
import type { ActiveSession } from '$lib/server/auth/sessions';
import type { Sql } from '$lib/server/db';

export type Staff = NonNullable<ActiveSession['staff']>;

// What each role's work needs, and so sees (T1): all of it is on this page. What somebody may not see is not found,
// exactly as what does not exist.

const duties = {
	/** Maintenance has those of its buildings. */
	defectReports: ['customerService', 'maintenance', 'propertyManager'],
	conversations: ['customerService', 'propertyManager'],
	people: ['customerService'],
	bookings: ['customerService', 'propertyManager'],
	bulletins: ['propertyManager'],
	rescuePlans: ['propertyManager'],
	buildings: ['propertyManager'],
	figures: ['propertyManager'],
	users: ['administrator'],
	settings: ['administrator'],
	imports: ['administrator'],
	audit: ['administrator']
} as const satisfies Record<string, readonly StaffRole[]>;
export type Duty = keyof typeof duties;

export function rolesFor(duty: Duty): readonly StaffRole[] {
	return duties[duty];
}

export function hasDuty({ roles }: Pick<Staff, 'roles'>, duty: Duty): boolean {
	return roles.some((role) => rolesFor(duty).includes(role));
}

// For statements that name the tables `report` and `conversation`.

export function seesConversations(staff: Staff): boolean {
	return hasDuty(staff, 'conversations');
}

export function conversationIsSeenBy(sql: Sql, staff: Staff) {
	return seesConversations(staff) ? sql`true` : sql`false`;
}

export function reportIsSeenBy(sql: Sql, { roles, buildingIds }: Staff) {
	if (!hasDuty({ roles }, 'defectReports')) return sql`false`;
	if (roles.some((role) => role !== 'maintenance' && rolesFor('defectReports').includes(role)))
		return sql`true`;
	return sql`report.building_id = any (${buildingIds}::uuid[])`;
}

export type MatterKind = 'defectReport' | 'conversation';

export async function maySee(sql: Sql, staff: Staff, kind: MatterKind, id: string): Promise<boolean> {
	if (!isUuid(id)) return false;
	const found =
		kind === 'defectReport'
			? await sql`select from defect_reports report where report.id = ${id} and ${reportIsSeenBy(sql, staff)}`
			: await sql`select from conversations conversation where conversation.id = ${id} and ${conversationIsSeenBy(sql, staff)}`;
	return found.length > 0;
}

/** Residents are shown the name that this person goes by there. */
export function staffActor(staff: Staff): StaffActor {
	return { kind: 'staff', staffId: staff.id, name: staff.shownName, roles: staff.roles };
}
