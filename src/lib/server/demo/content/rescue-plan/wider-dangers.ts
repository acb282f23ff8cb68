import type { House } from '$lib/server/demo/content/house';
import type { Words } from '$lib/server/demo/content/words';

export function chemicalAlarm({ safety }: House): Words {
	return {
		fi: `Merkkinä on yleinen vaaramerkki tai outo, pistävä haju.

- Mene sisälle, mieluiten ylempiin kerroksiin ja tuulelta suojaan. Älä mene kellariin: moni kaasu on ilmaa raskaampaa.
- Sulje ikkunat ja ovet. **Pysäytä ilmanvaihto:** ${safety.ventilationStop.fi}.
- Tiivistä raot teipillä ja märillä pyyhkeillä. Jos haju tulee sisään, hengitä kostean kankaan läpi.
- Seuraa radiota ja 112 Suomi -sovellusta. Tuuleta kunnolla, kun vaara on ohi.
- Ulkona: kulje sivutuuleen ja ylämäkeen.`,
		sv: `Tecknet är den allmänna farosignalen eller en konstig, stickande lukt.

- Gå inomhus, helst till de övre våningarna och i lä för vinden. Gå inte till källaren: många gaser är tyngre än luft.
- Stäng fönster och dörrar. **Stoppa ventilationen:** ${safety.ventilationStop.sv}.
- Täta springor med tejp och våta handdukar. Om lukten kommer in, andas genom ett fuktigt tyg.
- Följ radion och appen 112 Suomi. Vädra ordentligt när faran är över.
- Utomhus: gå tvärs mot vinden och uppför backen.`,
		en: `The sign is the public alarm signal or a strange, pungent smell.

- Go indoors, preferably to the upper floors and away from the wind. Do not go to the basement: many gases are heavier than air.
- Close windows and doors. **Stop the ventilation:** ${safety.ventilationStop.en}.
- Seal gaps with tape and wet towels. If the smell comes in, breathe through a damp cloth.
- Follow the radio and the app 112 Suomi. Air well when the danger is over.
- Outdoors: go across the wind and uphill.`
	};
}

export const radiation: Words = {
	fi: `Viranomainen varoittaa yleisellä vaaramerkillä ja vaaratiedotteella.

- Mene sisälle ja pysy siellä. Sulje ikkunat, ovet ja ilmanvaihto.
- Mene talon keskiosiin tai kellariin, pois ikkunoiden ja katon läheltä.
- Suojaa ruoka ja juomavesi pakkauksiin tai muoviin. Jos tulet ulkoa, riisu vaatteet eteiseen ja peseydy.
- **Joditabletti** otetaan vain, kun viranomainen kehottaa. Se on tarkoitettu 3–40-vuotiaille ja raskaana oleville. Hanki tabletit etukäteen apteekista, alle 3-vuotiaan asiassa kysy neuvolasta.
- Seuraa radiota, Yleä ja 112 Suomi -sovellusta.`,
	sv: `Myndigheten varnar med allmän farosignal och varningsmeddelande.

- Gå inomhus och stanna där. Stäng fönster, dörrar och ventilation.
- Gå till husets inre delar eller källaren, bort från fönster och tak.
- Skydda mat och dricksvatten i förpackningar eller plast. Om du kommer utifrån, ta av kläderna i tamburen och tvätta dig.
- **Jodtablett** tas bara när myndigheten uppmanar till det. Den är avsedd för personer i åldern 3–40 år och gravida. Skaffa tabletterna på förhand på apoteket; för barn under 3 år får du råd på rådgivningen.
- Följ radion, Yle och appen 112 Suomi.`,
	en: `The authorities warn by the public alarm signal and a warning message.

- Go indoors and stay there. Close windows, doors and ventilation.
- Go to the middle of the building or the basement, away from windows and the roof.
- Protect food and drinking water in packages or plastic. If you come from outside, leave your clothes in the hall and wash.
- **Iodine tablets** are taken only when the authorities say so. They are meant for people aged 3–40 and for pregnant women. Get them from a pharmacy beforehand; for children under 3, ask the child health clinic.
- Follow the radio, Yle and the app 112 Suomi.`
};

