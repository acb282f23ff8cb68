import type { House } from '$lib/server/demo/content/house';
import type { Words } from '$lib/server/demo/content/words';

export function fire({ hasCarPark, safety }: House): Words {
	return {
		fi: `- **Pelasta** ne, jotka ovat välittömässä vaarassa, ja varoita muita.
- **Sammuta**, jos palo on alussa ja pystyt siihen turvallisesti. Rasvapalo: kansi tai sammutuspeite päälle, levy ja liesituuletin pois. **Ei vettä rasvaan.** Sähkölaite: virta pois ensin.
- **Rajaa:** sulje palavan huoneen ovi ja kodin ulko-ovi. Älä lukitse.
- **Soita 112** turvallisesta paikasta.
- **Opasta** pelastuslaitos. Kokoontumispaikka: ${safety.assemblyPoint.fi}.

**Jos porrashuoneessa on savua, älä mene sinne.** Pysy kotona, sulje ovi, tiivistä raot märällä pyyhkeellä, soita 112 ja näyttäydy ikkunassa tai parvekkeella. Savussa mene matalana.${hasCarPark ? '\n\n**Pysäköintihallissa:** jätä auto, mene porrashuoneeseen, paina palopainiketta ja soita 112. Älä sammuta palavaa sähköautoa.' : ''}`,
		sv: `- **Rädda** dem som är i omedelbar fara och varna de andra.
- **Släck** om branden är i början och du kan göra det tryggt. Fettbrand: lock eller släckningsfilt över, slå av plattan och spisfläkten. **Inget vatten i fett.** Elapparat: strömmen av först.
- **Begränsa:** stäng dörren till rummet som brinner och hemmets ytterdörr. Lås inte.
- **Ring 112** från en trygg plats.
- **Visa vägen** för räddningsverket. Samlingsplats: ${safety.assemblyPoint.sv}.

**Om det finns rök i trapphuset, gå inte dit.** Stanna hemma, stäng dörren, täta springorna med en våt handduk, ring 112 och visa dig i fönstret eller på balkongen. Rör dig lågt i rök.${hasCarPark ? '\n\n**I parkeringshallen:** lämna bilen, gå till trapphuset, tryck på brandknappen och ring 112. Försök inte släcka en brinnande elbil.' : ''}`,
		en: `- **Rescue** those in immediate danger and warn the others.
- **Put it out** if the fire is small and you can do it safely. Burning fat: a lid or a fire blanket over it, cooker and hood off. **No water on fat.** Electrical device: power off first.
- **Contain:** close the door of the burning room and the front door of your home. Do not lock.
- **Call 112** from a safe place.
- **Guide** the rescue department. Assembly point: ${safety.assemblyPoint.en}.

**If there is smoke in the staircase, do not go there.** Stay at home, close the door, seal the gaps with a wet towel, call 112 and show yourself at a window or on the balcony. In smoke keep low.${hasCarPark ? '\n\n**In the car park:** leave the car, go to a staircase, press the fire button and call 112. Do not try to put out a burning electric car.' : ''}`
	};
}

