import type { House } from '$lib/server/demo/content/house';
import type { Words } from '$lib/server/demo/content/words';

export function exits({ hasLift, safety }: House): Words {
	return {
		fi: `Jokaisesta kodista on kaksi reittiä ulos. Ensimmäinen on **porrashuone ja ulko-ovi**. ${safety.secondWayOut.fi}

- Porrashuone on pidettävä tyhjänä: ei lastenvaunuja, kenkähyllyjä, mattoja eikä jätepusseja.
- Jokainen koti, porrashuone, väestönsuoja ja kellari on oma palo-osastonsa. Palo-ovea ei saa kiilata auki.
- Ulko-ovet aukeavat sisältä ilman avainta. Poistumistiet on merkitty vihrein kyltein.
${hasLift ? '- Älä käytä hissiä tulipalossa.\n' : ''}- **Savunpoisto:** ${safety.smokeExtraction.fi}`,
		sv: `Från varje hem finns två vägar ut. Den första är **trapphuset och ytterdörren**. ${safety.secondWayOut.sv}

- Trapphuset ska hållas tomt: inga barnvagnar, skohyllor, mattor eller soppåsar.
- Varje hem, trapphuset, skyddsrummet och källaren är egna brandsektioner. En branddörr får inte kilas upp.
- Ytterdörrarna öppnas inifrån utan nyckel. Utrymningsvägarna är märkta med gröna skyltar.
${hasLift ? '- Använd inte hissen vid brand.\n' : ''}- **Rökventilation:** ${safety.smokeExtraction.sv}`,
		en: `Each home has two ways out. The first is **the staircase and the front door**. ${safety.secondWayOut.en}

- The staircase must be kept empty: no prams, shoe racks, rugs or rubbish bags.
- Each home, the staircase, the shelter and the basement are fire compartments of their own. Never wedge a fire door open.
- The outer doors open from inside without a key. The ways out have green signs.
${hasLift ? '- Do not use the lift in a fire.\n' : ''}- **Smoke extraction:** ${safety.smokeExtraction.en}`
	};
}

export function fireEquipment({ safety }: House): Words {
	return {
		fi: `${safety.smokeAlarms.fi} Sinun tehtäväsi on ilmoittaa viasta heti. Kokeile varoitinta kerran kuussa painamalla nappia.

${safety.extinguishers.fi}

Kotiin suosittelemme sammutuspeitettä (vähintään 120 × 120 cm). **Jos käytit sammutinta, ilmoita huollolle**, vaikka sitä jäisi jäljelle: vajaa sammutin täytyy täyttää.`,
		sv: `${safety.smokeAlarms.sv} Din uppgift är att anmäla fel genast. Testa varnaren en gång i månaden genom att trycka på knappen.

${safety.extinguishers.sv}

Till hemmet rekommenderar vi en släckningsfilt (minst 120 × 120 cm). **Har du använt en släckare, meddela servicebolaget** även om det finns medel kvar: en ofullständig släckare måste fyllas.`,
		en: `${safety.smokeAlarms.en} Your part is to report a fault at once. Test the alarm once a month by pressing its button.

${safety.extinguishers.en}

We recommend a fire blanket at home (at least 120 × 120 cm). **If you have used an extinguisher, tell the maintenance company** even if some is left: it has to be refilled.`
	};
}

