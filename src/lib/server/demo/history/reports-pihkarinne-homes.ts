import { add, atHome, close, finish, plan, say, take, wait, withdraw, type ReportSeed } from './story';

/** What went wrong behind the doors of Pihkarinne 4. */
export const pihkarinneHomeReports: ReportSeed[] = [
	{
		by: 'aino-virtanen',
		daysAgo: 4,
		at: '18:42',
		...atHome('bathroom', 'waterAndSewer'),
		says: 'Kylpyhuoneen hana tippuu koko ajan, myös kun sen kääntää tiukasti kiinni. Altaaseen on tullut ruskea raita.',
		pets: 'Kissa. Se saa olla irti, mutta ulko-ovea ei saa jättää auki.',
		goodTimes: 'Arkisin klo 16 jälkeen. Yleisavaimella voi tulla milloin vain.',
		photos: ['dripping-tap'],
		note: {
			by: 'kalle',
			text: 'Säätöosa varastossa hyllyssä 3. Testaa sulut samalla, niitä ei ole liikuteltu vuosiin.'
		},
		then: [
			take('kalle', 1, '07:55'),
			plan(
				'kalle',
				1,
				'08:02',
				{ after: 6, from: '10:00', to: '12:00' },
				'Hanan säätöosa on kulunut. Tulen vaihtamaan sen, ja sulkuhanat testataan samalla. Tulen yleisavaimella, jos ette ole kotona.'
			),
			add(2, '17:20', 'Kiitos, aika sopii. Kissa on silloin makuuhuoneessa.')
		]
	},
	{
		by: 'aino-virtanen',
		daysAgo: 41,
		at: '19:05',
		...atHome('kitchen', 'kitchen'),
		says: 'Liesituuletin kolisee ja imee huonosti. Suodatin on pesty viime viikolla.',
		then: [
			take('kalle', 1, '08:20'),
			wait('kalle', 2, '13:10', 'part', 'Huippuimurin hihna on poikki. Tilasin uuden.'),
			plan(
				'kalle',
				8,
				'09:00',
				{ after: 9, from: '08:00', to: '11:00' },
				'Hihna tuli. Työ tehdään katolla, kotona ei tarvitse olla.'
			),
			finish('kalle', 9, '10:45', 'Hihna vaihdettu, ilmamäärät mitattu. Tuuletin vetää taas.')
		]
	},
	{
		by: 'aino-virtanen',
		daysAgo: 133,
		at: '07:48',
		...atHome('bedroom', 'heating'),
		says: 'Makuuhuoneen patteri on kylmä yläosasta ja loriseva ääni kuuluu öisin.',
		then: [
			take('kalle', 0, '09:30'),
			finish(
				'kalle',
				1,
				'14:15',
				'Patteri ilmattu ja termostaatti tarkistettu. Ilmoittakaa, jos lorina palaa.'
			)
		]
	},
	{
		by: 'mikko-virtanen',
		daysAgo: 77,
		at: '21:12',
		...atHome('livingRoom', 'windowsAndBalcony'),
		says: 'Olohuoneen ikkunan tiiviste on irronnut alareunasta ja vetää.',
		then: [
			take('kalle', 1, '10:00'),
			finish('kalle', 5, '12:20', 'Tiivisteet uusittu olohuoneeseen ja makuuhuoneeseen.')
		]
	},
	{
		by: 'lan-nguyen',
		daysAgo: 2,
		at: '06:55',
		...atHome('kitchen', 'kitchen'),
		says: 'Jääkaapin ovi ei sulkeudu kunnolla, tiiviste on haljennut. Ruoka lämpenee.',
		goodTimes: 'Olen kotona tänään ja huomenna klo 14 asti.',
		then: [
			take('kalle', 1, '07:40'),
			wait(
				'kalle',
				1,
				'09:15',
				'part',
				'Kävin katsomassa. Tiiviste on tilattu, toimitus noin viikko. Teippasin oven siksi aikaa.'
			)
		]
	},
	{
		by: 'kaarina-heikkinen',
		daysAgo: 60,
		at: '10:20',
		...atHome('toilet', 'waterAndSewer'),
		says: 'Vessanpönttö valuttaa vettä koko ajan.',
		pets: 'Pieni koira, haukkuu mutta on kiltti.',
		then: [take('kalle', 0, '11:00'), finish('kalle', 0, '15:25', 'Täyttöventtiili vaihdettu.')]
	},
	{
		by: 'jari-heikkinen',
		actingFor: 'elsa-heikkinen',
		daysAgo: 8,
		at: '19:30',
		...atHome('bedroom', 'windowsAndBalcony'),
		says: 'Teen ilmoituksen tyttäreni Elsan puolesta. Elsan huoneen ikkunaan kertyy aamuisin vettä ja karmiin tummia pilkkuja.',
		photos: ['window-condensation'],
		masterKeyAllowed: false,
		goodTimes: 'Arkisin klo 15–18, isoäiti on kotona.',
		then: [
			take('kalle', 1, '09:00'),
			plan(
				'kalle',
				2,
				'10:15',
				{ after: 11, from: '15:00', to: '16:00' },
				'Mittaan kosteuden ja tarkistan korvausilmaventtiilin.'
			)
		]
	},
	{
		by: 'ville-jarvinen',
		daysAgo: 3,
		at: '22:40',
		...atHome('hall', 'smokeAlarm'),
		says: 'Eteisen palovaroitin piippaa noin kerran minuutissa.',
		then: [take('kalle', 1, '07:30'), finish('kalle', 1, '12:05', 'Varoitin vaihdettu uuteen.')],
		unread: true
	},
	{
		by: 'laura-nieminen',
		daysAgo: 88,
		at: '13:02',
		...atHome('bathroom', 'bathroom'),
		says: 'Suihkun lattiassa on haljennut laatta ja sauma on auki lattiakaivon vieressä.',
		photos: ['cracked-tile'],
		then: [
			take('kalle', 1, '09:20'),
			wait('kalle', 2, '10:00', 'contractor', 'Kosteusmittaus tehty, rakenne on kuiva. Laatoittaja tilattu.'),
			plan(
				'kalle',
				9,
				'12:00',
				{ after: 15, from: '08:00', to: '15:00' },
				'Laatoittaja tulee. Suihkua ei voi käyttää kahteen vuorokauteen.'
			),
			finish('kalle', 15, '15:10', 'Laatta vaihdettu ja sauma uusittu. Saa käyttää ylihuomenna.')
		]
	},
	{
		by: 'hodan-abdi',
		daysAgo: 30,
		at: '23:18',
		...atHome('kitchen', 'waterAndSewer'),
		urgentKind: 'largeWaterLeak',
		says: 'Astianpesukoneen letku irtosi ja keittiön lattialla on paljon vettä. Suljin hanan ja soitin päivystykseen.',
		then: [
			say(
				'kalle',
				0,
				'23:55',
				'Päivystäjä kävi paikalla: vesi on poissa ja letku kiinnitetty. Tarkistan kosteuden aamulla.'
			),
			take('kalle', 1, '08:10'),
			plan('kalle', 1, '08:15', { after: 1, from: '09:30', to: '10:30' }),
			finish('kalle', 3, '14:00', 'Lattia mitattu kuivaksi. Alakerran katto hoidetaan omana asianaan.')
		]
	},
	{
		by: 'tuomas-nieminen',
		daysAgo: 29,
		at: '07:05',
		...atHome('kitchen', 'waterAndSewer'),
		says: 'Keittiön kattoon on yöllä tullut märkä läiskä. Yläkerrassa oli vesivahinko.',
		photos: ['ceiling-stain'],
		then: [
			take('kalle', 0, '08:20'),
			wait(
				'kalle',
				0,
				'11:15',
				'contractor',
				'Kosteus mitattu. Katto kuivuu itsestään noin kahdessa viikossa, sen jälkeen maalari tulee.'
			),
			plan(
				'kalle',
				24,
				'10:00',
				{ after: 31, from: '08:00', to: '12:00' },
				'Mittaus on nyt kuiva. Maalari tulee, peitämme kalusteet.'
			)
		]
	},
	{
		by: 'oksana-kovalenko',
		daysAgo: 14,
		at: '18:05',
		...atHome('storage', 'doorsAndLocks'),
		says: 'Häkkivaraston lukko ei aukea. Avain kääntyy mutta salpa ei liiku.',
		then: [
			take('kalle', 1, '11:00'),
			finish('kalle', 2, '13:45', 'Lukkopesä rasvattu ja salpa suoristettu. Varasto on auki.')
		]
	},
	{
		by: 'aisha-rahman',
		daysAgo: 5,
		at: '11:26',
		...atHome('livingRoom', 'heating'),
		says: 'The radiator in the living room is hot even when the thermostat is turned down to zero. It is 26 degrees inside.',
		masterKeyAllowed: false,
		goodTimes: 'Weekdays before 10, one of us is always at home.',
		note: { by: 'kalle', text: 'Jos ei vastausta perjantaihin mennessä, soitan.' },
		then: [
			take('kalle', 1, '08:45'),
			wait(
				'kalle',
				1,
				'08:50',
				'resident',
				'I can come any weekday morning, but the master key is not allowed. Which day suits you?'
			)
		],
		unread: true
	},
	{
		by: 'roope-lindholm',
		daysAgo: 150,
		at: '21:33',
		...atHome('hall', 'doorsAndLocks'),
		urgentKind: 'lockedOut',
		says: 'Avain katkesi ulko-oven lukkoon. Olen rappukäytävässä.',
		then: [
			take('kalle', 0, '21:50'),
			finish('kalle', 0, '22:40', 'Päivystys avasi oven ja vaihtoi pesän. Uudet avaimet annettu Roopelle.')
		]
	},
	{
		by: 'riitta-kallio',
		actingFor: 'veikko-salminen',
		daysAgo: 21,
		at: '10:05',
		...atHome('wholeApartment', 'electricity'),
		says: 'Ilmoitan päämieheni Veikko Salmisen puolesta: kodin valot sammuivat osittain, sulakkeet ovat ehjät.',
		then: [
			take('kalle', 0, '10:20'),
			plan('kalle', 0, '10:25', { after: 0, from: '12:00', to: '13:00' }, 'Sähköasentaja tulee tänään.'),
			finish(
				'kalle',
				1,
				'09:00',
				'Pistorasian liitos oli löystynyt. Asentaja kiristi liitokset koko kodissa.'
			)
		]
	},
	{
		by: 'timo-kemppainen',
		daysAgo: 6,
		at: '16:08',
		...atHome('balcony', 'windowsAndBalcony'),
		says: 'Parvekkeen oven kahva pyörii tyhjää. Ovi jää auki, jos tuulee.',
		then: [take('kalle', 1, '08:35'), plan('kalle', 1, '08:40', { after: 8, from: '12:00', to: '14:00' })]
	},
	{
		by: 'petri-kinnunen',
		daysAgo: 170,
		at: '18:18',
		...atHome('kitchen', 'kitchen'),
		says: 'Uunin yläosan vastus ei toimi.',
		then: [
			take('kalle', 2, '09:00'),
			wait('kalle', 3, '10:30', 'part', 'Liesi on vanha eikä osaa enää saa. Uusi liesi on tilattu.'),
			finish('kalle', 12, '13:20', 'Liesi vaihdettu uuteen.')
		]
	},
	{
		by: 'daria-petrova',
		daysAgo: 99,
		at: '14:14',
		...atHome('bedroom', 'indoorAir'),
		says: 'Makuuhuoneessa haisee tupakka, vaikka kukaan meistä ei polta. Haju tulee venttiilistä.',
		then: [
			take('kalle', 2, '08:25'),
			close(
				'kalle',
				6,
				'12:15',
				'Ilmanvaihto on mitattu ja toimii ohjearvojen mukaan. Tupakoinnista naapurissa tehdään oma ilmoitus palvelupyynnöissä.'
			)
		]
	},
	{
		by: 'henrik-sjoblom',
		daysAgo: 230,
		at: '17:17',
		...atHome('bathroom', 'ventilation'),
		says: 'Ventilen i badrummet suger inte alls, spegeln är immig i flera timmar.',
		then: [
			take('kalle', 1, '09:10'),
			finish('kalle', 3, '11:00', 'Kanalen var tilltäppt och är nu rensad. Luftflödet är uppmätt.')
		]
	},
	{
		by: 'salla-jarvinen',
		daysAgo: 47,
		at: '07:20',
		...atHome('kitchen', 'waterAndSewer'),
		says: 'Keittiön viemäri vetää hitaasti.',
		then: [withdraw(1, '16:00')]
	}
];
