import type { Locale } from '$lib/domain/fields';
import type { House } from '$lib/server/demo/content/house';
import { inEachLanguage, type Words } from '$lib/server/demo/content/words';

export function introduction(house: House): Words {
	return {
		fi: `Tämä on talon ${house.streetAddress} pelastussuunnitelma. Siinä kerrotaan talon vaarat, miten niihin on varauduttu ja mitä sinä teet, jos jotain sattuu (pelastuslaki 379/2011, 15 §).

- Lue ainakin kohdat **Poistuminen**, **Tulipalo** ja **Piha ja kokoontumispaikka**.
- Kävele kerran kotisi molemmat poistumistiet ja käy kokoontumispaikalla.

Suunnitelma tarkistetaan vähintään kerran vuodessa ja aina, kun turvallisuuteen vaikuttava asia muuttuu. Se on myös jokaisen portaan ilmoitustaululla.`,
		sv: `Det här är räddningsplanen för ${house.streetAddress}. Den berättar om farorna i huset, hur man har berett sig på dem och vad du gör om något händer (räddningslagen 379/2011, 15 §).

- Läs åtminstone avsnitten **Utrymning**, **Brand** och **Gården och samlingsplatsen**.
- Gå en gång igenom båda utrymningsvägarna från ditt hem och besök samlingsplatsen.

Planen ses över minst en gång om året och alltid när något som påverkar säkerheten ändras. Den finns också på varje trappas anslagstavla.`,
		en: `This is the rescue plan of ${house.streetAddress}. It names the hazards in the building, how they are prepared for, and what you do if something happens (Rescue Act 379/2011, section 15).

- Read at least **Ways out**, **Fire** and **The yard and the assembly point**.
- Walk both ways out of your home once, and visit the assembly point.

The plan is reviewed at least once a year, and whenever something that matters to safety changes. It is also on the notice board of each staircase.`
	};
}

export function building(house: House): Words {
	const { safety, staircases } = house;
	const homes = staircases.reduce((sum, staircase) => sum + staircase.apartments, 0);
	const names = staircases.map((staircase) => staircase.name);
	const floors = Math.max(...staircases.map((staircase) => staircase.floors));
	return {
		fi: `- **Osoite:** ${house.streetAddress}, ${house.postalPlace}. Hätäilmoituksessa kerro myös kunta (${house.municipality.fi}) ja porras.
- **Rakennettu:** ${house.builtYear}. **Kerroksia:** ${floors} ja kellari. **Portaat:** ${listed(names, 'fi')}. **Asuntoja:** ${homes}.
- **Rakenne:** ${safety.structure.fi}.
- **Lämmitys:** kaukolämpö, lämmönjakohuone ${safety.heatRoom.fi}. Talossa ei ole kaasuverkkoa.
- **Ilmanvaihto:** ${safety.ventilation.fi}.
- **Hissi:** ${house.hasLift ? 'jokaisessa portaassa' : 'ei ole'}.`,
		sv: `- **Adress:** ${house.streetAddress} (på svenska ${house.swedishAddress}), ${house.postalPlace}. Säg också kommunen (${house.municipality.sv}) och trappan när du ringer nödnumret.
- **Byggt:** ${house.builtYear}. **Våningar:** ${floors} och källare. **Trappor:** ${listed(names, 'sv')}. **Bostäder:** ${homes}.
- **Konstruktion:** ${safety.structure.sv}.
- **Uppvärmning:** fjärrvärme, värmefördelningsrummet finns ${safety.heatRoom.sv}. Huset har inget gasnät.
- **Ventilation:** ${safety.ventilation.sv}.
- **Hiss:** ${house.hasLift ? 'i varje trappa' : 'finns inte'}.`,
		en: `- **Address:** ${house.streetAddress}, ${house.postalPlace}. In an emergency call say also the municipality (${house.municipality.en}) and the staircase.
- **Built:** ${house.builtYear}. **Floors:** ${floors} and a basement. **Staircases:** ${listed(names, 'en')}. **Homes:** ${homes}.
- **Structure:** ${safety.structure.en}.
- **Heating:** district heating, the heat distribution room is ${safety.heatRoom.en}. There is no gas network in the building.
- **Ventilation:** ${safety.ventilation.en}.
- **Lift:** ${house.hasLift ? 'in each staircase' : 'none'}.`
	};
}

