import type { Building } from '$lib/domain/buildings';
import type { House } from './house';
import type { Words } from './words';

/** Building information (B1), in the order in which a new resident asks for it. */
export function buildingChapters(house: House): Building['chapters'] {
	const { living, maintenance } = house;
	return [
		{
			id: 'houseRules',
			title: { fi: 'Järjestyssäännöt', sv: 'Ordningsregler', en: 'House rules' },
			body: houseRules
		},
		{
			id: 'waste',
			title: { fi: 'Jätteet ja lajittelu', sv: 'Avfall och sortering', en: 'Waste and sorting' },
			body: withAdvice(living.waste, sorting)
		},
		{
			id: 'laundry',
			title: { fi: 'Pesutupa', sv: 'Tvättstugan', en: 'Laundry' },
			body: withAdvice(living.laundry, laundryAdvice)
		},
		{
			id: 'sauna',
			title: { fi: 'Talosauna', sv: 'Husbastun', en: 'Sauna' },
			body: withAdvice(living.sauna, turnAdvice)
		},
		{
			id: 'parking',
			title: { fi: 'Pysäköinti', sv: 'Parkering', en: 'Parking' },
			body: withAdvice(living.parking, spaceAdvice)
		},
		{
			id: 'storage',
			title: { fi: 'Varastot ja pyörät', sv: 'Förråd och cyklar', en: 'Storage and bicycles' },
			body: withAdvice(living.storage, storageAdvice)
		},
		{
			id: 'heating',
			title: { fi: 'Lämmitys ja ilmanvaihto', sv: 'Värme och ventilation', en: 'Heating and ventilation' },
			body: withAdvice(living.heating, airAdvice)
		},
		{
			id: 'keys',
			title: { fi: 'Avaimet ja ovenavaus', sv: 'Nycklar och dörröppning', en: 'Keys and door opening' },
			body: keys(maintenance.onCallPhone ?? maintenance.phone)
		}
	];
}

function withAdvice(here: Words, advice: Words): Words {
	return {
		fi: `${here.fi}\n\n${advice.fi}`,
		sv: `${here.sv}\n\n${advice.sv}`,
		en: `${here.en}\n\n${advice.en}`
	};
}

const houseRules: Words = {
	fi: `Säännöt koskevat kaikkia asukkaita ja heidän vieraitaan.

- **Hiljaista** on kello 22–7. Kerro naapureille etukäteen, jos tulossa on juhlat tai remontti. Poraa ja vasaroi arkisin 8–18.
- **Porraskäytävä** pidetään tyhjänä: se on poistumistie.
- **Tupakointi** on kielletty yhteisissä tiloissa ja ulko-ovien edessä.
- **Lemmikit** pidetään kytkettyinä yhteisissä tiloissa ja pihalla, ja jätökset kerätään.
- **Parvekkeella** saa grillata sähköllä. Mattojen tomutus kuuluu tomutustelineelle.
- **Vuodosta ja viasta** ilmoitetaan heti, myös pienestä.`,
	sv: `Reglerna gäller alla boende och deras gäster.

- **Det är tyst** klockan 22–7. Berätta för grannarna på förhand om det blir fest eller renovering. Borra och hamra vardagar 8–18.
- **Trapphuset** hålls tomt: det är en utrymningsväg.
- **Rökning** är förbjuden i gemensamma utrymmen och framför ytterdörrarna.
- **Husdjur** hålls kopplade i gemensamma utrymmen och på gården, och spillningen plockas upp.
- **På balkongen** får man grilla med el. Mattor skakas vid piskställningen.
- **Läckor och fel** anmäls genast, också små.`,
	en: `The rules apply to all residents and their guests.

- **Quiet hours** are from 10 pm to 7 am. Tell the neighbours beforehand about a party or renovation. Drill and hammer on weekdays, 8 am–6 pm.
- **The staircase** is kept empty: it is the way out.
- **Smoking** is forbidden in common areas and in front of the doors.
- **Pets** are kept on a lead in common areas and in the yard, and their droppings are picked up.
- **On the balcony** you may use an electric grill. Rugs are beaten at the rack in the yard.
- **Leaks and defects** are reported at once, small ones too.`
};

const sorting: Words = {
	fi: 'Litistä kartongit. Huonekalut, elektroniikka ja vaaralliset jätteet vie Sortti-asemalle tai kierrätyspisteeseen: jätetilaan jätettyjen poisvienti maksaa kaikille.',
	sv: 'Platta till kartongerna. Möbler, elektronik och farligt avfall förs till en Sortti-station eller en återvinningspunkt: det kostar alla att forsla bort det som lämnas i avfallsutrymmet.',
	en: 'Flatten cardboard. Take furniture, electronics and hazardous waste to a Sortti station or a recycling point: carting away what is left in the waste room costs everybody.'
};