export function technicalShutOffs({ safety, maintenance }: House): Words {
	return {
		fi: `- **Veden pääsulku:** ${safety.waterShutOff.fi}. Kodin omat sulut ovat altaan alla ja kylpyhuoneessa.
- **Sähköpääkeskus:** ${safety.electricalBoard.fi}. Kodin oma sähkötaulu on eteisessä.
- **Ilmanvaihdon pysäytys:** ${safety.ventilationStop.fi}. Kuka tahansa saa painaa, jos ulkona on savua tai kaasua.
- **Lämmönjakohuone:** ${safety.heatRoom.fi}.

Lukitut tilat avaa huolto, päivystys **${maintenance.onCallPhone}**.`,
		sv: `- **Huvudavstängning för vatten:** ${safety.waterShutOff.sv}. Hemmets egna kranar finns under diskbänken och i badrummet.
- **Elhuvudcentral:** ${safety.electricalBoard.sv}. Hemmets egen elcentral finns i tamburen.
- **Ventilationsstopp:** ${safety.ventilationStop.sv}. Vem som helst får trycka om det finns rök eller gas ute.
- **Värmefördelningsrum:** ${safety.heatRoom.sv}.

Låsta utrymmen öppnas av servicebolaget, jour **${maintenance.onCallPhone}**.`,
		en: `- **Water main shut-off:** ${safety.waterShutOff.en}. The taps of your own home are under the sink and in the bathroom.
- **Main electrical board:** ${safety.electricalBoard.en}. The board of your own home is in the hall.
- **Ventilation stop:** ${safety.ventilationStop.en}. Anybody may press it if there is smoke or gas outside.
- **Heat distribution room:** ${safety.heatRoom.en}.

The maintenance company opens locked rooms, on call **${maintenance.onCallPhone}**.`
	};
}

export function storageAndHotWork({ hasCarPark }: House): Words {
	return {
		fi: `- **Kotona ja parvekkeella** saa olla enintään 25 litraa palavia nesteitä ja aerosoleja ja enintään 25 kiloa nestekaasua.
- **Häkkivarastossa ja kellarissa** ei saa säilyttää palavia nesteitä, kaasupulloja, ilotulitteita eikä irrallisia akkuja.
- **Porrashuoneessa ja talon seinustalla** ei saa säilyttää mitään.
- **Akut:** lataa pyörän ja potkulaudan akku valvottuna laitteen omalla laturilla, ei yöllä eikä eteisessä.${hasCarPark ? '\n- **Pysäköintihallissa** saa olla vain auto, sen renkaat ja kattolaatikko. Sähköauto ladataan latauslaitteesta.' : ''}
- **Tulityö** (hitsaus, laikkaleikkaus, kaasupolttimen käyttö) vaatii isännöitsijän kirjallisen luvan, tulityökortin ja jälkivartioinnin. Hiiligrilliä ei saa käyttää parvekkeella.`,
		sv: `- **Hemma och på balkongen** får det finnas högst 25 liter brandfarliga vätskor och aerosoler och högst 25 kilogram flytgas.
- **I nätförrådet och källaren** får man inte förvara brandfarliga vätskor, gasflaskor, fyrverkerier eller lösa batterier.
- **I trapphuset och intill husets väggar** får ingenting förvaras.
- **Batterier:** ladda cykelns och elsparkcykelns batteri under uppsikt med apparatens egen laddare, inte på natten och inte i tamburen.${hasCarPark ? '\n- **I parkeringshallen** får bara finnas bilen, dess däck och en takbox. Elbilen laddas från laddaren.' : ''}
- **Heta arbeten** (svetsning, kapning, gasbrännare) kräver disponentens skriftliga tillstånd, kort för heta arbeten och efterbevakning. Kolgrill får inte användas på balkongen.`,
		en: `- **At home and on the balcony** you may keep at most 25 litres of flammable liquids and aerosols and at most 25 kilograms of liquefied gas.
- **In the storage cage and the basement** you may not keep flammable liquids, gas bottles, fireworks or loose batteries.
- **In the staircase and against the outer walls** nothing may be kept.
- **Batteries:** charge the battery of a bicycle or scooter while you watch, with its own charger, not at night and not in the hall.${hasCarPark ? '\n- **In the car park** there may be only the car, its tyres and a roof box. An electric car is charged from the charger.' : ''}
- **Hot work** (welding, disc cutting, gas torch) needs the property manager’s written permit, a hot-work card and a watch kept afterwards. Charcoal grills may not be used on balconies.`
	};
}

