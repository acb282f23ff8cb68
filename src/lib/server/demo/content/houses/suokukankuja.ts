import { myllyhuolto, vantaaOffice } from '$lib/server/demo/content/contacts';
import type { House } from '$lib/server/demo/content/house';
import { suokukankujaBasement, suokukankujaYard } from './suokukankuja-maps';

/** A concrete house of 1987 in Vantaa: two staircases, three floors, no lift, the shelter in use as storage. */
export const suokukankuja: House = {
	key: 'suokukankuja',
	streetAddress: 'Suokukankuja 3',
	swedishAddress: 'Myrblomsgränden 3',
	postalPlace: '01360 Vantaa',
	municipality: { fi: 'Vantaa', sv: 'Vanda', en: 'Vantaa' },
	builtYear: 1987,
	staircases: [
		{ name: 'A', apartments: 9, floors: 3 },
		{ name: 'B', apartments: 9, floors: 3 }
	],
	office: vantaaOffice,
	maintenance: myllyhuolto,
	caretaker: 'Tuula Mäkelä',
	hasLift: false,
	hasCarPark: false,
	safety: {
		structure: {
			fi: 'teräsbetonielementtejä, jokainen huoneisto oma palo-osastonsa',
			sv: 'stålbetongelement, varje bostad en egen brandsektion',
			en: 'precast concrete, each flat a fire compartment of its own'
		},
		ventilation: {
			fi: 'koneellinen poisto, huippuimurit katolla, ajastettu tehostus ruoka-aikoina',
			sv: 'maskinell frånluft, takfläktar, tidsstyrd forcering vid mattider',
			en: 'mechanical extract, fans on the roof, timed to run faster around meal times'
		},
		smokeAlarms: {
			fi: 'Jokaisessa kodissa on paristokäyttöinen palovaroitin jokaista alkavaa 60 neliömetriä kohti. Talon omistaja hankkii varoittimet, vaihtaa paristot ja uusii varoittimet.',
			sv: 'Varje hem har en batteridriven brandvarnare för varje påbörjad yta på 60 kvadratmeter. Husets ägare skaffar varnarna, byter batterierna och ersätter gamla varnare.',
			en: 'Every home has a battery smoke alarm for each 60 square metres or part of it. The owner of the building provides the alarms, changes the batteries and replaces old alarms.'
		},
		assemblyPoint: {
			fi: 'Nurmikko leikkikentän pohjoispuolella, tontin koilliskulma',
			sv: 'Gräsmattan norr om lekplatsen, tomtens nordöstra hörn',
			en: 'The lawn north of the playground, north-east corner of the plot'
		},
		reserveAssemblyPoint: {
			fi: 'Vanhamyllyn koulun piha, 300 metriä talosta etelään',
			sv: 'Gården vid skolan Vanhamylly, 300 meter söder om huset',
			en: 'The yard of Vanhamylly school, 300 metres south of the building'
		},
		rescueRoad: {
			fi: 'Suokukankujalta talon itäpuolelle, A- ja B-portaan edustalle',
			sv: 'från Myrblomsgränden längs husets östra sida, framför trapporna A och B',
			en: 'from the street along the east side of the building, in front of staircases A and B'
		},
		hydrant: {
			fi: 'Suokukankujan varrella, jätekatoksen kaakkoispuolella',
			sv: 'vid Myrblomsgränden, sydost om sopskjulet',
			en: 'on the street, south-east of the waste shelter'
		},
		waterShutOff: {
			fi: 'Kellari, lämmönjakohuone, käynti B-portaan alakerrasta',
			sv: 'Källaren, värmefördelningsrummet, ingång från trappa B',
			en: 'Basement, heat distribution room, entered from staircase B'
		},
		electricalBoard: {
			fi: 'Kellari, sähköpääkeskus, käynti A-portaan alakerrasta',
			sv: 'Källaren, elhuvudcentralen, ingång från trappa A',
			en: 'Basement, main electrical board, entered from staircase A'
		},
		ventilationStop: {
			fi: 'Hätäseis-painikkeet A- ja B-portaan ala-aulassa ilmoitustaulun vieressä',
			sv: 'nödstoppsknappar i nedre aulan i trapporna A och B, bredvid anslagstavlan',
			en: 'emergency stop buttons in the entrance halls of staircases A and B, beside the notice board'
		},
		heatRoom: {
			fi: 'kellarissa B-portaan alla',
			sv: 'i källaren under trappa B',
			en: 'in the basement below staircase B'
		},
		shelter: {
			fi: 'Kellari, A-portaan alakerta (S1-luokan suoja)',
			sv: 'Källaren, under trappa A (skyddsrum av klass S1)',
			en: 'Basement, below staircase A (class S1 shelter)'
		},
		shelterPlaces: 64,
		shelterInPeace: {
			fi: 'kotien häkkivarastoina',
			sv: 'hemmens nätförråd',
			en: 'the storage cages of the homes'
		},
		smokeExtraction: {
			fi: 'Porrashuoneiden savunpoistoikkunat, laukaisu käsin ala-aulasta (merkitty kyltillä). Vain pelastuslaitos laukaisee ne.',
			sv: 'Trapphusens rökfönster, utlöses för hand i nedre aulan (skyltat). Endast räddningsverket utlöser dem.',
			en: 'Smoke windows in the staircases, released by hand in the entrance hall (signposted). Only the rescue department releases them.'
		},
		secondWayOut: {
			fi: 'Toinen reitti on parveke. Toisen ja kolmannen kerroksen parvekkeilta pelastuslaitos auttaa tikkailla alas, ensimmäisestä kerroksesta pääsee parvekkeen kautta suoraan pihalle.',
			sv: 'Den andra vägen är balkongen. Från balkongerna på andra och tredje våningen hjälper räddningsverket dig ner med stege, från första våningen kommer man via balkongen direkt ut på gården.',
			en: 'The second is the balcony. From the upper floors the rescue department helps you down by ladder; from the ground floor you can step from the balcony into the yard.'
		},
		extinguishers: {
			fi: `- Kellarin käytävä, A-portaan pää: jauhesammutin 6 kg
- Lämmönjakohuone: jauhesammutin 6 kg
- Pesutupa: sammutuspeite
- Talosauna, pukuhuone: nestesammutin 6 l`,
			sv: `- Källarkorridoren, vid trappa A: pulversläckare 6 kg
- Värmefördelningsrummet: pulversläckare 6 kg
- Tvättstugan: släckningsfilt
- Husbastun, omklädningsrummet: vätskesläckare 6 l`,
			en: `- Basement corridor, by staircase A: powder extinguisher 6 kg
- Heat distribution room: powder extinguisher 6 kg
- Laundry: fire blanket
- Building sauna, changing room: foam extinguisher 6 l`
		},
		ownHazards: {
			fi: `- **Junarata.** Päärata kulkee 250 metrin päässä, ja sillä kuljetetaan myös vaarallisia aineita. Kaasuvaarassa suojaudu sisälle.
- **Autopaikat.** Lämmitystolpan johto ei saa jäädä roikkumaan virrallisena. Tolpan kansi pidetään lukossa.`,
			sv: `- **Järnvägen.** Stambanan går 250 meter från huset och där transporteras också farliga ämnen. Vid gasfara, sök skydd inomhus.
- **Bilplatserna.** Värmestolpens sladd får inte bli hängande med ström i. Stolpens lock hålls låst.`,
			en: `- **Railway.** The main line is 250 metres away and also carries dangerous goods. In a gas alarm, take shelter indoors.
- **Parking.** Never leave a live cable hanging from a heating post. Keep the lid of the post locked.`
		}
	},
	living: {
		waste: {
			fi: 'Jätekatos on pelastustien varrella leikkikentän eteläpuolella. Siellä ovat astiat sekajätteelle, biojätteelle, kartongille, muoville, lasille ja metallille. Paperinkeräys on Suokukankuja 5:ssä.',
			sv: 'Sopskjulet finns vid räddningsvägen söder om lekplatsen. Där finns kärl för blandavfall, bioavfall, kartong, plast, glas och metall. Pappersinsamlingen finns vid Suokukankuja 5.',
			en: 'The waste shelter is by the rescue road, south of the playground. It has bins for mixed waste, food waste, cardboard, plastic, glass and metal. Paper is collected at Suokukankuja 5.'
		},
		laundry: {
			fi: 'Pesutupa ja kuivaushuone ovat kellarissa A- ja B-portaan välissä. Varaa vuoro pesutuvan ovessa olevasta taulusta. Pesutupa on auki 7–21.',
			sv: 'Tvättstugan och torkrummet finns i källaren mellan trapporna A och B. Boka tur på tavlan vid tvättstugans dörr. Tvättstugan är öppen 7–21.',
			en: 'The laundry and the drying room are in the basement between staircases A and B. Book a turn on the board by the laundry door. Open 7 am–9 pm.'
		},
		sauna: {
			fi: 'Talosauna on kellarissa B-portaan alakerrassa. Vakiovuorot ovat torstaina, perjantaina ja lauantaina kello 17–22, tunti kerrallaan. Sunnuntaina kello 15–17 on lenkkisauna, ensin naiset ja sitten miehet.',
			sv: 'Husbastun finns i källaren under trappa B. De fasta turerna är på torsdagar, fredagar och lördagar klockan 17–22, en timme åt gången. På söndagar klockan 15–17 är bastun öppen för alla, först damer och sedan herrar.',
			en: 'The building sauna is in the basement below staircase B. Fixed weekly turns are on Thursdays, Fridays and Saturdays from 5 pm to 10 pm, an hour each. On Sundays from 3 pm to 5 pm it is open to everybody, women first, then men.'
		},
		parking: {
			fi: 'Talon länsipuolella on 16 autopaikkaa. Kymmenessä on lämmitystolppa. Kaksi paikkaa portin vieressä on vieraille, enintään neljä tuntia kiekolla.',
			sv: 'Väster om huset finns 16 bilplatser. Tio av dem har värmestolpe. Två platser vid infarten är för gäster, högst fyra timmar med parkeringsskiva.',
			en: 'West of the building there are 16 parking spaces. Ten of them have a heating post. Two spaces by the entrance are for visitors, at most four hours with a parking disc.'
		},
		storage: {
			fi: 'Jokaisella kodilla on häkkivarasto väestönsuojassa. Sen on oltava tyhjennettävissä 72 tunnissa. Polkupyörille on varasto kellarin eteläpäässä ja katos pihalla.',
			sv: 'Varje hem har ett nätförråd i skyddsrummet. Det måste gå att tömma på 72 timmar. För cyklar finns ett förråd i källarens södra ände och ett skjul på gården.',
			en: 'Every home has a storage cage in the shelter. It must be possible to empty it within 72 hours. Bicycles have a store at the south end of the basement and a shelter in the yard.'
		},
		heating: {
			fi: 'Kaukolämpö. Kodin lämpötila pidetään 21 asteessa. Älä peitä patterin termostaattia verholla tai huonekalulla.',
			sv: 'Fjärrvärme. Temperaturen hemma hålls vid 21 grader. Täck inte elementets termostat med gardiner eller möbler.',
			en: 'District heating. Homes are kept at 21 degrees. Do not cover a radiator’s thermostat with curtains or furniture.'
		}
	},
	planVersions: [
		{
			daysAgo: 640,
			changes: { fi: 'Ensimmäinen versio.', sv: 'Första versionen.', en: 'First version.' },
			chapters: []
		},
		{
			daysAgo: 95,
			changes: {
				fi: 'Väestönsuojan tarkastuspäivä ja varastojen tyhjennysohje lisätty. Ratakuljetusten riski arvioitu uudelleen.',
				sv: 'Skyddsrummets kontroll och anvisning om tömning av förråden tillagda. Risken med järnvägstransporter bedömd på nytt.',
				en: 'Inspection of the shelter and emptying of the storage cages added. Risk from rail transport assessed again.'
			},
			chapters: ['shelter', 'hazards', 'chemicalAlarm']
		}
	],
	yard: suokukankujaYard,
	basement: suokukankujaBasement
};
