import {
	add,
	atHome,
	close,
	finish,
	inCommonArea,
	plan,
	say,
	see,
	take,
	wait,
	withdraw,
	type ReportSeed
} from './story';

export const suokukankujaReports: ReportSeed[] = [
	{
		by: 'erik-lindqvist',
		daysAgo: 7,
		at: '17:36',
		...atHome('sauna', 'saunaAndLaundry'),
		says: 'Bastuaggregatet hemma löser ut jordfelsbrytaren efter några minuter. Vi har inte använt bastun sedan dess.',
		goodTimes: 'Vardagar efter klockan 15.',
		note: { by: 'tuula', text: 'Motstånd 3 kW, leveranstid två veckor enligt grossisten.' },
		then: [
			take('tuula', 1, '08:12'),
			wait(
				'tuula',
				2,
				'13:20',
				'part',
				'Ett av motstånden är trasigt. Reservdelen är beställd, jag hör av mig när den kommer.'
			),
			add(3, '09:02', 'Tack. Det är ingen brådska, men säg till innan du kommer så att någon är hemma.')
		]
	},
	{
		by: 'erik-lindqvist',
		daysAgo: 64,
		at: '07:41',
		...inCommonArea('stairwell', 'doorsAndLocks'),
		says: 'Dörrtelefonen i trappa B fungerar inte, det brummar bara.',
		then: [
			take('tuula', 0, '09:00'),
			finish('tuula', 4, '12:30', 'Strömkällan är utbytt och alla bostäder är testade.')
		]
	},
	{
		by: 'camilla-lindqvist',
		daysAgo: 180,
		at: '20:10',
		...atHome('bathroom', 'bathroom'),
		says: 'Silikonfogen runt duschväggen är svart och lossnar.',
		then: [
			take('tuula', 1, '08:40'),
			plan(
				'tuula',
				1,
				'08:44',
				{ after: 7, from: '09:00', to: '11:00' },
				'Jag byter fogen. Duschen får inte användas på ett dygn.'
			),
			finish('tuula', 7, '11:20', 'Fogen är utbytt. Duscha tidigast i morgon förmiddag.')
		]
	},
	{
		by: 'gunilla-berg',
		daysAgo: 2,
		at: '09:25',
		...atHome('kitchen', 'electricity'),
		says: 'Lampan under köksskåpet blinkar och surrar. Jag har släckt den.',
		masterKeyAllowed: false,
		goodTimes: 'Vi är hemma alla dagar före klockan 12.',
		then: [see('tuula', 1, '08:00')]
	},
	{
		by: 'rolf-berg',
		daysAgo: 140,
		at: '10:10',
		...inCommonArea('yard', 'yard'),
		says: 'Gångplattorna framför trappa A har rest sig. Min fru höll på att snubbla.',
		then: [take('tuula', 0, '10:40'), finish('tuula', 8, '14:10', 'Plattorna är omlagda.')]
	},
	{
		by: 'ibrahim-hassan',
		daysAgo: 4,
		at: '21:02',
		...atHome('bathroom', 'waterAndSewer'),
		says: 'Suihkun viemäri haisee ja vesi nousee lattialle, jos suihkussa on yli viisi minuuttia.',
		then: [
			take('tuula', 1, '07:45'),
			plan(
				'tuula',
				1,
				'07:50',
				{ after: 5, from: '13:00', to: '15:00' },
				'Avaan lattiakaivon ja linjan. Kotona ei tarvitse olla.'
			)
		]
	},
	{
		by: 'farah-hassan',
		daysAgo: 92,
		at: '12:12',
		...inCommonArea('laundry', 'saunaAndLaundry'),
		says: 'Kuivausrumpu ei kuumene.',
		then: [
			take('tuula', 1, '09:30'),
			finish('tuula', 6, '13:00', 'Ylikuumenemissuoja vaihdettu. Muistathan puhdistaa nukkasihdin.')
		]
	},
	{
		by: 'petra-vaisanen',
		daysAgo: 16,
		at: '18:59',
		...atHome('hall', 'doorsAndLocks'),
		says: 'Viisivuotiaani lukitsi turvalukon, eikä avain enää aukea sisältä kunnolla.',
		then: [
			take('tuula', 1, '08:15'),
			finish('tuula', 2, '17:10', 'Lukko öljytty ja säädetty, kokeiltu yhdessä Leon kanssa.')
		]
	},
	{
		by: 'sanna-korpela',
		daysAgo: 33,
		at: '06:48',
		...inCommonArea('parking', 'parking'),
		says: 'Lämmitystolpan 4 kansi ei lukitu ja pistorasia näkyy.',
		then: [
			take('tuula', 0, '08:05'),
			wait(
				'tuula',
				0,
				'08:30',
				'contractor',
				'Tolppa on jännitteetön. Kaikki tolpat uusitaan, siitä tulee tiedote.'
			)
		]
	},
	{
		by: 'andrei-popescu',
		daysAgo: 9,
		at: '13:37',
		...inCommonArea('storage', 'electricity'),
		says: 'The light in the storage corridor goes off after ten seconds, which is too short to find anything.',
		then: [
			take('tuula', 1, '09:50'),
			finish('tuula', 4, '12:00', 'The timer is now three minutes, and the sensor sees the whole corridor.')
		],
		unread: true
	},
	{
		by: 'elena-popescu',
		daysAgo: 205,
		at: '19:29',
		...atHome('bedroom', 'pests'),
		says: 'There are small brown beetles in the bedroom, near the window. I have put two in a jar.',
		masterKeyAllowed: false,
		goodTimes: 'Saturdays, or weekdays after 17.',
		then: [
			take('tuula', 1, '08:20'),
			plan(
				'tuula',
				2,
				'10:10',
				{ after: 6, from: '17:00', to: '18:00' },
				'A pest control technician comes with me. Please keep the jar.'
			),
			finish(
				'tuula',
				34,
				'12:00',
				'They were carpet beetles. Two treatments are done and nothing was found at the check.'
			)
		]
	},
	{
		by: 'teemu-manninen',
		daysAgo: 20,
		at: '15:15',
		...atHome('kitchen', 'kitchen'),
		says: 'Keittiön kaapinovi putosi saranoiltaan.',
		then: [take('tuula', 1, '08:40'), finish('tuula', 3, '10:20', 'Saranat vaihdettu.')]
	},
	{
		by: 'outi-rinne',
		daysAgo: 50,
		at: '08:04',
		...atHome('livingRoom', 'windowsAndBalcony'),
		says: 'Parvekelasi jumittaa eikä aukea.',
		then: [
			take('tuula', 1, '09:00'),
			close(
				'tuula',
				3,
				'12:40',
				'Parvekelasien voitelu ja puhdistus kuuluu asukkaalle. Ohje ja silikonivoide ovat postiluukussasi. Jos lasi ei sittenkään liiku, ilmoita uudestaan.'
			)
		]
	},
	{
		by: 'kalevi-leppanen',
		daysAgo: 110,
		at: '11:45',
		...inCommonArea('basement', 'waterAndSewer'),
		says: 'Kellarin käytävällä on vettä noin kahden neliön alalla lämmönjakohuoneen oven edessä.',
		then: [
			take('tuula', 0, '12:05'),
			finish(
				'tuula',
				1,
				'10:30',
				'Lämmönjakohuoneen varoventtiili oli auennut. Paine säädetty ja lattia kuivattu.'
			)
		]
	},
	{
		by: 'emmi-toivonen',
		daysAgo: 1,
		at: '07:12',
		...atHome('bedroom', 'heating'),
		says: 'Lastenhuoneessa on 18 astetta, vaikka patteri on täysillä. Vauva nukkuu siellä.',
		goodTimes: 'Olen kotona koko päivän. Koputtakaa, älkää soittako ovikelloa.',
		then: [see('tuula', 0, '10:31')]
	},
	{
		by: 'simran-kaur',
		daysAgo: 72,
		at: '16:24',
		...atHome('kitchen', 'kitchen'),
		says: 'One plate of the stove stays cold.',
		then: [take('tuula', 1, '08:30'), finish('tuula', 5, '14:45', 'The plate and its switch are replaced.')]
	},
	{
		by: 'maarit-peltonen',
		daysAgo: 28,
		at: '20:40',
		...atHome('toilet', 'waterAndSewer'),
		says: 'Vessan allashana on löysällä.',
		then: [withdraw(0, '21:15')]
	},
	{
		by: 'johanna-holm',
		daysAgo: 13,
		at: '19:19',
		...inCommonArea('yard', 'yard'),
		says: 'En bräda i sandlådans kant är lös och det sticker upp en skruv.',
		then: [
			take('tuula', 1, '07:35'),
			finish('tuula', 1, '09:10', 'Brädan är fastskruvad och skruven borta. Tack för att du sade till.')
		]
	},
	{
		by: 'iiris-kosonen',
		daysAgo: 240,
		at: '22:05',
		...atHome('wholeApartment', 'heating'),
		urgentKind: 'noHeatingInFrost',
		says: 'Kaikki patterit ovat kylmiä ja sisällä on 16 astetta. Soitin päivystykseen.',
		then: [
			say(
				'tuula',
				0,
				'22:50',
				'Päivystäjä on lämmönjakohuoneessa: kiertopumppu oli pysähtynyt ja on nyt käynnissä.'
			),
			take('tuula', 1, '07:40'),
			finish('tuula', 1, '10:15', 'Lämpö on palannut koko taloon.')
		]
	}
];