export function outdoors({ safety, streetAddress }: House): Words {
	return {
		fi: `- **Kokoontumispaikka:** ${safety.assemblyPoint.fi}.
- **Varapaikka**, jos savu tai vaara estää: ${safety.reserveAssemblyPoint.fi}.
- **Pelastustie:** ${safety.rescueRoad.fi}. Sille ei saa pysäköidä eikä kasata lunta, ei hetkeksikään.
- **Paloposti:** ${safety.hydrant.fi}.
- **Numerovalo:** ${streetAddress} näkyy kadulle ja valaistaan pimeällä. Ilmoita, jos valo on sammunut.

Kerro kokoontumispaikalla pelastuslaitokselle, jos joku puuttuu tai tarvitsee apua. Älä mene takaisin sisälle.`,
		sv: `- **Samlingsplats:** ${safety.assemblyPoint.sv}.
- **Reservplats**, om rök eller fara hindrar: ${safety.reserveAssemblyPoint.sv}.
- **Räddningsväg:** ${safety.rescueRoad.sv}. Där får man inte parkera eller lägga upp snö, inte ens en liten stund.
- **Brandpost:** ${safety.hydrant.sv}.
- **Nummerlampa:** ${streetAddress} syns från gatan och lyser när det är mörkt. Anmäl om lampan har slocknat.

Berätta för räddningsverket på samlingsplatsen om någon saknas eller behöver hjälp. Gå inte in igen.`,
		en: `- **Assembly point:** ${safety.assemblyPoint.en}.
- **Reserve**, if smoke or danger is in the way: ${safety.reserveAssemblyPoint.en}.
- **Rescue road:** ${safety.rescueRoad.en}. No parking and no heaps of snow on it, not even for a moment.
- **Hydrant:** ${safety.hydrant.en}.
- **House number:** ${streetAddress} can be seen from the street and is lit in the dark. Report it if the light is out.

At the assembly point tell the rescue department if somebody is missing or needs help. Do not go back inside.`
	};
}

export function shelter({ safety, caretaker }: House): Words {
	return {
		fi: `**Paikka:** ${safety.shelter.fi}. Suojassa on tilaa ${safety.shelterPlaces} hengelle. Rauhan aikana se on käytössä ${safety.shelterInPeace.fi}, ja se on saatava käyttökuntoon **72 tunnissa**. Suojaa hoitaa ${caretaker}. Varusteet tarkastetaan kerran vuodessa, tiiviys ja ilmanvaihto kymmenen vuoden välein.

Suojaan mennään vain, kun viranomainen käskee. Ota mukaan lääkkeet, vettä, ruokaa, taskulamppu, radio ja henkilöllisyystodistus.

**Useimmiten suojaudutaan sisälle omaan kotiin:** sulje ikkunat ja ilmanvaihto, mene huoneeseen, jossa on vähän ikkunoita, ja seuraa tiedotteita.`,
		sv: `**Plats:** ${safety.shelter.sv}. Skyddsrummet har plats för ${safety.shelterPlaces} personer. I fredstid används det som ${safety.shelterInPeace.sv} och det ska gå att ställa i ordning på **72 timmar**. Skyddsrummet sköts av ${caretaker}. Utrustningen kontrolleras en gång om året, täthet och ventilation vart tionde år.

Till skyddsrummet går man bara när myndigheten ger order om det. Ta med mediciner, vatten, mat, ficklampa, radio och legitimation.

**Oftast söker man skydd inomhus i det egna hemmet:** stäng fönster och ventilation, gå till ett rum med få fönster och följ med informationen.`,
		en: `**Place:** ${safety.shelter.en}. It has room for ${safety.shelterPlaces} people. In peacetime it is used as ${safety.shelterInPeace.en}, and it must be possible to make it ready within **72 hours**. ${caretaker} looks after it. Equipment is checked every year, tightness and ventilation every ten years.

You go to the shelter only when the authorities order it. Take medicines, water, food, a torch, a radio and proof of identity.

**Mostly you take shelter in your own home:** close the windows and the ventilation, go to a room with few windows and follow the news.`
	};
}
