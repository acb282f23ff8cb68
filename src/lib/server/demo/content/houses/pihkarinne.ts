import { helsinkiOffice, kulmahuolto } from '$lib/server/demo/content/contacts';
import type { House } from '$lib/server/demo/content/house';
import { pihkarinneBasement, pihkarinneYard } from './pihkarinne-maps';

/** A brick house of 1962 in northern Helsinki: three staircases, lifts added later, a cellar with its own shelter. */
export const pihkarinne: House = {
	key: 'pihkarinne',
	streetAddress: 'Pihkarinne 4',
	swedishAddress: 'Kådbrinken 4',
	postalPlace: '00630 Helsinki',
	municipality: { fi: 'Helsinki', sv: 'Helsingfors', en: 'Helsinki' },
	builtYear: 1962,
	staircases: [
		{ name: 'A', apartments: 8, floors: 4 },
		{ name: 'B', apartments: 8, floors: 4 },
		{ name: 'C', apartments: 8, floors: 4 }
	],
	office: helsinkiOffice,
	maintenance: kulmahuolto,
	caretaker: 'Kalle Korhonen',
	hasLift: true,
	hasCarPark: false,
	safety: {
		structure: {
			fi: 'tiiltä ja teräsbetonia, huoneistot erotettu toisistaan palomuurein ja betoniholvein',
			sv: 'tegel och stålbetong, bostäderna avskilda från varandra med brandväggar och betongbjälklag',
			en: 'brick and reinforced concrete, the flats separated by fire walls and concrete floors'
		},
		ventilation: {
			fi: 'koneellinen poisto, huippuimurit katolla',
			sv: 'maskinell frånluft, takfläktar',
			en: 'mechanical extract, fans on the roof'
		},
		smokeAlarms: {
			fi: 'Jokaisessa kodissa on paristokäyttöinen palovaroitin jokaista alkavaa 60 neliömetriä kohti. Talon omistaja hankkii varoittimet, vaihtaa paristot ja uusii varoittimet.',
			sv: 'Varje hem har en batteridriven brandvarnare för varje påbörjad yta på 60 kvadratmeter. Husets ägare skaffar varnarna, byter batterierna och ersätter gamla varnare.',
			en: 'Every home has a battery smoke alarm for each 60 square metres or part of it. The owner of the building provides the alarms, changes the batteries and replaces old alarms.'
		},
		assemblyPoint: {
			fi: 'Nurmikko leikkikentän itäpuolella, pihan kaakkoiskulma',
			sv: 'Gräsmattan öster om lekplatsen, gårdens sydöstra hörn',
			en: 'The lawn east of the playground, south-east corner of the yard'
		},
		reserveAssemblyPoint: {
			fi: 'Pihkapuiston pallokenttä, 150 metriä talosta länteen',
			sv: 'Bollplanen i Kådparken, 150 meter väster om huset',
			en: 'The ball field in Pihkapuisto park, 150 metres west of the building'
		},
		rescueRoad: {
			fi: 'Pihkarinteeltä talon länsipäädyn ohi pihan puolelle, A-, B- ja C-portaan edustalle',
			sv: 'från Kådbrinken förbi husets västra gavel in på gården, framför trapporna A, B och C',
			en: 'from the street past the west end of the building into the yard, in front of staircases A, B and C'
		},
		hydrant: {
			fi: 'Pihkarinteen varrella, talon koillispuolella',
			sv: 'vid Kådbrinken, nordost om huset',
			en: 'on the street, north-east of the building'
		},
		waterShutOff: {
			fi: 'Kellari, lämmönjakohuone, käynti A-portaan alakerrasta (vesimittarin vieressä)',
			sv: 'Källaren, värmefördelningsrummet, ingång från trappa A (bredvid vattenmätaren)',
			en: 'Basement, heat distribution room, entered from staircase A (beside the water meter)'
		},
		electricalBoard: {
			fi: 'Kellari, sähköpääkeskus, käynti B-portaan alakerrasta',
			sv: 'Källaren, elhuvudcentralen, ingång från trappa B',
			en: 'Basement, main electrical board, entered from staircase B'
		},
		ventilationStop: {
			fi: 'Hätäseis-painikkeet A-, B- ja C-portaan ala-aulassa, punainen kotelo oven vieressä',
			sv: 'nödstoppsknappar i nedre aulan i trapporna A, B och C, röd låda bredvid dörren',
			en: 'emergency stop buttons in the entrance halls of staircases A, B and C, in a red box beside the door'
		},
		heatRoom: {
			fi: 'kellarin länsipäässä',
			sv: 'i källarens västra ände',
			en: 'at the west end of the basement'
		},
		shelter: {
			fi: 'Kellari, B-portaan alakerta',
			sv: 'Källaren, under trappa B',
			en: 'Basement, below staircase B'
		},
		shelterPlaces: 72,
		shelterInPeace: {
			fi: 'harrastetilana ja polkupyörävarastona',
			sv: 'hobbyrum och cykelförråd',
			en: 'a hobby room and bicycle store'
		},
		smokeExtraction: {
			fi: 'Porrashuoneiden ylimmän tasanteen ikkunat, kellarin ikkunat ja ulko-ovet. Pelastuslaitos huolehtii savunpoistosta.',
			sv: 'Fönstren på trapphusens översta plan, källarfönstren och ytterdörrarna. Räddningsverket sköter rökventilationen.',
			en: 'The windows on the top landings, the basement windows and the outer doors. The rescue department sees to it.'
		},
		secondWayOut: {
			fi: 'Toinen reitti on parveke tai ikkuna, josta pelastuslaitos auttaa tikkailla alas. Kellarista pääsee ulos A- ja C-portaan kautta.',
			sv: 'Den andra vägen är balkongen eller ett fönster, därifrån räddningsverket hjälper dig ner med stege. Från källaren kommer man ut via trapporna A och C.',
			en: 'The second is the balcony or a window, from which the rescue department helps you down by ladder. The basement has ways out through staircases A and C.'
		},
		extinguishers: {
			fi: `- Kellarin käytävä, pesutuvan ovi: jauhesammutin 6 kg
- Lämmönjakohuone: jauhesammutin 6 kg
- Talosauna, pukuhuone: nestesammutin 6 l ja sammutuspeite
- Sähköpääkeskus: hiilidioksidisammutin 5 kg`,
			sv: `- Källarkorridoren, vid tvättstugans dörr: pulversläckare 6 kg
- Värmefördelningsrummet: pulversläckare 6 kg
- Husbastun, omklädningsrummet: vätskesläckare 6 l och släckningsfilt
- Elhuvudcentralen: koldioxidsläckare 5 kg`,
			en: `- Basement corridor, by the laundry door: powder extinguisher 6 kg
- Heat distribution room: powder extinguisher 6 kg
- Building sauna, changing room: foam extinguisher 6 l and a fire blanket
- Main electrical board: carbon dioxide extinguisher 5 kg`
		},
		ownHazards: {
			fi: `- **Vanhat putket.** Vesijohdot ovat osin alkuperäisiä, joten vuodon riski on tavallista suurempi. Putket kuvataan joka toinen vuosi.
- **Luiska ja portaat.** Rinnetontin pihaportaat ovat talvella liukkaat. Ne hiekoitetaan ennen aamuseitsemää.`,
			sv: `- **Gamla rör.** En del av vattenledningarna är de ursprungliga och risken för läckage är större än vanligt. Rören filmas vartannat år.
- **Rampen och trapporna.** Gårdstrapporna på sluttningstomten är hala på vintern. De sandas före klockan sju på morgonen.`,
			en: `- **Old pipes.** Some of the water pipes are the original ones, so a leak is likelier than usual. They are inspected by camera every other year.
- **Ramp and steps.** The yard steps on the slope are slippery in winter. They are gritted before seven in the morning.`
		}
	},
	living: {
		waste: {
			fi: 'Jätekatos on talon itäpäädyssä. Siellä ovat astiat sekajätteelle, biojätteelle, kartongille, paperille, muoville, lasille ja metallille.',
			sv: 'Sopskjulet finns vid husets östra gavel. Där finns kärl för blandavfall, bioavfall, kartong, papper, plast, glas och metall.',
			en: 'The waste shelter is at the east end of the building. It has bins for mixed waste, food waste, cardboard, paper, plastic, glass and metal.'
		},
		laundry: {
			fi: 'Pesutupa ja kuivaushuone ovat kellarissa C-portaan alakerrassa. Varauslista on pesutuvan ovessa. Pesutupa on auki 7–21.',
			sv: 'Tvättstugan och torkrummet finns i källaren under trappa C. Bokningslistan finns på tvättstugans dörr. Tvättstugan är öppen 7–21.',
			en: 'The laundry and the drying room are in the basement below staircase C. The booking list is on the laundry door. Open 7 am–9 pm.'
		},
		sauna: {
			fi: 'Talosauna on kellarissa C-portaan alakerrassa. Vakiovuorot ovat keskiviikkona, perjantaina ja lauantaina kello 16–21, tunti kerrallaan.',
			sv: 'Husbastun finns i källaren under trappa C. De fasta turerna är på onsdagar, fredagar och lördagar klockan 16–21, en timme åt gången.',
			en: 'The building sauna is in the basement below staircase C. Fixed weekly turns are on Wednesdays, Fridays and Saturdays from 4 pm to 9 pm, an hour each.'
		},
		parking: {
			fi: 'Pihalla on 10 autopaikkaa, joissa on lämmitystolppa. Vieraspaikkoja ei ole: kadun varrella on kiekkopaikkoja.',
			sv: 'På gården finns 10 bilplatser med värmestolpe. Det finns inga gästplatser: längs gatan finns platser med parkeringsskiva.',
			en: 'The yard has 10 parking spaces with a heating post. There are no visitors’ spaces: on the street you can park with a parking disc.'
		},
		storage: {
			fi: 'Jokaisella kodilla on häkkivarasto kellarissa. Polkupyörät säilytetään väestönsuojan pyörävarastossa, lastenvaunut ja rollaattorit A-portaan ulkoiluvälinevarastossa.',
			sv: 'Varje hem har ett nätförråd i källaren. Cyklarna förvaras i skyddsrummets cykelförråd, barnvagnar och rollatorer i förrådet för uteredskap i trappa A.',
			en: 'Every home has a storage cage in the basement. Bicycles are kept in the store in the shelter, prams and walkers in the store by staircase A.'
		},
		heating: {
			fi: 'Kaukolämpö. Kodin lämpötila pidetään 21 asteessa. Lämmitys säätyy ulkolämpötilan mukaan, joten patteri voi olla välillä kylmä.',
			sv: 'Fjärrvärme. Temperaturen hemma hålls vid 21 grader. Värmen regleras efter utetemperaturen, så elementet kan ibland vara kallt.',
			en: 'District heating. Homes are kept at 21 degrees. The heating follows the outdoor temperature, so a radiator may feel cold at times.'
		}
	},
	planVersions: [
		{
			daysAgo: 780,
			changes: { fi: 'Ensimmäinen versio.', sv: 'Första versionen.', en: 'First version.' },
			chapters: []
		},
		{
			daysAgo: 410,
			changes: {
				fi: 'Palovaroittimet uusittu. Sammuttimet tarkastettu.',
				sv: 'Nya brandvarnare. Släckarna har kontrollerats.',
				en: 'New smoke alarms. Extinguishers inspected.'
			},
			chapters: ['fireEquipment', 'prevention']
		},
		{
			daysAgo: 38,
			changes: {
				fi: 'Uusi varakokoontumispaikka. Akkujen latausohje lisätty.',
				sv: 'Ny reservsamlingsplats. Anvisning om laddning av batterier tillagd.',
				en: 'New reserve assembly point. Instruction on charging batteries added.'
			},
			chapters: ['outdoors', 'storageAndHotWork']
		}
	],
	yard: pihkarinneYard,
	basement: pihkarinneBasement
};
