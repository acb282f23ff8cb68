import { demoCalendar } from '$lib/server/demo/calendar';
import { artificialHetu } from '$lib/server/demo/hetu';
import { demoPeople } from '$lib/server/demo/people';

export interface BankCustomer {
	key: string;
	familyName: string;
	givenNames: string;
	bornOn: string;
	/** Null for somebody whom Finland has given none. */
	hetu: string | null;
	/** What is worth trying with this one, as `words.ts` says it. */
	trait?: Trait;
}

export const traits = [
	'mainTenant',
	'guardian',
	'unregistered',
	'startsNextMonth',
	'eighteenToday',
	'underAge',
	'applicant',
	'movedOut',
	'incomplete',
	'unknown',
	'noCode'
] as const;
export type Trait = (typeof traits)[number];

const worthTrying: Record<string, Trait> = {
	'raija-koskinen': 'unregistered',
	'aino-virtanen': 'mainTenant',
	'jari-heikkinen': 'guardian',
	'sofia-ahonen': 'startsNextMonth',
	'minh-nguyen': 'eighteenToday',
	'elsa-heikkinen': 'underAge',
	'mira-kettunen': 'applicant',
	'petri-kinnunen': 'movedOut',
	'arjun-singh': 'incomplete'
};

/** Everybody of the demo who is old enough to have a bank, and two whom the landlord doesn't know. */
export function bankCustomers(firstDay: Date): BankCustomer[] {
	const calendar = demoCalendar(firstDay);
	const residents = demoPeople(calendar)
		.people.filter(({ bornOn }) => bornOn <= calendar.bornOn(15, 0))
		.map(({ key, familyName, givenNames, bornOn, hetu }) => ({
			key,
			familyName,
			givenNames,
			bornOn,
			// The bank has the code that the landlord's register lacks.
			hetu: hetu ?? artificialHetu(bornOn, 999),
			trait: worthTrying[key]
		}));
	const stranger = { familyName: 'Tuntematon', givenNames: 'Tiina Johanna', bornOn: '1984-03-09' };
	const visitor = { familyName: 'Novak', givenNames: 'Jana', bornOn: '1995-06-17' };
	return [
		...residents,
		{ key: 'tiina-tuntematon', ...stranger, hetu: artificialHetu(stranger.bornOn, 998), trait: 'unknown' },
		{ key: 'jana-novak', ...visitor, hetu: null, trait: 'noCode' }
	];
}
