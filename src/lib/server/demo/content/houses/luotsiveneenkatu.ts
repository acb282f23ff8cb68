import { helsinkiOffice, kulmahuolto } from '$lib/server/demo/content/contacts';
import type { House } from '$lib/server/demo/content/house';
import { luotsiveneenkatuBasement, luotsiveneenkatuYard } from './luotsiveneenkatu-maps';

/** A corner house of 2019 by the sea in Helsinki: car park under the courtyard, solar panels, mains smoke alarms. */
export const luotsiveneenkatu: House = {
	key: 'luotsiveneenkatu',
	streetAddress: 'Luotsiveneenkatu 7',
	swedishAddress: 'Lotsbåtsgatan 7',
	postalPlace: '00540 Helsinki',
	municipality: { fi: 'Helsinki', sv: 'Helsingfors', en: 'Helsinki' },
	builtYear: 2019,
	staircases: [
		{ name: 'A', apartments: 10, floors: 6 },
		{ name: 'B', apartments: 8, floors: 5 }
	],
	office: helsinkiOffice,
	maintenance: { ...kulmahuolto, phone: '09 555 0145', onCallPhone: '09 555 0198' },
	caretaker: 'Kalle Korhonen',
	hasLift: true,
	hasCarPark: true,
	safety: {
		structure: {
			fi: 'teräsbetonia, paloluokka P1, jokainen huoneisto ja pysäköintihalli oma palo-osastonsa',
			sv: 'stålbetong, brandklass P1, varje bostad och parkeringshallen egna brandsektioner',
			en: 'reinforced concrete, fire class P1, each flat and the car park a fire compartment of its own'
		},
		ventilation: {
			fi: 'koneellinen tulo ja poisto, oma kone lämmön talteenotolla joka kodissa',
			sv: 'maskinell till- och frånluft, eget aggregat med värmeåtervinning i varje hem',
			en: 'mechanical supply and extract, a unit with heat recovery in each home'
		},
		smokeAlarms: {
			fi: 'Palovaroittimet on kytketty sähköverkkoon, ja niissä on varaparisto. Talon omistaja huolehtii niistä. Älä irrota tai maalaa varoitinta.',
			sv: 'Brandvarnarna är kopplade till elnätet och har reservbatteri. Husets ägare sköter om dem. Ta inte ner eller måla över en varnare.',
			en: 'The smoke alarms run on mains electricity with a reserve battery. The owner of the building looks after them. Do not take down or paint an alarm.'
		},
		assemblyPoint: {
			fi: 'Luotsipuisto, nurmikko talon eteläpuolella',
			sv: 'Lotsparken, gräsmattan söder om huset',
			en: 'Luotsipuisto park, the lawn south of the building'
		},
		reserveAssemblyPoint: {
			fi: 'Rantapuiston aukio Luotsiveneenkadun pohjoispäässä',
			sv: 'Den öppna platsen i strandparken vid Lotsbåtsgatans norra ände',
			en: 'The square in the waterfront park at the north end of the street'
		},
		rescueRoad: {
			fi: 'Luotsiveneenkatu ja talon eteläsivu (kansipiha ei kanna raskasta ajoneuvoa)',
			sv: 'Lotsbåtsgatan och husets södra sida (gårdsdäcket bär inte tunga fordon)',
			en: 'the street and the south side of the building (the courtyard deck does not carry heavy vehicles)'
		},
		hydrant: {
			fi: 'kadun kulmassa, talon lounaispuolella',
			sv: 'i gathörnet, sydväst om huset',
			en: 'at the street corner, south-west of the building'
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
			fi: 'Hätäseis-painike ulko-oven vieressä kummassakin portaassa. Kodin oma kone pysähtyy eteisen ohjaimesta',
			sv: 'nödstoppsknapp bredvid ytterdörren i båda trapporna. Hemmets eget aggregat stannas från panelen i tamburen',
			en: 'an emergency stop button beside the front door of both staircases. The unit of your home is stopped from the panel in the hall'
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
		shelterPlaces: 68,
		shelterInPeace: {
			fi: 'kotien häkkivarastoina',
			sv: 'hemmens nätförråd',
			en: 'the storage cages of the homes'
		},
		smokeExtraction: {
			fi: 'Porrashuoneissa sähköiset savuluukut, pysäköintihallissa savunpoistopuhaltimet. Laukaisukeskus on A-portaan tuulikaapissa, ja sitä käyttää vain pelastuslaitos.',
			sv: 'Elektriska rökluckor i trapphusen, rökfläktar i parkeringshallen. Utlösningscentralen finns i vindfånget i trappa A och används endast av räddningsverket.',
			en: 'Electric smoke hatches in the staircases, smoke fans in the car park. The control panel is in the entrance lobby of staircase A and is for the rescue department only.'
		},
		secondWayOut: {
			fi: 'Toinen reitti on parveke, jolta pelastuslaitos auttaa tikkailla tai nostolavalla. Pysäköintihallista pääsee ulos kumpaankin portaaseen, ei autorampin kautta.',
			sv: 'Den andra vägen är balkongen, därifrån räddningsverket hjälper dig med stege eller lyftplattform. Från parkeringshallen går man ut via någondera trappan, inte via bilrampen.',
			en: 'The second is the balcony, from which the rescue department helps you by ladder or platform. Leave the car park by either staircase, not by the ramp.'
		},
		extinguishers: {
			fi: `- Pysäköintihalli, molempien portaiden ovet: jauhesammutin 12 kg
- Lämmönjakohuone: jauhesammutin 6 kg
- Sähköpääkeskus: hiilidioksidisammutin 5 kg
- Kerhohuone ja talosauna: sammutuspeite ja nestesammutin 6 l`,
			sv: `- Parkeringshallen, vid båda trappornas dörrar: pulversläckare 12 kg
- Värmefördelningsrummet: pulversläckare 6 kg
- Elhuvudcentralen: koldioxidsläckare 5 kg
- Klubbrummet och husbastun: släckningsfilt och vätskesläckare 6 l`,
			en: `- Car park, by the doors of both staircases: powder extinguisher 12 kg
- Heat distribution room: powder extinguisher 6 kg
- Main electrical board: carbon dioxide extinguisher 5 kg
- Club room and building sauna: fire blanket and foam extinguisher 6 l`
		},
		ownHazards: {
			fi: `- **Pysäköintihalli.** Savu täyttää hallin nopeasti, eikä sähköauton akkupaloa voi sammuttaa käsisammuttimella. Poistu porrashuoneeseen ja soita 112.
- **Aurinkopaneelit.** Katolla on aurinkosähköjärjestelmä. Pelastuslaitoksen katkaisin on sähköpääkeskuksessa ja merkitty ulko-oveen.
- **Meri.** Kova tuuli voi irrottaa parvekkeelta tavaroita. Myrskyvaroituksessa siirrä ne sisälle.`,
			sv: `- **Parkeringshallen.** Rök fyller hallen snabbt och en batteribrand i en elbil går inte att släcka med handsläckare. Gå ut i trapphuset och ring 112.
- **Solpanelerna.** På taket finns ett solelsystem. Räddningsverkets brytare finns i elhuvudcentralen och är skyltad på ytterdörren.
- **Havet.** Hård vind kan ta med sig saker från balkongen. Flytta in dem vid stormvarning.`,
			en: `- **Car park.** Smoke fills it fast, and a burning car battery can’t be put out with a hand extinguisher. Leave by a staircase and call 112.
- **Solar panels.** There is a solar power system on the roof. The rescue department’s switch is at the main electrical board, marked on the front door.
- **Sea.** A strong wind can lift things off a balcony. Bring them in when a storm is forecast.`
		}
	},
	living: {
		waste: {
			fi: 'Jätehuone on pihalla talon koillispuolella, ja siihen pääsee kodin avaimella. Siellä ovat astiat sekajätteelle, biojätteelle, kartongille, paperille, muoville, lasille ja metallille.',
			sv: 'Soprummet finns på gården, nordost om huset, och öppnas med hemnyckeln. Där finns kärl för blandavfall, bioavfall, kartong, papper, plast, glas och metall.',
			en: 'The waste room is in the courtyard, north-east of the building; your home key opens it. It has bins for mixed waste, food waste, cardboard, paper, plastic, glass and metal.'
		},
		laundry: {
			fi: 'Pesutupa on B-portaan ensimmäisessä kerroksessa. Varaa vuoro näytöltä pesutuvan ovella. Pesutupa on auki 7–22.',
			sv: 'Tvättstugan finns på första våningen i trappa B. Boka tur på skärmen vid dörren. Tvättstugan är öppen 7–22.',
			en: 'The laundry is on the ground floor of staircase B. Book a turn on the screen by the door. Open 7 am–10 pm.'
		},
		sauna: {
			fi: 'Talosauna ja kattoterassi ovat A-portaan kuudennessa kerroksessa. Vakiovuorot ovat tiistaista lauantaihin kello 17–22, tunti kerrallaan.',
			sv: 'Husbastun och takterrassen finns på sjätte våningen i trappa A. De fasta turerna är från tisdag till lördag klockan 17–22, en timme åt gången.',
			en: 'The building sauna and the roof terrace are on the top floor of staircase A. Fixed weekly turns are from Tuesday to Saturday, 5 pm to 10 pm, an hour each.'
		},
		parking: {
			fi: 'Pysäköintihallissa on 12 autopaikkaa, joista kuudessa on sähköauton latauslaite. Vieraspaikkoja ei ole. Lataa vain latauslaitteesta, ei pistorasiasta.',
			sv: 'I parkeringshallen finns 12 bilplatser, av vilka sex har laddare för elbil. Det finns inga gästplatser. Ladda bara från laddaren, inte från ett vanligt uttag.',
			en: 'The car park has 12 spaces; six have a charger for electric cars. There are no visitors’ spaces. Charge from the charger only, never from a wall socket.'
		},
		storage: {
			fi: 'Jokaisella kodilla on häkkivarasto väestönsuojassa. Sen on oltava tyhjennettävissä 72 tunnissa. Pyörävarasto on kellarissa B-portaan alla, ja pihalla on telineitä.',
			sv: 'Varje hem har ett nätförråd i skyddsrummet. Det måste gå att tömma på 72 timmar. Cykelförrådet finns i källaren under trappa B, och på gården finns cykelställ.',
			en: 'Every home has a storage cage in the shelter. It must be possible to empty it within 72 hours. The bicycle store is in the basement below staircase B, and there are racks in the courtyard.'
		},
		heating: {
			fi: 'Kaukolämpö ja lattialämmitys. Lämpötilan säädät huonetermostaatista 19–22 asteeseen. Muutos tuntuu vasta vuorokauden päästä.',
			sv: 'Fjärrvärme och golvvärme. Temperaturen ställer du in på rumstermostaten mellan 19 och 22 grader. Ändringen känns först efter ett dygn.',
			en: 'District heating with underfloor heating. Set 19–22 degrees on the thermostat of each room. A change takes a day to be felt.'
		}
	},
	planVersions: [
		{
			daysAgo: 700,
			changes: { fi: 'Ensimmäinen versio.', sv: 'Första versionen.', en: 'First version.' },
			chapters: []
		},
		{
			daysAgo: 300,
			changes: {
				fi: 'Aurinkosähköjärjestelmä ja sen katkaisin lisätty.',
				sv: 'Solelsystemet och dess brytare tillagda.',
				en: 'Solar power system and its switch added.'
			},
			chapters: ['hazards', 'technicalShutOffs']
		},
		{
			daysAgo: 12,
			changes: {
				fi: 'Sähköautojen latauspaikat otettu käyttöön: ohjeet pysäköintihallin palossa ja akkujen lataamisessa.',
				sv: 'Laddplatserna för elbilar har tagits i bruk: anvisningar vid brand i parkeringshallen och för laddning av batterier.',
				en: 'Charging spaces for electric cars opened: instructions for a fire in the car park and for charging batteries.'
			},
			chapters: ['fire', 'storageAndHotWork', 'hazards']
		}
	],
	yard: luotsiveneenkatuYard,
	basement: luotsiveneenkatuBasement
};
