import type { Locale } from '$lib/domain/fields';
import type { Trait } from './customers';

export interface BankWords {
	bank: string;
	demo: string;
	title: string;
	lead: string;
	worthTrying: string;
	everybody: string;
	born: string;
	cancel: string;
	over: string;
	overText: string;
	language: string;
	traits: Record<Trait, string>;
}

export const bankWords: Record<Locale, BankWords> = {
	fi: {
		bank: 'Esimerkkipankki',
		demo: 'Tämä on esittelyä varten. Pankki ja ihmiset ovat keksittyjä, eikä salasanaa kysytä.',
		title: 'Kuka tunnistautuu?',
		lead: 'Valitse henkilö. Palaat asukassivuille tunnistautuneena.',
		worthTrying: 'Kokeile näitä',
		everybody: 'Kaikki asiakkaat',
		born: 's.',
		cancel: 'Keskeytä ja palaa asukassivuille',
		over: 'Tunnistautuminen on vanhentunut',
		overText: 'Palaa asukassivuille ja aloita uudelleen.',
		language: 'Kieli',
		traits: {
			mainTenant: 'Päävuokralainen, on jo rekisteröitynyt',
			guardian: 'Edunvalvoja, asuu muualla',
			unregistered: 'Päävuokralainen, ei ole rekisteröitynyt',
			startsNextMonth: 'Sopimus alkaa ensi kuussa',
			eighteenToday: 'Täytti 18 vuotta esittelyn alkaessa',
			underAge: 'Alaikäinen',
			applicant: 'Hakee asuntoa',
			movedOut: 'Muuttanut pois',
			incomplete: 'Vuokranantajan tiedot ovat puutteelliset',
			unknown: 'Vuokranantaja ei tunne häntä',
			noCode: 'Ei suomalaista henkilötunnusta'
		}
	},
	sv: {
		bank: 'Exempelbanken',
		demo: 'Detta är en demonstration. Banken och personerna är påhittade och inget lösenord behövs.',
		title: 'Vem identifierar sig?',
		lead: 'Välj en person. Du kommer tillbaka till boendesidorna som identifierad.',
		worthTrying: 'Pröva med dessa',
		everybody: 'Alla kunder',
		born: 'f.',
		cancel: 'Avbryt och gå tillbaka till boendesidorna',
		over: 'Identifieringen har föråldrats',
		overText: 'Gå tillbaka till boendesidorna och börja om.',
		language: 'Språk',
		traits: {
			mainTenant: 'Huvudhyresgäst, har redan registrerat sig',
			guardian: 'Intressebevakare, bor på annat håll',
			unregistered: 'Huvudhyresgäst, har inte registrerat sig',
			startsNextMonth: 'Avtalet börjar nästa månad',
			eighteenToday: 'Fyllde 18 år när demonstrationen började',
			underAge: 'Minderårig',
			applicant: 'Söker bostad',
			movedOut: 'Har flyttat ut',
			incomplete: 'Hyresvärdens uppgifter är bristfälliga',
			unknown: 'Hyresvärden känner inte till personen',
			noCode: 'Saknar finländsk personbeteckning'
		}
	},
	en: {
		bank: 'Example Bank',
		demo: 'This is a demonstration. The bank and the people are made up, and no password is asked for.',
		title: 'Who is identifying?',
		lead: 'Choose a person. You come back to the resident portal as them.',
		worthTrying: 'Try these',
		everybody: 'All customers',
		born: 'born',
		cancel: 'Cancel and go back to the resident portal',
		over: 'This identification has expired',
		overText: 'Go back to the resident portal and start again.',
		language: 'Language',
		traits: {
			mainTenant: 'Main tenant, has registered already',
			guardian: 'Legal guardian, lives elsewhere',
			unregistered: 'Main tenant, has not registered',
			startsNextMonth: 'Agreement starts next month',
			eighteenToday: 'Turned 18 on the demo’s first day',
			underAge: 'Under age',
			applicant: 'Applies for a home',
			movedOut: 'Has moved out',
			incomplete: 'The landlord’s record is incomplete',
			unknown: 'Unknown to the landlord',
			noCode: 'Has no Finnish identity code'
		}
	}
};
