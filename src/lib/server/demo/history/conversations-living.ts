import { answer, closeThread, reply, see, type ConversationSeed } from './story';

/** Threads about living together: the house, the neighbours, thanks. */
export const livingConversations: ConversationSeed[] = [
	{
		by: 'aino-virtanen',
		daysAgo: 5,
		at: '20:58',
		classification: 'tenantDemocracy',
		subject: 'Pihan penkit',
		says: 'Ehdotan, että leikkikentän viereen hankitaan kaksi penkkiä ja grillipaikka. Moni B-portaassa kannattaa tätä. Voiko tämän ottaa asukaskokoukseen?',
		note: { by: 'petra', text: 'Grillipaikasta kysytty pelastuslaitokselta, vastausta odotetaan.' },
		then: [
			see('sari', 1, '09:40'),
			answer(
				'petra',
				4,
				'13:15',
				'Hei Aino, hyvä ehdotus. Otan penkit asukaskokouksen asialistalle. Grillipaikka vaatii pelastuslaitoksen kannan, kysyn sitä. Tule kertomaan ehdotuksesta kokoukseen!'
			)
		],
		unread: true
	},
	{
		by: 'oksana-kovalenko',
		daysAgo: 20,
		at: '17:15',
		classification: 'customerService',
		subject: 'Nimi postiluukkuun',
		says: 'Voiko nimeni lisätä postiluukkuun ja porrastauluun? Posti palautuu lähettäjälle.',
		then: [
			see('sari', 1, '08:30'),
			answer('sari', 1, '08:44', 'Totta kai. Huolto lisää nimen tällä viikolla molempiin.'),
			reply(5, '16:00', 'Nimi on nyt paikallaan, kiitos!'),
			closeThread('sari', 6, '08:20')
		]
	},
	{
		by: 'roope-lindholm',
		daysAgo: 34,
		at: '00:12',
		classification: 'customerService',
		subject: 'Internet',
		says: 'Kuuluuko vuokraan netti, ja mistä sen saa päälle?',
		then: [
			see('sari', 1, '09:15'),
			answer(
				'sari',
				1,
				'09:18',
				'Kuuluu: 50 Mbit/s. Kytke reititin eteisen verkkorasiaan ja rekisteröidy operaattorin sivulla, ohje on porrastaululla.',
				true
			)
		]
	},
	{
		by: 'riitta-kallio',
		actingFor: 'veikko-salminen',
		daysAgo: 13,
		at: '14:22',
		classification: 'customerService',
		subject: 'Laskut edunvalvojalle',
		says: 'Olen Veikko Salmisen edunvalvoja. Pyydän, että hänen vuokralaskunsa lähetetään jatkossa minulle.',
		then: [
			see('sari', 1, '10:30'),
			answer(
				'sari',
				2,
				'10:05',
				'Laskutusosoite on vaihdettu edunvalvojalle seuraavasta laskusta alkaen. Tiedotteet jaetaan edelleen myös Veikon kotiin.'
			)
		]
	},
	{
		by: 'tanja-savolainen',
		daysAgo: 9,
		at: '22:16',
		classification: 'customerService',
		subject: 'Melu yläkerrasta',
		says: 'Yläkerrassa on ollut juhlat kolmena yönä peräkkäin. Mitä voin tehdä?',
		then: [
			see('sari', 1, '08:15'),
			answer(
				'sari',
				1,
				'08:31',
				'Ikävä kuulla. Tee asiasta häiriöilmoitus palvelupyynnöissä, niin voimme puuttua siihen. Kirjaa päivät ja kellonajat. Jos tilanne on uhkaava, soita 112.'
			)
		]
	},
	{
		by: 'chidi-okafor',
		daysAgo: 18,
		at: '15:40',
		classification: 'customerService',
		subject: 'Pram in the stairwell',
		says: 'Where can we keep a pram? It does not fit in our hall, and the stairwell must be empty.',
		then: [
			see('johan', 1, '09:33'),
			answer(
				'johan',
				1,
				'09:37',
				'Prams go in the bicycle store in the basement, to the left of the door. Your home key opens it.',
				true
			)
		]
	},
	{
		by: 'gunilla-berg',
		daysAgo: 24,
		at: '10:02',
		classification: 'feedback',
		subject: 'Tack till Tuula',
		says: 'Ett stort tack till Tuula som hjälpte oss så vänligt med gångplattorna och frågade hur min fot mår.',
		then: [
			see('johan', 1, '09:00'),
			answer('johan', 1, '09:06', 'Tack för de vänliga orden, vi hälsar dem vidare!', true)
		]
	},
	{
		by: 'nina-sundstrom',
		daysAgo: 60,
		at: '18:08',
		classification: 'feedback',
		subject: 'Takterrassen',
		says: 'Vilken utsikt från takterrassen! Skulle det gå att få ett litet bord dit?',
		photos: ['sea-view'],
		then: [
			see('johan', 1, '10:20'),
			answer(
				'petra',
				6,
				'12:00',
				'Ett bord och fyra stolar är beställda till terrassen. Tack för förslaget och bilden.',
				true
			)
		]
	},
	{
		by: 'pekka-hamalainen',
		daysAgo: 75,
		at: '09:50',
		classification: 'tenantDemocracy',
		subject: 'Talotoimikunnan kokous',
		says: 'Talotoimikunta kokoontuu kerhohuoneessa. Saammeko käyttöömme videotykin?',
		then: [
			see('sari', 1, '12:00'),
			answer('petra', 2, '09:45', 'Kyllä, nouda se huollon toimistosta edellisenä päivänä.'),
			reply(2, '10:30', 'Kiitos, sovittu.'),
			closeThread('petra', 2, '13:10')
		]
	},
	{
		by: 'sanna-korpela',
		daysAgo: 2,
		at: '21:37',
		classification: 'tenantDemocracy',
		subject: 'Pihatalkoot',
		says: 'Voisiko talkoisiin saada vaihtolavan ja haravia? Viime kerralla roskaa jäi yli.',
		then: []
	},
	{
		by: 'mikael-kivela',
		daysAgo: 1,
		at: '06:40',
		classification: 'feedback',
		subject: 'Hissitiedote',
		says: 'Kiitos, että hississä on lappu ja täällä tiedote. Toivoisin vielä arvion siitä, pitääkö aikataulu.',
		then: []
	},
	{
		by: 'niko-toivonen',
		daysAgo: 37,
		at: '12:59',
		classification: 'keyOrder',
		subject: 'Kadonnut avain',
		says: 'Vaimoni avain katosi kaupungilla. Avaimessa ei ollut osoitetta. Tilaamme uuden, yksi kappale.',
		then: [
			see('sari', 0, '14:00'),
			answer(
				'sari',
				0,
				'14:12',
				'Kiitos, että kerroitte heti. Lukkoa ei tarvitse sarjoittaa, koska osoitetta ei ollut. Uusi avain tulee noin viikossa.',
				true
			)
		]
	},
	{
		by: 'jonas-muller',
		daysAgo: 44,
		at: '16:01',
		classification: 'customerService',
		subject: 'Moving a playground bench',
		says: 'My daughter’s class visits the courtyard next week. May we move the bench for a picnic and put it back?',
		then: [
			see('johan', 1, '08:48'),
			answer('johan', 1, '08:55', 'Of course. Please put it back the same day. Enjoy the picnic!', true)
		]
	}
];