export const violence: Words = {
	fi: `- Pysy rauhallisena, pidä etäisyyttä, älä väittele äläkä uhkaa.
- Poistu, jos voit. Jos et voi, mene lukittavaan huoneeseen.
- **Soita 112**, kun vaara on olemassa: ei tarvitse odottaa, että jotain sattuu. Jos et voi puhua, lähetä tekstiviesti numeroon 112 (numerosi on rekisteröitävä etukäteen).
- Älä päästä porrashuoneeseen ihmistä, jota et tunne. Ilmoita rikkoutuneesta lukosta heti.

Häiriöstä, joka ei ole uhkaava, ilmoita vuokranantajalle.`,
	sv: `- Håll dig lugn, håll avstånd, gräla inte och hota inte.
- Gå därifrån om du kan. Om du inte kan, gå till ett rum som går att låsa.
- **Ring 112** när det finns en fara: du behöver inte vänta tills något händer. Om du inte kan tala, skicka textmeddelande till 112 (ditt nummer ska registreras på förhand).
- Släpp inte in någon du inte känner i trapphuset. Anmäl ett söndrigt lås genast.

Störningar som inte är hotfulla anmäler du till hyresvärden.`,
	en: `- Stay calm, keep your distance, do not argue or threaten.
- Get away if you can. If you can’t, go to a room that locks.
- **Call 112** when there is danger: you need not wait for something to happen. If you can’t speak, send a text message to 112 (register your number beforehand).
- Do not let people you don’t know into the staircase. Report a broken lock at once.

Report a disturbance that is not threatening to the landlord.`
};

export function powerCut({ hasLift, maintenance }: House): Words {
	return {
		fi: `- Katso, onko naapureilla sähköt. Jos vain sinulta puuttuu sähkö, tarkista oman taulun sulakkeet.
- Sammuta liesi, silitysrauta ja muut kuumenevat laitteet. Käytä taskulamppua, älä kynttilöitä.
- Pidä jääkaappi ja pakastin kiinni. Pidä yksi huone lämpimänä: myös lämmitys pysähtyy.
${hasLift ? '- Älä käytä hissiä, vaikka se liikkuisi.\n' : ''}- Jos koko talo on pimeänä, ilmoita päivystykseen **${maintenance.onCallPhone}**.

**Kotivara:** pärjää 72 tuntia. Juomavettä 2 litraa henkeä ja vuorokautta kohti, ruokaa, lääkkeet, paristoradio, taskulamppu, varavirtalähde ja käteistä.`,
		sv: `- Se efter om grannarna har ström. Om bara du saknar ström, kontrollera säkringarna i din egen central.
- Slå av spisen, strykjärnet och andra apparater som blir heta. Använd ficklampa, inte levande ljus.
- Håll kylskåpet och frysen stängda. Håll ett rum varmt: också värmen stannar.
${hasLift ? '- Använd inte hissen, även om den rör sig.\n' : ''}- Om hela huset är mörkt, meddela journumret **${maintenance.onCallPhone}**.

**Hemförråd:** klara dig i 72 timmar. 2 liter dricksvatten per person och dygn, mat, mediciner, batteriradio, ficklampa, reservbatteri och kontanter.`,
		en: `- See whether the neighbours have electricity. If only yours is out, check the fuses of your own board.
- Switch off the cooker, the iron and other things that get hot. Use a torch, not candles.
- Keep the fridge and the freezer closed. Keep one room warm: the heating stops too.
${hasLift ? '- Do not use the lift even if it moves.\n' : ''}- If the whole building is dark, call the on-call number **${maintenance.onCallPhone}**.

**Supplies at home:** manage for 72 hours. 2 litres of drinking water a person a day, food, medicines, a battery radio, a torch, a power bank and cash.`
	};
}

export const prevention: Words = {
	fi: `- Älä jätä liettä, kynttilää tai latautuvaa akkua vartioimatta. Pidä lieden päällys tyhjänä.
- Käytä pesukonetta ja astianpesukonetta, kun olet kotona ja hereillä. Sulje hana koneen takana, kun lähdet matkalle.
- Kokeile palovaroitin kerran kuussa. Puhdista liesituulettimen suodatin.
- Tupakoi vain siellä, missä se on sallittu. Älä heitä mitään parvekkeelta.
- Ilmoita viasta, ennen kuin siitä tulee vahinko.
- Opeta lapsille numero 112, osoite ja kokoontumispaikka.`,
	sv: `- Lämna inte spisen, ett ljus eller ett batteri som laddas utan uppsikt. Håll spisen fri från saker.
- Använd tvättmaskinen och diskmaskinen när du är hemma och vaken. Stäng kranen bakom maskinen när du reser bort.
- Testa brandvarnaren en gång i månaden. Rengör spisfläktens filter.
- Rök bara där det är tillåtet. Kasta ingenting från balkongen.
- Anmäl fel innan de blir skador.
- Lär barnen numret 112, adressen och samlingsplatsen.`,
	en: `- Do not leave the cooker, a candle or a charging battery unwatched. Keep the top of the cooker clear.
- Run the washing machine and dishwasher when you are at home and awake. Close the tap behind the machine before you travel.
- Test the smoke alarm once a month. Clean the filter of the cooker hood.
- Smoke only where it is allowed. Throw nothing from the balcony.
- Report a defect before it does damage.
- Teach children the number 112, the address and the assembly point.`
};