export function safetyStaff(house: House): Words {
	const { maintenance, caretaker } = house;
	return {
		fi: `- **Talon omistaja:** Esimerkkikodit Oy. Vastaa suunnitelmasta ja siitä, että asukkaat tuntevat sen.
- **Isännöitsijä:** Petra Nyholm, 09 555 0110. Turvallisuuspäällikkö, päivittää suunnitelman.
- **Kiinteistönhoitaja:** ${caretaker}, ${maintenance.name}, ${maintenance.phone}. Väestönsuojan hoitaja, tarkastaa poistumistiet kuukausittain.
- **Päivystys yöllä ja viikonloppuna:** ${maintenance.onCallPhone}.

Paikalla toimintaa johtaa pelastuslaitos. Asukas huolehtii kotinsa turvallisuudesta ja ilmoittaa vioista.`,
		sv: `- **Husets ägare:** Esimerkkikodit Oy. Ansvarar för planen och för att de boende känner till den.
- **Disponent:** Petra Nyholm, 09 555 0110. Säkerhetschef, uppdaterar planen.
- **Fastighetsskötare:** ${caretaker}, ${maintenance.name}, ${maintenance.phone}. Skyddsrumsskötare, kontrollerar utrymningsvägarna varje månad.
- **Jour nattetid och på veckoslut:** ${maintenance.onCallPhone}.

På platsen leds verksamheten av räddningsverket. Den boende sörjer för säkerheten i sitt hem och anmäler fel.`,
		en: `- **Owner of the building:** Esimerkkikodit Oy. Responsible for the plan and for making it known to the residents.
- **Property manager:** Petra Nyholm, 09 555 0110. Safety manager, keeps the plan up to date.
- **Caretaker:** ${caretaker}, ${maintenance.name}, ${maintenance.phone}. Looks after the shelter, checks the ways out every month.
- **On call at night and weekends:** ${maintenance.onCallPhone}.

On site the rescue department leads. Residents look after safety in their own homes and report defects.`
	};
}

const dateStyles: Record<Locale, Intl.DateTimeFormat> = {
	fi: new Intl.DateTimeFormat('fi-FI', { dateStyle: 'short', timeZone: 'UTC' }),
	sv: new Intl.DateTimeFormat('sv-FI', {
		day: 'numeric',
		month: 'numeric',
		year: 'numeric',
		timeZone: 'UTC'
	}),
	en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
};

const versionWord: Words = { fi: 'Versio', sv: 'Version', en: 'Version' };
const nextReview: Words = {
	fi: 'Isännöitsijä ja kiinteistönhoitaja käyvät suunnitelman läpi paikan päällä joka syksy. Kerro heille, jos huomaat siinä virheen tai puutteen.',
	sv: 'Disponenten och fastighetsskötaren går igenom planen på plats varje höst. Berätta för dem om du märker ett fel eller en brist i den.',
	en: 'The property manager and the caretaker go through the plan on site every autumn. Tell them if you find something wrong or missing.'
};

/** @param published the day of each version, `YYYY-MM-DD`, oldest first */
export function updates(house: House, published: string[]): Words {
	return inEachLanguage((locale) => {
		const log = house.planVersions.map(({ changes }, index) => {
			const day = dateStyles[locale].format(new Date(`${published[index]}T00:00:00Z`));
			return `- **${versionWord[locale]} ${index + 1}, ${day}.** ${changes[locale]}`;
		});
		return `${log.reverse().join('\n')}\n\n${nextReview[locale]}`;
	});
}

const listed = (names: string[], locale: Locale) =>
	new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
