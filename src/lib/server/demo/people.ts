import { createHash } from 'node:crypto';
import type { Locale } from '$lib/domain/fields';
import { getApartment, type DemoApartment } from './apartments';
import type { DemoCalendar } from './calendar';
import { artificialHetu } from './hetu';
import { idOfPerson } from './ids';
import type { HouseholdSeed, MemberSeed } from './people/household';
import { luotsiveneenkatuHouseholds } from './people/luotsiveneenkatu';
import { pihkarinneHouseholds } from './people/pihkarinne';
import { suokukankujaHouseholds } from './people/suokukankuja';

export interface DemoPerson {
	/** `aino-virtanen`: how the rest of the demo names a person. */
	key: string;
	id: string;
	familyName: string;
	givenNames: string;
	callName: string;
	bornOn: string;
	hetu: string | null;
	/** The user id, which somebody under age has not. */
	email: string | null;
	phone: string;
	language: Locale;
	hasAccount: boolean;
}

export interface DemoTenancy {
	apartment: DemoApartment;
	kind: 'indefinite' | 'fixedTerm';
	signedOn: string;
	startsOn: string;
	/** The last day, included. */
	endsOn: string | null;
	holders: { key: string; role: MemberSeed['role'] }[];
}

export interface DemoPeople {
	people: DemoPerson[];
	tenancies: DemoTenancy[];
	guardianships: { guardian: string; ward: string; startsOn: string }[];
	get(key: string): DemoPerson;
}

type PersonSeed = Omit<MemberSeed, 'role'>;

/** Known to the landlord and living elsewhere: two guardians and somebody who has applied for a home (A4). */
const elsewhere: PersonSeed[] = [
	{ familyName: 'Heikkinen', givenNames: 'Jari Tapio', age: 43 },
	{ familyName: 'Kallio', givenNames: 'Riitta Susanna', age: 54 },
	{ familyName: 'Kettunen', givenNames: 'Mira Annika', age: 25, unregistered: true }
];

export function demoPeople(calendar: DemoCalendar): DemoPeople {
	const households = [...pihkarinneHouseholds, ...suokukankujaHouseholds, ...luotsiveneenkatuHouseholds];
	const people = new Map<string, DemoPerson>();
	const hetus = new Set<string>();
	for (const seed of [...households.flatMap(({ members }) => members), ...elsewhere]) {
		const key = keyOf(seed);
		if (!people.has(key)) people.set(key, personFrom(seed, people.size, calendar, hetus));
	}
	return {
		people: [...people.values()],
		tenancies: households.map((household) => tenancyFrom(household, calendar)),
		guardianships: [
			{ guardian: 'jari-heikkinen', ward: 'elsa-heikkinen', startsOn: calendar.day(-2100) },
			{ guardian: 'riitta-kallio', ward: 'veikko-salminen', startsOn: calendar.day(-510) }
		],
		get(key) {
			const person = people.get(key);
			if (!person) throw new Error(`The demo has nobody called ${key}`);
			return person;
		}
	};
}

function personFrom(seed: PersonSeed, index: number, calendar: DemoCalendar, taken: Set<string>): DemoPerson {
	const key = keyOf(seed);
	const bornOn = calendar.bornOn(seed.age, seed.birthdayToday ? 0 : 1 + (dice(key) % 360));
	const isAdult = seed.age >= 18;
	return {
		key,
		id: idOfPerson(key),
		familyName: seed.familyName,
		givenNames: seed.givenNames,
		callName: callNameOf(seed),
		bornOn,
		hetu: seed.withoutHetu ? null : newHetu(key, bornOn, taken),
		email: isAdult ? `${key.replace('-', '.')}@example.com` : null,
		phone: isAdult ? `040 555 0${String(100 + index)}` : '',
		language: seed.language ?? 'fi',
		hasAccount: isAdult && !seed.unregistered
	};
}

/** Two people born on the same day get different individual numbers. */
function newHetu(key: string, bornOn: string, taken: Set<string>): string {
	for (let tries = 0; tries < 100; tries++) {
		const hetu = artificialHetu(bornOn, 900 + ((dice(key) + tries) % 100), dice(key) % 8 === 0);
		if (taken.has(hetu)) continue;
		taken.add(hetu);
		return hetu;
	}
	throw new Error(`No artificial identity code is left for ${bornOn}`);
}

function tenancyFrom(household: HouseholdSeed, calendar: DemoCalendar): DemoTenancy {
	const startsOn =
		typeof household.since === 'number' ? calendar.day(-household.since) : calendar[household.since];
	const fixedEnd = household.fixedTermDays
		? calendar.day(household.fixedTermDays - Number(household.since))
		: null;
	return {
		apartment: getApartment(household.house, household.apartment),
		kind: fixedEnd ? 'fixedTerm' : 'indefinite',
		signedOn: typeof household.since === 'number' ? calendar.day(-household.since - 20) : calendar.day(-35),
		startsOn,
		endsOn: household.until ? calendar[household.until] : fixedEnd,
		holders: household.members.map((member) => ({ key: keyOf(member), role: member.role }))
	};
}

function callNameOf({ givenNames }: Pick<PersonSeed, 'givenNames'>): string {
	return givenNames.split(' ')[0]!;
}

function keyOf(seed: Pick<PersonSeed, 'familyName' | 'givenNames'>): string {
	const plain = `${callNameOf(seed)}-${seed.familyName}`.normalize('NFD').replace(/\p{M}/gu, '');
	return plain.toLowerCase();
}

/** The same throw for the same name at every start. */
function dice(name: string): number {
	return createHash('sha256').update(name).digest().readUInt32BE();
}
