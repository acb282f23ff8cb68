import type { Locale } from '$lib/domain/fields';
import type { HouseKey } from '$lib/server/demo/content/house';

/** Who lives behind one door, as it is written down; ids, birthdays and identity codes are made from it. */
export interface HouseholdSeed {
	house: HouseKey;
	apartment: number;
	/** Days since the agreement began, or a first of a month. */
	since: number | 'firstOfThisMonth' | 'firstOfNextMonth';
	until?: 'lastOfPreviousMonth' | 'lastOfNextMonth';
	fixedTermDays?: number;
	members: MemberSeed[];
}

export interface MemberSeed {
	role: 'signatory' | 'spouse' | 'occupant';
	familyName: string;
	/** The first of them is the one used. */
	givenNames: string;
	age: number;
	language?: Locale;
	/** Doesn't use the portal (yet): may register, and has no account. */
	unregistered?: true;
	/** The registers lack the identity code, so registering says that the information is incomplete (A2). */
	withoutHetu?: true;
	birthdayToday?: true;
}

type Details = Omit<Partial<MemberSeed>, 'role' | 'familyName' | 'givenNames' | 'age'>;

export function signatory(
	familyName: string,
	givenNames: string,
	age: number,
	details: Details = {}
): MemberSeed {
	return { role: 'signatory', familyName, givenNames, age, ...details };
}

export function spouse(
	familyName: string,
	givenNames: string,
	age: number,
	details: Details = {}
): MemberSeed {
	return { role: 'spouse', familyName, givenNames, age, ...details };
}

/** A child, a subtenant, a relative: lives there, and is no party to the agreement. */
export function occupant(
	familyName: string,
	givenNames: string,
	age: number,
	details: Details = {}
): MemberSeed {
	return { role: 'occupant', familyName, givenNames, age, ...details };
}

export function home(
	house: HouseKey,
	apartment: number,
	since: HouseholdSeed['since'],
	...members: MemberSeed[]
): HouseholdSeed {
	return { house, apartment, since, members };
}
