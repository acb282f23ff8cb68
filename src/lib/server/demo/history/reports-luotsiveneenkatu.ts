import {
	add,
	atHome,
	close,
	finish,
	inCommonArea,
	plan,
	reopen,
	say,
	see,
	take,
	wait,
	type ReportSeed
} from './story';

export const luotsiveneenkatuReports: ReportSeed[] = [
	{
		by: 'maria-silva',
		daysAgo: 5,
		at: '19:48',
		...atHome('wholeApartment', 'ventilation'),
		says: 'The ventilation unit shows a red light and hums loudly, mostly at night. Our three-year-old wakes up.',
		pets: 'No pets.',
		goodTimes: 'Any time. You may use the master key.',
		then: [
			take('kalle', 1, '09:25'),
			plan(
				'kalle',
				1,
				'09:31',
				{ after: 7, from: '09:00', to: '11:00' },
				'The red light means that the filters are due. I change them and check the fan bearing.'
			)
		]
	},
	{
		by: 'maria-silva',
		daysAgo: 84,
		at: '08:11',
		...inCommonArea('parking', 'parking'),
		says: 'The door of the car park stays open after cars have left.',
		then: [
			take('kalle', 0, '09:40'),
			finish(
				'kalle',
				2,
				'15:30',
				'The light sensor was dirty. It is cleaned, and the door closes after 20 seconds.'
			)
		]
	},
	{
		by: 'joao-costa',
		daysAgo: 158,
		at: '13:55',
		...atHome('kitchen', 'kitchen'),
		says: 'The dishwasher does not drain.',
		then: [
			take('kalle', 1, '08:20'),
			finish('kalle', 2, '12:10', 'There was a piece of glass in the pump. Removed and tested.'),
			reopen(5, '18:30', 'It stopped draining again today.'),
			take('kalle', 6, '08:30'),
			wait('kalle', 6, '10:00', 'part', 'The pump itself is damaged. A new one is ordered.'),
			finish('kalle', 13, '11:45', 'New pump fitted, two programmes run without fault.')
		]
	},
	{
		by: 'eero-rantala',
		daysAgo: 3,
		at: '08:02',
		...inCommonArea('lift', 'lift'),
		says: 'A-portaan hissi ei liiku. Ovet aukeavat ja sulkeutuvat, näytössä lukee E 4.',
		photos: ['lift-panel'],
		then: [
			take('kalle', 0, '08:15'),
			wait(
				'kalle',
				0,
				'11:40',
				'part',
				'Ovikoneiston kortti on rikki. Hissihuolto on tilannut osan, siitä on tiedote.'
			)
		]
	},
	{
		by: 'pauli-uotila',
		daysAgo: 2,
		at: '10:44',
		...inCommonArea('lift', 'lift'),
		says: 'Hissi A on edelleen rikki. Vaimollani on rollaattori, ja asumme viidennessä kerroksessa.',
		note: { by: 'kalle', text: 'Sama vika kuin Rantalan ilmoituksessa.' },
		then: [
			take('kalle', 0, '12:00'),
			say(
				'kalle',
				0,
				'12:06',
				'Kannamme kauppakassit arkisin klo 10 ja 16 ja autamme portaissa, soita 09 555 0145. Hissin osa on matkalla.'
			)
		]
	},
	{
		by: 'li-wang',
		daysAgo: 12,
		at: '20:05',
		...atHome('bathroom', 'bathroom'),
		says: 'The glass door of the shower scrapes the floor and does not close.',
		then: [
			take('kalle', 1, '08:50'),
			finish('kalle', 4, '13:20', 'The hinges are adjusted and the lower seal is new.')
		],
		unread: true
	},
	{
		by: 'hao-chen',
		daysAgo: 215,
		at: '18:40',
		...inCommonArea('stairwell', 'electricity'),
		says: 'The lights in the stairwell stay on all night.',
		then: [
			take('kalle', 1, '09:15'),
			finish('kalle', 3, '10:40', 'The motion sensor on the fourth floor is replaced.')
		]
	},
	{
		by: 'anna-forsstrom',
		daysAgo: 10,
		at: '17:03',
		...atHome('bedroom', 'windowsAndBalcony'),
		says: 'Persiennen i Melvins rum går inte att vinkla, snöret har gått av mellan glasen.',
		goodTimes: 'Vardagar efter 16.',
		then: [
			take('kalle', 1, '08:42'),
			wait(
				'kalle',
				2,
				'09:30',
				'contractor',
				'Fönstret måste öppnas av glasmästaren. Tiden bekräftas den här veckan.'
			)
		]
	},
	{
		by: 'jenni-hakala',
		daysAgo: 40,
		at: '23:31',
		...atHome('bathroom', 'waterAndSewer'),
		urgentKind: 'largeWaterLeak',
		says: 'Pesukoneen hana suihkuaa vettä seinään. Suljin pääsulun ja soitin päivystykseen.',
		then: [
			say('kalle', 0, '23:58', 'Päivystys on lähdössä, paikalla noin 20 minuutissa.'),
			take('kalle', 1, '08:05'),
			finish('kalle', 1, '11:00', 'Hana vaihdettu yöllä, kosteus mitattu aamulla: rakenteet ovat kuivat.')
		]
	},
	{
		by: 'tiia-haapanen',
		daysAgo: 19,
		at: '15:22',
		...inCommonArea('wasteRoom', 'wasteRoom'),
		says: 'Jätehuoneen ovi ei aukea avaimella.',
		then: [
			take('kalle', 0, '15:50'),
			finish('kalle', 1, '08:30', 'Lukonlukija käynnistetty uudelleen ja avaimet päivitetty.')
		]
	},
	{
		by: 'claire-dubois',
		daysAgo: 1,
		at: '21:50',
		...atHome('kitchen', 'pests'),
		says: 'I saw ants along the balcony door and on the kitchen counter. About twenty of them.',
		then: []
	},
	{
		by: 'mikael-kivela',
		daysAgo: 70,
		at: '07:30',
		...inCommonArea('parking', 'electricity'),
		says: 'Pysäköintihallin latauslaite 3 ei tunnista korttia.',
		then: [
			take('kalle', 0, '08:45'),
			wait('kalle', 1, '10:20', 'contractor', 'Laitetoimittaja päivittää ohjelmiston.'),
			finish('kalle', 9, '14:00', 'Päivitetty ja testattu kolmella kortilla.')
		]
	},
	{
		by: 'chidi-okafor',
		daysAgo: 6,
		at: '12:09',
		...atHome('livingRoom', 'indoorAir'),
		says: 'There is a smell of sewage in the living room when the wind blows from the sea.',
		then: [
			take('kalle', 1, '09:05'),
			say(
				'kalle',
				2,
				'14:30',
				'The floor drain trap was dry, I filled it. Please tell me if the smell comes back in the next days.'
			),
			add(4, '08:20', 'Better, but not completely gone in the evening.')
		]
	},
	{
		by: 'nina-sundstrom',
		daysAgo: 125,
		at: '16:16',
		...atHome('hall', 'smokeAlarm'),
		says: 'Brandvarnaren larmar varje gång jag duschar.',
		then: [
			take('kalle', 1, '08:10'),
			finish('kalle', 3, '12:50', 'Varnaren är flyttad en meter längre från badrumsdörren och testad.')
		]
	},
	{
		by: 'atte-vuori',
		daysAgo: 36,
		at: '10:58',
		...atHome('balcony', 'windowsAndBalcony'),
		says: 'Parvekkeen lattialaatta on haljennut.',
		photos: ['cracked-tile'],
		then: [
			take('kalle', 2, '09:00'),
			close(
				'kalle',
				4,
				'11:10',
				'Laatta on ehjä rakenteen kannalta ja vaihdetaan julkisivun korjauksessa muiden kanssa.'
			)
		]
	},
	{
		by: 'tanja-savolainen',
		daysAgo: 2,
		at: '07:52',
		...inCommonArea('otherCommonArea', 'doorsAndLocks'),
		says: 'Pyörävaraston ovi on jäänyt lukosta auki jo kahtena aamuna.',
		then: [
			take('kalle', 0, '08:20'),
			plan(
				'kalle',
				0,
				'08:26',
				{ after: 3, from: '08:00', to: '10:00' },
				'Lukkoseppä tulee. Käyn siihen asti lukitsemassa oven iltaisin.'
			)
		]
	},
	{
		by: 'patrik-eriksson',
		daysAgo: 58,
		at: '19:14',
		...atHome('kitchen', 'waterAndSewer'),
		says: 'Köksblandaren läcker vid foten och skåpet under är fuktigt.',
		then: [
			take('kalle', 1, '07:50'),
			plan('kalle', 1, '07:55', { after: 2, from: '10:00', to: '12:00' }),
			finish('kalle', 2, '11:35', 'Blandaren är utbytt. Fukten mättes och skåpet är torrt.')
		]
	},
	{
		by: 'paivi-kangas',
		daysAgo: 290,
		at: '09:09',
		...inCommonArea('outdoorWall', 'other'),
		says: 'Talon seinään B-portaan puolelle on maalattu tageja.',
		then: [
			take('kalle', 1, '08:00'),
			finish('kalle', 4, '15:00', 'Seinä on puhdistettu ja suojapinta uusittu.')
		]
	},
	{
		by: 'jonas-muller',
		daysAgo: 15,
		at: '18:27',
		...atHome('bathroom', 'heating'),
		says: 'The bathroom floor heating has not worked since last week.',
		then: [
			take('kalle', 1, '10:10'),
			finish('kalle', 5, '13:00', 'The thermostat was in holiday mode after the update. It is set right now.')
		]
	},
	{
		by: 'samuel-nurmi',
		daysAgo: 4,
		at: '14:40',
		...inCommonArea('sauna', 'saunaAndLaundry'),
		says: 'Talosaunan suihkusta tulee vain kylmää vettä.',
		then: [see('kalle', 1, '08:00'), take('kalle', 1, '08:30')]
	}
];
