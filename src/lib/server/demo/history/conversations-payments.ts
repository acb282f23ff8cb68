import { answer, closeThread, reply, see, type ConversationSeed } from './story';

/** Threads about money, keys and agreements. */
export const paymentConversations: ConversationSeed[] = [
	{
		by: 'aino-virtanen',
		daysAgo: 48,
		at: '12:20',
		classification: 'keyOrder',
		subject: 'Lisäavain Oskarille',
		says: 'Hei! Tilaisin yhden lisäavaimen asuntoon B 12. Poikamme kulkee koulusta jo yksin kotiin.',
		then: [
			see('sari', 1, '09:10'),
			answer(
				'sari',
				1,
				'09:14',
				'Hei Aino! Avain on tilattu. Saat sen noin viikossa, ja hinta 32 euroa lisätään seuraavaan vuokralaskuun.'
			),
			reply(1, '17:02', 'Hienoa, kiitos!'),
			answer(
				'sari',
				8,
				'10:30',
				'Avain on noudettavissa Helsingin asiakaspalvelupisteestä, ota henkilötodistus mukaan.',
				true
			)
		]
	},
	{
		by: 'hodan-abdi',
		daysAgo: 15,
		at: '20:45',
		classification: 'paymentAgreement',
		subject: 'Vuokran maksu kahdessa osassa',
		says: 'Palkkani maksetaan tässä kuussa myöhässä. Voinko maksaa puolet vuokrasta nyt ja puolet kuun lopussa?',
		then: [
			see('sari', 1, '08:40'),
			answer(
				'sari',
				1,
				'08:52',
				'Kyllä se sopii. Maksa ensimmäinen puoli eräpäivänä ja toinen kuun viimeisenä päivänä samalla viitteellä. Viivästyskorkoa ei tule.'
			),
			reply(1, '18:10', 'Kiitos paljon, näin teen.'),
			closeThread('sari', 2, '08:15')
		]
	},
	{
		by: 'teemu-manninen',
		daysAgo: 6,
		at: '13:33',
		classification: 'depositReturn',
		subject: 'Vakuuden palautus',
		says: 'Olen irtisanonut asunnon. Milloin vakuus palautetaan, ja onko tilinumeroni teillä oikein?',
		then: [
			see('sari', 1, '10:00'),
			answer(
				'sari',
				1,
				'10:08',
				'Vakuus palautetaan noin kahden viikon kuluttua lopputarkastuksesta. Tarkista tilinumerosi profiilista: sieltä se otetaan.'
			)
		],
		unread: true
	},
	{
		by: 'petri-kinnunen',
		daysAgo: 42,
		at: '09:15',
		classification: 'depositReturn',
		subject: 'Vakuus',
		says: 'Muutan kuun lopussa. Sovitaanko lopputarkastus etukäteen?',
		then: [
			see('sari', 1, '11:00'),
			answer(
				'sari',
				1,
				'11:20',
				'Huolto soittaa ja sopii ajan viimeiselle viikolle. Vakuus palautetaan tarkastuksen jälkeen.',
				true
			)
		]
	},
	{
		by: 'maria-silva',
		daysAgo: 22,
		at: '21:10',
		classification: 'rentalCompensation',
		subject: 'Compensation for the dishwasher',
		says: 'Our dishwasher was out of use for almost two weeks a few months ago. Can we get a small reduction of the rent for that time?',
		then: [
			see('johan', 1, '09:05'),
			answer(
				'johan',
				3,
				'14:40',
				'Thank you for your message. We grant 25 euros, which is taken off your next rent. You see it on the invoice as “compensation”.'
			),
			reply(3, '19:22', 'That is fair, thank you.'),
			closeThread('sari', 4, '09:05')
		]
	},
	{
		by: 'andrei-popescu',
		daysAgo: 2,
		at: '08:55',
		classification: 'rentalCompensation',
		subject: 'No hot water',
		says: 'There was no hot water for a whole day some weeks ago. Is it possible to have compensation? We have asked the neighbours and nobody knows.',
		note: { by: 'johan', text: 'Kolla med Tuula hur länge varmvattnet var borta.' },
		then: [see('johan', 1, '09:30')]
	},
	{
		by: 'erik-lindqvist',
		daysAgo: 30,
		at: '16:48',
		classification: 'paymentAgreement',
		subject: 'E-faktura',
		says: 'Vi vill gärna få hyran som e-faktura i stället för pappersräkning. Hur gör vi?',
		then: [
			see('johan', 1, '09:12'),
			answer(
				'johan',
				1,
				'09:20',
				'Gör ett e-fakturaavtal i din nätbank och ange referensnumret på hyresfakturan. Följande faktura kommer som e-faktura.'
			),
			reply(1, '17:31', 'Det gick bra, tack!'),
			answer('johan', 2, '08:30', 'Fint. Jag stänger ärendet.', true)
		]
	},
	{
		by: 'erik-lindqvist',
		daysAgo: 3,
		at: '19:26',
		classification: 'keyOrder',
		subject: 'Två extra nycklar',
		says: 'Vi behöver två extra nycklar till bostad B 11 för barnen. Har priset ändrats sedan sist?',
		then: [
			see('johan', 1, '10:40'),
			answer(
				'johan',
				1,
				'10:45',
				'Nycklarna är beställda. Priset är 32 euro per nyckel och läggs på nästa hyra. Jag meddelar när de kan hämtas i Vanda.'
			)
		],
		unread: true
	},
	{
		by: 'kasper-niemela',
		daysAgo: 11,
		at: '23:02',
		classification: 'debtCollection',
		subject: 'Muistutuslasku',
		says: 'Sain muistutuslaskun, vaikka maksoin vuokran ajoissa. Liitin maksun kuitin. Mitä teen?',
		then: [
			see('sari', 1, '08:20'),
			answer(
				'sari',
				1,
				'08:35',
				'Maksu oli tullut ilman viitettä, siksi sitä ei löytynyt. Se on nyt kohdistettu, ja muistutusmaksu on poistettu.'
			),
			reply(1, '09:14', 'Huh, kiitos. Korjasin viitteen verkkopankkiin.')
		]
	},
	{
		by: 'claire-dubois',
		daysAgo: 27,
		at: '07:44',
		classification: 'debtCollection',
		subject: 'Payment reminder',
		says: 'I was on parental leave and forgot the invoice. I paid it yesterday with the interest. Is everything in order now?',
		then: [
			see('johan', 1, '10:11'),
			answer(
				'johan',
				1,
				'10:15',
				'Yes, your payment has arrived and nothing is open. No further steps are needed.',
				true
			)
		]
	},
	{
		by: 'elina-nurmi',
		daysAgo: 52,
		at: '18:37',
		classification: 'leaseControl',
		subject: 'Veljeni asuu luonani',
		says: 'Veljeni Samuel muutti luokseni. Onko hänet nyt merkitty asukkaaksi?',
		then: [
			see('sari', 1, '09:00'),
			answer(
				'sari',
				2,
				'09:25',
				'Kyllä, Samuel on asukasluettelossa. Vuokrasopimuksen osapuolena olet edelleen vain sinä.',
				true
			)
		]
	},
	{
		by: 'anni-ojala',
		daysAgo: 8,
		at: '10:31',
		classification: 'leaseControl',
		subject: 'Alivuokralaisen sopimus',
		says: 'Alivuokralaiseni Oksana jatkaa vielä vuoden. Pitääkö minun tehdä uusi ilmoitus?',
		then: [
			see('sari', 1, '11:11'),
			answer(
				'sari',
				1,
				'11:19',
				'Ei tarvitse, niin kauan kuin hän vuokraa enintään puolet asunnosta. Kerro meille, kun hän muuttaa pois.'
			)
		]
	}
];
