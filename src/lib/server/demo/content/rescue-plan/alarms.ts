import type { House } from '$lib/server/demo/content/house';
import type { Words } from '$lib/server/demo/content/words';

export function arrivalOfHelp(house: House): Words {
	return {
		fi: `**Soita 112**, kun ihminen, omaisuus tai ympäristö on vaarassa. Puhelu 112 Suomi -sovelluksesta kertoo myös sijaintisi.

- Kerro, mitä on tapahtunut.
- Kerro tarkka osoite: **${house.streetAddress}**, portaan kirjain, kerros ja kunta **${house.municipality.fi}**.
- Vastaa kysymyksiin ja toimi ohjeiden mukaan.
- Lopeta puhelu vasta, kun saat luvan.

Lähetä joku opastamaan, ja soita uudestaan, jos tilanne muuttuu. **Pelastustie:** ${house.safety.rescueRoad.fi}.`,
		sv: `**Ring 112** när en människa, egendom eller miljön är i fara. Ett samtal via appen 112 Suomi visar också var du är.

- Berätta vad som har hänt.
- Säg den exakta adressen: **${house.streetAddress}**, trappans bokstav, våningen och kommunen **${house.municipality.sv}**.
- Svara på frågorna och följ anvisningarna.
- Avsluta samtalet först när du får lov.

Skicka någon att visa vägen, och ring på nytt om läget förändras. **Räddningsväg:** ${house.safety.rescueRoad.sv}.`,
		en: `**Call 112** when people, property or the environment are in danger. A call with the app 112 Suomi also tells where you are.

- Say what has happened.
- Say the exact address: **${house.streetAddress}**, the staircase letter, the floor and the municipality **${house.municipality.en}**.
- Answer the questions and do as you are told.
- Hang up only when you are told to.

Send somebody to show the way, and call again if something changes. **Rescue road:** ${house.safety.rescueRoad.en}.`
	};
}

export const publicAlarm: Words = {
	fi: `Yleinen vaaramerkki on **minuutin mittainen nouseva ja laskeva äänimerkki** tai viranomaisen kuuluttama varoitus. Se tarkoittaa välitöntä vaaraa. Minuutin tasainen ääni tarkoittaa, että vaara on ohi. Hälyttimiä kokeillaan kuukauden ensimmäisenä maanantaina kello 12: silloin kuuluu tasainen seitsemän sekunnin ääni.

- Mene sisälle ja pysy siellä.
- Sulje ovet, ikkunat, tuuletusluukut ja ilmanvaihto.
- Avaa radio tai Yle, lue 112 Suomi -sovelluksen vaaratiedote ja odota ohjeita.
- Älä soita turhaan äläkä lähde alueelta, ellei viranomainen kehota.`,
	sv: `Den allmänna farosignalen är en **minutlång stigande och fallande ljudsignal** eller en varning som myndigheten ropar ut. Den betyder omedelbar fara. En jämn ton i en minut betyder att faran är över. Larmen provas den första måndagen i månaden klockan 12: då hörs en jämn ton i sju sekunder.

- Gå inomhus och stanna där.
- Stäng dörrar, fönster, vädringsluckor och ventilation.
- Slå på radion eller Yle, läs varningsmeddelandet i appen 112 Suomi och vänta på anvisningar.
- Ring inte i onödan och lämna inte området om inte myndigheten uppmanar till det.`,
	en: `The public alarm signal is a **rising and falling tone that lasts one minute**, or a warning that the authorities announce. It means immediate danger. A steady tone of one minute means that the danger is over. The sirens are tested on the first Monday of each month at noon: then you hear a steady tone of seven seconds.

- Go indoors and stay there.
- Close doors, windows, vents and the ventilation.
- Turn on the radio or Yle, read the warning in the app 112 Suomi and wait for instructions.
- Do not phone without need, and do not leave the area unless the authorities tell you to.`
};

export function hazards(house: House): Words {
	const { ownHazards } = house.safety;
	return {
		fi: `Arvio perustuu kierrokseen talossa ja sattuneisiin vahinkoihin. Todennäköisin ensin:

- **Vesivuoto.** Letku, kone tai putki pettää, ja vesi leviää alempiin koteihin. Varautuminen: vuotokaukalot, nopea ilmoitus, päivystys.
- **Tulipalo kodissa.** Yleisin syy on liesi, sitten sähkölaitteet, akut, kynttilät ja tupakka. Savu tappaa minuuteissa. Varautuminen: palovaroittimet, palo-osastot, siistit poistumistiet.
- **Tapaturmat.** Kaatumiset portaissa ja jäällä. Varautuminen: valaistus, kaiteet, hiekoitus.
- **Tuhopoltto ja ilkivalta.** Varautuminen: lukitut ovet, tyhjät käytävät, lukittu jätetila.
- **Sähkön, veden tai lämmön katkos.** Varautuminen: kotivara kolmeksi vuorokaudeksi.
${ownHazards.fi}`,
		sv: `Bedömningen grundar sig på en rundgång i huset och inträffade skador. Den sannolikaste först:

- **Vattenläcka.** En slang, en maskin eller ett rör brister och vattnet sprids till hemmen under. Beredskap: läckagetråg, snabb anmälan, jour.
- **Brand i ett hem.** Vanligast börjar det på spisen, sedan i elapparater, batterier, ljus och cigaretter. Röken dödar på några minuter. Beredskap: brandvarnare, brandsektioner, fria utrymningsvägar.
- **Olycksfall.** Fall i trappor och på is. Beredskap: belysning, räcken, sandning.
- **Anlagd brand och skadegörelse.** Beredskap: låsta dörrar, tomma korridorer, låst avfallsutrymme.
- **Avbrott i el, vatten eller värme.** Beredskap: hemförråd för tre dygn.
${ownHazards.sv}`,
		en: `The assessment rests on a walk round the building and on past damage. The likeliest first:

- **Water leak.** A hose, a machine or a pipe fails, and water spreads to the homes below. Prepared for by: drip trays, quick reporting, on-call service.
- **Fire in a home.** Most often it starts on the cooker, then in electrical devices, batteries, candles and cigarettes. Smoke kills in minutes. Prepared for by: smoke alarms, fire compartments, clear ways out.
- **Accidents.** Falls on stairs and ice. Prepared for by: lighting, handrails, gritting.
- **Arson and vandalism.** Prepared for by: locked doors, empty corridors, a locked waste room.
- **No electricity, water or heat.** Prepared for by: supplies at home for three days.
${ownHazards.en}`
	};
}