const laundryAdvice: Words = {
	fi: 'Puhdista nukkasihti ja pyyhi koneet käytön jälkeen. Mattoja ei saa pestä koneissa. Ilmoita viasta vikailmoituksella.',
	sv: 'Rengör luddfiltret och torka av maskinerna efteråt. Mattor får inte tvättas i maskinerna. Anmäl fel med en felanmälan.',
	en: 'Clean the lint filter and wipe the machines afterwards. No rugs in the machines. Report faults with a defect notification.'
};

const turnAdvice: Words = {
	fi: 'Vuoro on sinun joka viikko ja maksetaan vuokran yhteydessä. Huuhtele lauteet ja jätä ovi raolleen. Vuoron irtisanomisaika on yksi kalenterikuukausi.',
	sv: 'Turen är din varje vecka och betalas i samband med hyran. Skölj lavarna och lämna dörren på glänt. Turens uppsägningstid är en kalendermånad.',
	en: 'The turn is yours every week and is paid with the rent. Rinse the benches and leave the door ajar. A turn’s notice period is one calendar month.'
};

const spaceAdvice: Words = {
	fi: 'Paikan voi varata vain talon asukas. Pelastustiellä pysäköinti on kielletty, ja väärin pysäköity auto siirretään omistajan kustannuksella.',
	sv: 'Bara husets boende kan boka en plats. Det är förbjudet att parkera på räddningsvägen, och en felparkerad bil flyttas på ägarens bekostnad.',
	en: 'Only residents can reserve a space. Parking on the rescue road is forbidden, and a wrongly parked car is moved at its owner’s expense.'
};

const storageAdvice: Words = {
	fi: 'Merkitse pyörääsi nimi ja asunto. Hylätyt pyörät kerätään keväällä, ja siitä tiedotetaan kuukautta ennen. Palavia nesteitä, kaasua ja irrallisia akkuja ei saa varastoida.',
	sv: 'Märk cykeln med namn och bostad. Övergivna cyklar samlas in på våren, och om det informeras en månad innan. Brandfarliga vätskor, gas och lösa batterier får inte förvaras.',
	en: 'Mark your bicycle with your name and flat. Abandoned bicycles are collected in spring; you are told a month before. No flammable liquids, gas or loose batteries.'
};

const airAdvice: Words = {
	fi: 'Tuuleta nopeasti ja kunnolla, älä pidä ikkunaa raollaan päiväkausia. Venttiilejä ei saa sulkea tai peittää. Jos kotona on alle 20 astetta, vaikka patterit ovat auki, tee vikailmoitus.',
	sv: 'Vädra snabbt och ordentligt, låt inte fönstret stå på glänt i dagar. Ventilerna får inte stängas eller täckas. Om det är under 20 grader hemma fast elementen är på, gör en felanmälan.',
	en: 'Air your home quickly and well rather than leaving a window ajar for days. Vents must not be closed or covered. If it is below 20 degrees with the heating on, send a defect notification.'
};

function keys(onCallPhone: string): Words {
	return {
		fi: `Lisäavaimen tilaat viestillä: kerro, mikä avain ja montako. Sarjoitettua avainta ei saa teettää itse.

- **Ovenavaus:** päivystys ${onCallPhone}, vuorokauden ympäri. Varaudu todistamaan henkilöllisyytesi. Avaus maksaa arkisin 7–16 25 euroa, muina aikoina 65 euroa.
- **Kadonnut avain:** ilmoita heti, niin arvioimme, täytyykö lukko sarjoittaa uudelleen.`,
		sv: `En extra nyckel beställer du med ett meddelande: berätta vilken nyckel och hur många. En serienyckel får man inte låta tillverka själv.

- **Dörröppning:** jouren ${onCallPhone}, dygnet runt. Var beredd att styrka din identitet. Öppning kostar 25 euro vardagar 7–16 och 65 euro övriga tider.
- **Borttappad nyckel:** anmäl genast, så bedömer vi om låset måste serieläggas på nytt.`,
		en: `Order an extra key by message: say which key and how many. You may not have a key of the locking system copied yourself.

- **Door opening:** on call ${onCallPhone}, day and night. Be ready to prove who you are. It costs 25 euros on weekdays 7 am–4 pm, 65 euros at other times.
- **Lost key:** tell us at once, and we decide whether the lock must be changed.`
	};
}
