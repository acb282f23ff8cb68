import type { BulletinSeed } from '$lib/server/demo/bulletins';
import type { DemoCalendar } from '$lib/server/demo/calendar';
import { dayWords } from './day-words';

/** What is in the archive, and what stays without an end. */
export function earlierBulletins(calendar: DemoCalendar): BulletinSeed[] {
	const inspection = dayWords(calendar.workingDay(-70));
	const rentFrom = dayWords(calendar.day(-150));
	return [
		{
			key: 'sorting',
			audience: 'all',
			urgency: 'normal',
			files: [
				{
					photo: 'overflowing-bins',
					name: {
						fi: 'Täynnä olevia jäteastioita jätehuoneessa',
						sv: 'Fulla sopkärl i avfallsutrymmet',
						en: 'Full bins in the waste room'
					}
				}
			],
			published: { daysAgo: 90, at: '13:00' },
			title: {
				fi: 'Lajittele oikein, maksat vähemmän',
				sv: 'Sortera rätt, betala mindre',
				en: 'Sort well, pay less'
			},
			body: {
				fi: `Jätteen ylimääräiset tyhjennykset näkyvät vuokrassa. Kolme asiaa auttaa eniten:

- Litistä kartongit ja pahvit.
- Vie biojäte omaan astiaansa paperipussissa.
- Älä jätä huonekaluja jätetilaan. Ne noudetaan viidellä eurolla, kun tilaat noudon huollosta.`,
				sv: `Extra tömningar av avfallet syns i hyran. Tre saker hjälper mest:

- Platta till kartong och wellpapp.
- För bioavfallet till sitt eget kärl i en papperspåse.
- Lämna inga möbler i avfallsutrymmet. De hämtas för fem euro när du beställer hämtning av servicebolaget.`,
				en: `Extra emptying of waste bins shows in the rent. Three things help most:

- Flatten cardboard.
- Put food waste in its own bin, in a paper bag.
- Leave no furniture in the waste room. It is collected for five euros when you order it from maintenance.`
			}
		},
		{
			key: 'hot-water',
			audience: ['suokukankuja'],
			urgency: 'urgent',
			published: { daysAgo: 45, at: '06:50' },
			endsIn: -43,
			title: { fi: 'Lämmintä vettä ei tule', sv: 'Varmt vatten saknas', en: 'No hot water' },
			body: {
				fi: `Lämmönjakohuoneen kiertopumppu on rikkoutunut. Korjaaja on paikalla, ja lämmin vesi palaa arviolta kello 15 mennessä. Kylmä vesi toimii.`,
				sv: `Cirkulationspumpen i värmefördelningsrummet har gått sönder. Reparatören är på plats och varmvattnet beräknas fungera senast klockan 15. Kallt vatten kommer som vanligt.`,
				en: `The circulation pump in the heat distribution room has broken. The repairer is on site, and hot water should be back by 3 pm. Cold water works.`
			}
		},
		{
			key: 'lift-inspection',
			audience: { house: 'pihkarinne', staircase: 'A' },
			urgency: 'normal',
			published: { daysAgo: 76, at: '12:00' },
			endsIn: -69,
			title: {
				fi: 'Hissin määräaikaistarkastus',
				sv: 'Periodisk besiktning av hissen',
				en: 'Inspection of the lift'
			},
			body: {
				fi: `A-portaan hissi tarkastetaan **${inspection.fi} klo 10–12**. Hissiä ei voi silloin käyttää.`,
				sv: `Hissen i trappa A besiktas **${inspection.sv} kl. 10–12**. Den kan inte användas under tiden.`,
				en: `The lift in staircase A is inspected on **${inspection.en}, 10 am–noon**. It can’t be used meanwhile.`
			}
		},
		{
			key: 'rent',
			audience: 'all',
			urgency: 'important',
			published: { daysAgo: 210, at: '09:00' },
			endsIn: -120,
			title: {
				fi: 'Uudet vuokrat',
				sv: 'Nya hyror',
				en: 'New rents'
			},
			body: {
				fi: `Vuokra muuttuu keskimäärin 2,1 prosenttia **${rentFrom.fi}** alkaen. Saat oman laskelmasi kirjeenä, ja sen perusteet kerrotaan asukaskokouksessa. Jos maksaminen huolettaa, ota yhteyttä ajoissa: maksusuunnitelmasta voi sopia viestillä.`,
				sv: `Hyran ändras i snitt med 2,1 procent från och med **${rentFrom.sv}**. Du får din egen kalkyl per brev och grunderna gås igenom på boendemötet. Om du är orolig för betalningen, ta kontakt i tid: en betalningsplan kan avtalas med ett meddelande.`,
				en: `Rents change by 2.1 per cent on average from **${rentFrom.en}**. You get your own calculation by letter, and the reasons are explained at the residents’ meeting. If paying worries you, contact us in time: a payment plan can be agreed by message.`
			}
		}
	];
}
