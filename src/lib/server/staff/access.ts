import type { StaffActor, StaffRole } from '$lib/domain/actor';
import type { ActiveSession } from '$lib/server/auth/sessions';
import type { Sql } from '$lib/server/db';

export type Staff = NonNullable<ActiveSession['staff']>;

// Who of the staff sees which matters (T1), for statements that name the tables `report` and `conversation`. A matter
// that somebody may not see is not found, exactly as one that does not exist.

const office: readonly StaffRole[] = ['customerService', 'propertyManager', 'administrator'];

/** Messages are for the office. Maintenance has the defects of its buildings. */
export function seesConversations(staff: Staff): boolean {
	return staff.roles.some((role) => office.includes(role));
}

export function conversationIsSeenBy(sql: Sql, staff: Staff) {
	return seesConversations(staff) ? sql`true` : sql`false`;
}

export function reportIsSeenBy(sql: Sql, staff: Staff) {
	if (staff.roles.some((role) => office.includes(role))) return sql`true`;
	if (!staff.roles.includes('maintenance')) return sql`false`;
	return sql`report.building_id = any (${staff.buildingIds}::uuid[])`;
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

export function isUuid(text: string): boolean {
	return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

/** Residents are shown the name that this person goes by there. */
export function staffActor(staff: Staff): StaffActor {
	return { kind: 'staff', staffId: staff.id, name: staff.shownName, roles: staff.roles };
}