export function waterLeak({ safety, maintenance }: House): Words {
	return {
		fi: `- **Sulje vesi** kodin omasta sulusta. Jos vuoto jatkuu, veden pääsulku: ${safety.waterShutOff.fi}.
- **Katkaise sähkö** kodin sähkötaulusta, jos vettä on lähellä sähkölaitteita. Älä seiso vedessä.
- **Soita päivystykseen ${maintenance.onCallPhone}** vuorokauden ympäri. Suuri vuoto ja viemäritulva eivät odota aamuun.
- Kerro alakerran naapurille, kuvaa vahingot ja ilmoita kotivakuutukseesi: talon vakuutus ei korvaa irtaimistoa.`,
		sv: `- **Stäng vattnet** med hemmets egen kran. Om läckan fortsätter, huvudavstängningen: ${safety.waterShutOff.sv}.
- **Slå av strömmen** i hemmets elcentral om det finns vatten nära elapparater. Stå inte i vatten.
- **Ring journumret ${maintenance.onCallPhone}** dygnet runt. En stor läcka eller avloppsöversvämning kan inte vänta till morgonen.
- Berätta för grannen under, fotografera skadorna och anmäl till din hemförsäkring: husets försäkring ersätter inte lösöre.`,
		en: `- **Turn off the water** with the taps of your home. If it goes on, the main: ${safety.waterShutOff.en}.
- **Switch off the electricity** at the board of your home if there is water near electrical devices. Do not stand in water.
- **Call the on-call number ${maintenance.onCallPhone}** at any hour. A large leak or a sewage flood does not wait until morning.
- Tell the neighbour below, photograph the damage and tell your home insurance: the building’s does not cover belongings.`
	};
}

export const gasLeak: Words = {
	fi: `Talossa ei ole kaasuverkkoa. Kaasua voi vuotaa nestekaasupullosta, kaasuautosta tai kadulta.

- Älä sytytä tulta, valoja äläkä laitteita. Älä soita sisältä.
- Sulje pullon venttiili, jos se on turvallista. Avaa ikkunat.
- Lähde ulos, varoita naapureita koputtamalla, ei ovikelloa soittamalla.
- **Soita 112 ulkoa** ja odota tuulen yläpuolella.

Nestekaasu on ilmaa raskaampaa ja kerääntyy kellariin ja viemäreihin: älä mene sinne.`,
	sv: `Huset har inget gasnät. Gas kan läcka från en gasflaska, en gasbil eller från gatan.

- Tänd ingen eld, inga lampor och inga apparater. Ring inte inifrån.
- Stäng flaskans ventil om det är tryggt. Öppna fönstren.
- Gå ut och varna grannarna genom att knacka, inte genom att ringa på dörrklockan.
- **Ring 112 utifrån** och vänta på vindsidan.

Flytgas är tyngre än luft och samlas i källare och avlopp: gå inte dit.`,
	en: `There is no gas network in the building. Gas may leak from a gas bottle, a gas car or the street.

- Light no fire, no lamps and no devices. Do not phone from inside.
- Close the valve of the bottle if it is safe. Open the windows.
- Go out and warn the neighbours by knocking, not by the doorbell.
- **Call 112 from outside** and wait on the side the wind comes from.

Liquefied gas is heavier than air and gathers in basements and drains: do not go there.`
};

export const firstAid: Words = {
	fi: `- **Ei herää eikä hengitä normaalisti:** soita 112, laita kaiutin päälle ja aloita painelu: aikuisella 30 painallusta ja 2 puhallusta, painelu 5–6 cm syvyyteen, 100–120 kertaa minuutissa. Jatka, kunnes apu tulee.
- **Hengittää mutta ei herää:** käännä kylkiasentoon ja soita 112.
- **Suuri verenvuoto:** paina haavaa, nosta raaja ylös, pidä makuulla.
- **Vieras esine hengitystiessä:** viisi lyöntiä lapaluiden väliin, sitten viisi nykäisyä ylävatsaan. Vauvalla painele rintakehää.
- **Palovamma:** viilennä haalealla vedellä 10–20 minuuttia.
- **Myrkytys:** Myrkytystietokeskus **0800 147 111**, ympäri vuorokauden. Jos henkeä uhkaa vaara, 112.`,
	sv: `- **Vaknar inte och andas inte normalt:** ring 112, slå på högtalaren och börja trycka: på en vuxen 30 tryck och 2 inblåsningar, 5–6 cm djupt, 100–120 gånger i minuten. Fortsätt tills hjälpen kommer.
- **Andas men vaknar inte:** vänd i sidoläge och ring 112.
- **Stor blödning:** tryck på såret, lyft kroppsdelen, låt personen ligga.
- **Främmande föremål i luftvägarna:** fem slag mellan skulderbladen, sedan fem stötar mot övre magen. På en baby trycker du på bröstkorgen.
- **Brännskada:** kyl med ljummet vatten i 10–20 minuter.
- **Förgiftning:** Giftinformationscentralen **0800 147 111**, dygnet runt. Vid livsfara 112.`,
	en: `- **Does not wake and does not breathe normally:** call 112, turn the speaker on and start pressing: for an adult 30 presses and 2 breaths, 5–6 cm deep, 100–120 times a minute. Go on until help comes.
- **Breathes but does not wake:** turn to the recovery position and call 112.
- **Heavy bleeding:** press the wound, raise the limb, keep the person lying down.
- **Choking:** five blows between the shoulder blades, then five thrusts to the upper abdomen. For a baby, press the chest.
- **Burn:** cool with lukewarm water for 10–20 minutes.
- **Poisoning:** Poison Information Centre **0800 147 111**, day and night. In danger of life, 112.`
};

