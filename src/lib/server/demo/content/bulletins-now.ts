import type { BulletinSeed } from '$lib/server/demo/bulletins';
import type { DemoCalendar } from '$lib/server/demo/calendar';
import { dayWords } from './day-words';

/** What hangs on the notice board today. */
export function currentBulletins(calendar: DemoCalendar): BulletinSeed[] {
	const waterCut = dayWords(calendar.workingDay(2));
	const [alarmsFrom, alarmsTo] = [dayWords(calendar.workingDay(7)), dayWords(calendar.workingDay(18))];
	const liftBack = dayWords(calendar.workingDay(4));
	const closed = dayWords(calendar.workingDay(9));
	const meeting = dayWords(calendar.workingDay(16));
	const posts = dayWords(calendar.workingDay(5));
	return [
		{
			key: 'water-cut',
			audience: { house: 'pihkarinne', staircase: 'B' },
			urgency: 'urgent',
			published: { daysAgo: 1, at: '14:05' },
			endsIn: 4,
			title: {
				fi: 'Vesi poikki B-portaassa',
				sv: 'Vattnet avstängt i trappa B',
				en: 'No water in staircase B'
			},
			body: {
				fi: `Nousulinjan sulkuventtiili vaihdetaan. Vettä ei tule **${waterCut.fi} klo 9–13**.

- Laske juomavettä talteen edellisenä iltana.
- Pidä hanat kiinni katkon aikana.
- Juoksuta kylmää vettä muutama minuutti, kun vesi palaa. Alkuun se voi olla ruskeaa.

Pesutupa ja talosauna toimivat normaalisti. Kysy tarvittaessa päivystyksestä: 09 555 0199.`,
				sv: `Avstängningsventilen i stamledningen byts ut. Det kommer inget vatten **${waterCut.sv} kl. 9–13**.

- Tappa upp dricksvatten kvällen innan.
- Håll kranarna stängda under avbrottet.
- Spola kallt vatten några minuter när vattnet kommer tillbaka. I början kan det vara brunt.

Tvättstugan och husbastun fungerar som vanligt. Fråga vid behov jouren: 09 555 0199.`,
				en: `The shut-off valve of the rising main is being replaced. There is no water on **${waterCut.en}, 9 am–1 pm**.

- Fill some drinking water the evening before.
- Keep the taps closed meanwhile.
- Run cold water for a few minutes when it is back. It may be brown at first.

The laundry and the sauna work as usual. If you need help, the on-call number is 09 555 0199.`
			}
		},
		{
			key: 'lift-a',
			audience: { house: 'luotsiveneenkatu', staircase: 'A' },
			urgency: 'important',
			files: [
				{
					photo: 'lift-panel',
					name: { fi: 'Hissin painikkeet', sv: 'Hissens knappar', en: 'The buttons of the lift' }
				}
			],
			version: 2,
			published: { daysAgo: 3, at: '09:20' },
			endsIn: 8,
			title: {
				fi: 'A-portaan hissi on poissa käytöstä',
				sv: 'Hissen i trappa A är ur bruk',
				en: 'The lift in staircase A is out of use'
			},
			body: {
				fi: `Hissin ovikoneisto on rikki ja varaosa tilattu. Arvio hissin palautumisesta: **${liftBack.fi}**.

Jos et pääse portaita, soita huoltoon 09 555 0145. Kauppakassien kantoon saa apua arkisin kello 10 ja 16.`,
				sv: `Hissens dörrmaskineri är sönder och reservdelen är beställd. Hissen beräknas fungera igen: **${liftBack.sv}**.

Om du inte kan gå i trappor, ring servicebolaget 09 555 0145. Vardagar klockan 10 och 16 får du hjälp att bära matkassar.`,
				en: `The door mechanism is broken and the part is on order. The lift should be back: **${liftBack.en}**.

If you can’t use the stairs, call maintenance on 09 555 0145. On weekdays at 10 am and 4 pm you can get help with carrying shopping.`
			}
		},
		{
			key: 'smoke-alarms',
			audience: 'all',
			urgency: 'important',
			published: { daysAgo: 4, at: '10:00' },
			endsIn: 22,
			title: {
				fi: 'Palovaroittimet tarkastetaan joka kodissa',
				sv: 'Brandvarnarna kontrolleras i varje hem',
				en: 'Smoke alarms are checked in every home'
			},
			body: {
				fi: `Palovaroittimista vastaa talon omistaja. Huolto käy kokeilemassa ja tarvittaessa vaihtamassa varoittimet **${alarmsFrom.fi} – ${alarmsTo.fi}**.

- Saat tarkan päivän porrastaululle viikkoa ennen.
- Huolto tulee yleisavaimella, jos et ole kotona. Kerro vikailmoituksella, jos se ei sovi.
- Laita lemmikit omaan huoneeseen.

Käynti kestää noin kymmenen minuuttia.`,
				sv: `Husets ägare ansvarar för brandvarnarna. Servicebolaget testar varnarna och byter dem vid behov **${alarmsFrom.sv} – ${alarmsTo.sv}**.

- Den exakta dagen ser du på trappans anslagstavla en vecka innan.
- Servicemannen kommer in med huvudnyckel om du inte är hemma. Berätta med en felanmälan om det inte passar.
- Ha husdjuren i ett eget rum.

Besöket tar ungefär tio minuter.`,
				en: `The owner of the building is responsible for smoke alarms. Maintenance tests them and replaces them where needed, **${alarmsFrom.en} – ${alarmsTo.en}**.

- The exact day is on the notice board of your staircase a week before.
- They use the master key if you are not at home. Tell us by defect notification if that does not suit you.
- Keep pets in a room of their own.

The visit takes about ten minutes.`
			}
		},
		{
			key: 'office-closed',
			audience: 'all',
			urgency: 'normal',
			published: { daysAgo: 2, at: '12:30' },
			endsIn: 12,
			title: {
				fi: 'Asiakaspalvelupisteet suljettu yhden päivän',
				sv: 'Kundtjänstpunkterna stängda en dag',
				en: 'Customer service points closed for a day'
			},
			body: {
				fi: `Pidämme koulutuspäivän, ja asiakaspalvelupisteet Helsingissä ja Vantaalla ovat kiinni **${closed.fi}**. Viesteihin vastataan seuraavana arkipäivänä. Huollon päivystys toimii normaalisti.`,
				sv: `Vi har en utbildningsdag och kundtjänstpunkterna i Helsingfors och Vanda är stängda **${closed.sv}**. Meddelanden besvaras nästa vardag. Servicejouren fungerar som vanligt.`,
				en: `We have a training day, and the customer service points in Helsinki and Vantaa are closed on **${closed.en}**. Messages are answered on the next working day. On-call maintenance works as usual.`
			}
		},
		{
			key: 'heating-posts',
			audience: ['suokukankuja'],
			urgency: 'important',
			published: { daysAgo: 3, at: '15:40' },
			endsIn: 9,
			title: {
				fi: 'Autopaikkojen lämmitystolpat uusitaan',
				sv: 'Bilplatsernas värmestolpar förnyas',
				en: 'Heating posts of the parking spaces are replaced'
			},
			body: {
				fi: `Siirrä autosi paikoilta 1–10 viimeistään **${posts.fi} klo 7**. Työ kestää yhden päivän. Vieraspaikat ja Suokukankujan varsi ovat käytössä sen ajan.

Paikoille jäänyt auto siirretään pihan toiselle reunalle.`,
				sv: `Flytta din bil från platserna 1–10 senast **${posts.sv} kl. 7**. Arbetet tar en dag. Gästplatserna och gatukanten vid Suokukankuja kan användas under tiden.

En bil som står kvar flyttas till andra sidan av gården.`,
				en: `Move your car from spaces 1–10 by **${posts.en}, 7 am**. The work takes a day. Use the visitors’ spaces and the side of the street meanwhile.

A car left in its space is moved to the other side of the yard.`
			}
		},
		{
			key: 'residents-meeting',
			audience: ['pihkarinne', 'suokukankuja'],
			urgency: 'normal',
			files: [
				{
					photo: 'withered-tree',
					name: {
						fi: 'Kuivunut puu pihalla: yksi kokouksen asioista',
						sv: 'Ett förtorkat träd på gården: ett av mötets ärenden',
						en: 'A withered tree in the yard: one of the matters of the meeting'
					}
				},
				{
					lines: [
						'Asukaskokous: esityslista',
						'',
						'1. Kokouksen avaus',
						'2. Talotoimikunnan valinta',
						'3. Pihan istutukset ja kuivunut puu',
						'4. Talouden katsaus',
						'5. Muut asiat'
					],
					name: { fi: 'Esityslista', sv: 'Föredragningslista (på finska)', en: 'Agenda (in Finnish)' }
				}
			],
			published: { daysAgo: 6, at: '11:15' },
			endsIn: 19,
			title: { fi: 'Asukaskokous', sv: 'Boendemöte', en: 'Residents’ meeting' },
			body: {
				fi: `Kaikki 18 vuotta täyttäneet asukkaat ovat tervetulleita asukaskokoukseen **${meeting.fi} klo 18** talon pesutuvan kerhohuoneeseen.

1. Talotoimikunnan valinta
2. Ensi vuoden korjaukset: mitä toivotaan
3. Pihatalkoot ja yhteinen kahvihetki

Etukäteen voit lähettää ehdotuksen viestillä, luokka **asukasdemokratia**.`,
				sv: `Alla boende som fyllt 18 år är välkomna till boendemötet **${meeting.sv} kl. 18** i klubbrummet vid husets tvättstuga.

1. Val av huskommitté
2. Reparationer nästa år: vad önskas
3. Gårdstalko och gemensam kaffestund

Förslag kan du skicka på förhand som meddelande i klassen **hyresgästdemokrati**.`,
				en: `All residents aged 18 and over are welcome to the meeting on **${meeting.en} at 6 pm** in the club room by the laundry.

1. Election of the house committee
2. Next year’s repairs: what is wished for
3. Yard day and coffee together

You can send a proposal beforehand by message, classification **tenant democracy**.`
			}
		},
		{
			key: 'charging',
			audience: ['luotsiveneenkatu'],
			urgency: 'normal',
			published: { daysAgo: 12, at: '09:00' },
			endsIn: 48,
			title: {
				fi: 'Latauspaikat käytössä, pelastussuunnitelma päivitetty',
				sv: 'Laddplatserna i bruk, räddningsplanen uppdaterad',
				en: 'Charging spaces open, rescue plan updated'
			},
			body: {
				fi: `Pysäköintihallin kuusi latauspaikkaa ovat käytössä. Paikkaa voi hakea **varauksista**; lisätietoihin riittää maininta sähköautosta.

Pelastussuunnitelmasta on uusi versio. Lue siitä, miten toimit, jos pysäköintihallissa palaa, ja miten akkuja ladataan turvallisesti.`,
				sv: `Parkeringshallens sex laddplatser är i bruk. Du kan ansöka om en plats under **bokningar**; nämn elbilen i tilläggsuppgifterna.

Räddningsplanen har en ny version. Läs hur du gör om det brinner i parkeringshallen och hur batterier laddas tryggt.`,
				en: `The six charging spaces in the car park are open. Apply for one under **bookings**; mention your electric car in the additional information.

There is a new version of the rescue plan. Read what to do if there is a fire in the car park, and how to charge batteries safely.`
			}
		},
		{
			key: 'plan-updated',
			audience: ['pihkarinne'],
			urgency: 'normal',
			published: { daysAgo: 38, at: '10:30' },
			endsIn: 52,
			title: {
				fi: 'Pelastussuunnitelma on päivitetty',
				sv: 'Räddningsplanen har uppdaterats',
				en: 'The rescue plan has been updated'
			},
			body: {
				fi: `Talolla on nyt varakokoontumispaikka Pihkapuiston pallokentällä. Lisäksi suunnitelmaan tuli ohje akkujen lataamisesta. Lue muuttuneet kohdat pelastussuunnitelmasta: ne on merkitty.`,
				sv: `Huset har nu en reservsamlingsplats på bollplanen i Kådparken. Planen har också fått en anvisning om laddning av batterier. Läs de ändrade avsnitten i räddningsplanen: de är märkta.`,
				en: `The building now has a reserve assembly point on the ball field in Pihkapuisto park. There is also a new instruction on charging batteries. Read the changed chapters in the rescue plan: they are marked.`
			}
		}
	];
}
