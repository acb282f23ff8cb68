import { addDays, isWithin } from './helsinki-time';

/**
 * What the registers say of one person, as the device and the rules see it. One row in the person's own scope,
 * rebuilt by the database whenever a register changes.
 */
export interface Membership {
	id: string;
	familyName: string;
	givenNames: string;
	callName: string;
	tenancies: Tenancy[];
}

/** One person's hold on one apartment by one role; several at once or in turn are normal (A16). */
export interface Tenancy {
	apartmentId: string;
	buildingId: string;
	staircaseId: string;
	/** As one says it on the phone: `Kaivokatu 12 B 24`. */
	address: string;
	postalPlace: string;
	staircase: string;
	apartment: string;
	/** A signatory and the signatory's spouse are main tenants; an occupant is no party to the agreement. */
	role: 'signatory' | 'spouse' | 'occupant';
	/** Logging in works from here on (A5); content opens on `startsOn`. */
	opensOn: string;
	startsOn: string;
	/** The last day, included; null while nothing ends it. */
	endsOn: string | null;
}

export function fullName(membership: Pick<Membership, 'callName' | 'familyName'>): string {
	return `${membership.callName} ${membership.familyName}`;
}

export type TenancyState = 'current' | 'upcoming' | 'ended';

export function tenancyState(tenancy: Pick<Tenancy, 'startsOn' | 'endsOn'>, today: string): TenancyState {
	if (isWithin(today, tenancy)) return 'current';
	return tenancy.startsOn > today ? 'upcoming' : 'ended';
}

/**
 * The homes to show and to report from, each apartment once: those of today. Where this device's clock knows of none,
 * those to come, and else those that were: a clock that is wrong must not leave anybody without a home.
 */
export function homesOn(tenancies: readonly Tenancy[], today: string): Tenancy[] {
	for (const state of ['current', 'upcoming', 'ended'] as const) {
		const found = tenancies.filter((tenancy) => tenancyState(tenancy, today) === state);
		if (found.length > 0) return [...new Map(found.map((home) => [home.apartmentId, home])).values()];
	}
	return [];
}

/**
 * What somebody is told of their homes (A16): each that is current or to come. An apartment that goes on by another role
 * is one home, whose end is the last one's.
 */
export function homesToTell(
	tenancies: readonly Tenancy[],
	today: string
): { home: Tenancy; state: TenancyState }[] {
	const told: Tenancy[] = [];
	const byStart = [...tenancies].sort((a, b) => a.startsOn.localeCompare(b.startsOn));
	for (const tenancy of byStart) {
		if (tenancyState(tenancy, today) === 'ended') continue;
		const at = told.findIndex(
			(each) =>
				each.apartmentId === tenancy.apartmentId &&
				each.endsOn !== null &&
				addDays(each.endsOn, 1) === tenancy.startsOn
		);
		const before = told[at];
		if (before) told[at] = { ...before, endsOn: tenancy.endsOn };
		else told.push(tenancy);
	}
	return told.map((home) => ({ home, state: tenancyState(home, today) }));
}
