import type { StaffRole } from '$lib/domain/actor';
import { isUuid } from '$lib/domain/fields';
import type { Sql } from '$lib/server/db';

export interface StaffUser {
	id: string;
	name: string;
	shownName: string;
	email: string;
	roles: StaffRole[];
	buildingIds: string[];
	active: boolean;
	/** Comes in at the landlord's own provider, which says the roles. */
	atProvider: boolean;
	hasPassword: boolean;
	totp: boolean;
	passkeys: number;
	lastLogInAt: Date | null;
}

export async function readStaffUsers(sql: Sql): Promise<StaffUser[]> {
	return await sql<StaffUser[]>`
		select ${columns(sql)} from staff ${joins(sql)} order by staff.active desc, staff.name, staff.id`;
}

export async function findStaffUser(sql: Sql, id: string): Promise<StaffUser | undefined> {
	if (!isUuid(id)) return undefined;
	const [found] = await sql<StaffUser[]>`
		select ${columns(sql)} from staff ${joins(sql)} where staff.id = ${id}`;
	return found;
}

const columns = (sql: Sql) => sql`
	staff.id, staff.name, staff.shown_name, staff.roles, staff.building_ids, staff.active,
	coalesce(account.email, '') as email, staff.oidc_subject is not null as at_provider,
	account.password_hash is not null as has_password,
	coalesce(totp.confirmed_at is not null, false) as totp,
	(select count(*)::int from staff_passkeys passkey where passkey.account_id = account.id) as passkeys,
	(select max(session.created_at) from sessions session where session.account_id = account.id) as last_log_in_at`;

const joins = (sql: Sql) => sql`
	left join accounts account on account.staff_id = staff.id and account.ended_at is null
	left join staff_totp totp on totp.account_id = account.id`;

export async function readAllBuildings(sql: Sql): Promise<{ id: string; name: string }[]> {
	return await sql<{ id: string; name: string }[]>`
		select id, street_address as name from buildings order by street_address, id limit 2000`;
}
