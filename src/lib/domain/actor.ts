import { isWithin } from './helsinki-time';
import type { Membership, Tenancy } from './memberships';

/** A resident acting for a principal: for themselves, for a ward, or by a power of attorney. */
export interface ResidentActor {
	kind: 'resident';
	personId: string;
	principalId: string;
	name: string;
	tenancies: Tenancy[];
}

export interface StaffActor {
	kind: 'staff';
	staffId: string;
	name: string;
	roles: StaffRole[];
}

export const staffRoles = ['customerService', 'maintenance', 'propertyManager', 'administrator'] as const;
export type StaffRole = (typeof staffRoles)[number];

export type Actor = ResidentActor | StaffActor;

/**
 * Who acts, and when. `now` is the server's; on the device it is null, because a phone's clock decides nothing: a
 * rule that needs the time then lets it through, and the server has the last word.
 */
export interface Circumstances {
	by: Actor;
	now: Date | null;
	/** The Helsinki date of `now`. */
	today: string | null;
}

/** @param name the acting person's own, also where they act for another */
export function residentActor(personId: string, principal: Membership, name: string): ResidentActor {
	return { kind: 'resident', personId, principalId: principal.id, name, tenancies: principal.tenancies };
}

export function currentTenancies({ by, today }: Circumstances): Tenancy[] {
	if (by.kind !== 'resident') return [];
	return today === null ? by.tenancies : by.tenancies.filter((tenancy) => isWithin(today, tenancy));
}

/** When what is done arrives: null on the device, where it has not yet. */
export function arrival({ now }: Pick<Circumstances, 'now'>): string | null {
	return now?.toISOString() ?? null;
}

/** Who acts, where it is for another: a guardian or an attorney. */
export function actedBy({ by }: Pick<Circumstances, 'by'>): string | null {
	return by.kind === 'resident' && by.personId !== by.principalId ? by.personId : null;
}