export function liftStop({ hasLift, maintenance }: House): Words {
	if (!hasLift)
		return {
			fi: `Talossa ei ole hissiä. Jos jäät kiinni hissiin muualla: pysy rauhallisena, paina hälytysnappia, kunnes saat vastauksen, ja odota. Älä yritä ulos itse. Jos joku sairastuu, soita 112.

Jos naapuri ei pääse kulkemaan portaita ja apua tarvitaan poistumiseen, soita 112. Kerro liikkumisen esteestä isännöitsijälle etukäteen, niin se otetaan huomioon.`,
			sv: `Huset har ingen hiss. Om du fastnar i en hiss någon annanstans: håll dig lugn, tryck på larmknappen tills du får svar och vänta. Försök inte ta dig ut själv. Om någon blir sjuk, ring 112.

Om en granne inte kan gå i trappor och behöver hjälp att ta sig ut, ring 112. Berätta om rörelsehinder för disponenten på förhand, så tas det i beaktande.`,
			en: `There is no lift in the building. If you get stuck in one elsewhere: stay calm, press the alarm button until somebody answers, and wait. Do not try to get out by yourself. If somebody falls ill, call 112.

If a neighbour can’t use the stairs and needs help to get out, call 112. Tell the property manager about such a need beforehand, so that it is taken into account.`
		};
	return {
		fi: `- Pysy rauhallisena: ilma riittää, eikä hissi putoa.
- Paina **hälytysnappia** noin kolme sekuntia, kunnes päivystäjä vastaa kaiuttimesta.
- Kerro hissin numero (kilpi napin vieressä) ja montako teitä on.
- Jos kukaan ei vastaa, soita päivystykseen **${maintenance.onCallPhone}**. Jos joku sairastuu tai loukkaantuu, **112**.
- Älä avaa ovia väkisin äläkä kiipeä ulos. Vain hissihuolto tai pelastuslaitos tuo ulos.`,
		sv: `- Håll dig lugn: luften räcker och hissen faller inte.
- Tryck på **larmknappen** i ungefär tre sekunder tills jouren svarar i högtalaren.
- Säg hissens nummer (skylten bredvid knappen) och hur många ni är.
- Om ingen svarar, ring journumret **${maintenance.onCallPhone}**. Om någon blir sjuk eller skadas, **112**.
- Bänd inte upp dörrarna och klättra inte ut. Endast hissservicen eller räddningsverket tar er ut.`,
		en: `- Stay calm: there is enough air, and the lift does not fall.
- Press the **alarm button** for about three seconds until the operator answers from the speaker.
- Say the number of the lift (on the plate by the button) and how many you are.
- If nobody answers, call the on-call number **${maintenance.onCallPhone}**. If somebody falls ill or is hurt, **112**.
- Do not force the doors and do not climb out. Only lift maintenance or the rescue department takes you out.`
	};
}
