import { close, finish, inCommonArea, reopen, say, take, wait, type ReportSeed } from './story';

/** What went wrong in the staircases, the cellar and the yard of Pihkarinne 4. */
export const pihkarinneCommonReports: ReportSeed[] = [
	{
		by: 'aino-virtanen',
		daysAgo: 1,
		at: '20:15',
		...inCommonArea('stairwell', 'electricity'),
		says: 'B-portaan kolmannen kerroksen valo ei syty. Portaissa on iltaisin aivan pimeää, ja lasten kanssa siinä on vaarallista kulkea.',
		photos: ['dark-stairwell'],
		then: []
	},
	{
		by: 'aino-virtanen',
		daysAgo: 262,
		at: '16:30',
		...inCommonArea('stairwell', 'doorsAndLocks'),
		says: 'B-portaan ulko-ovi ei mene itsestään kiinni, se jää raolleen.',
		then: [take('kalle', 0, '17:05'), finish('kalle', 1, '08:40', 'Ovipumppu säädetty ja telki rasvattu.')]
	},
	{
		by: 'minna-karjalainen',
		daysAgo: 11,
		at: '17:44',
		...inCommonArea('laundry', 'saunaAndLaundry'),
		says: 'Pesutuvan kone 2 jättää veden rumpuun ja näyttää virhettä.',
		then: [
			take('kalle', 1, '08:05'),
			wait(
				'kalle',
				1,
				'08:50',
				'contractor',
				'Poistopumppu on tukossa tai rikki. Laitehuolto tulee katsomaan.'
			),
			say('kalle', 6, '11:30', 'Laitehuolto kävi: pumppu vaihdetaan. Kone 1 toimii normaalisti.')
		]
	},
	{
		by: 'antti-karjalainen',
		daysAgo: 25,
		at: '08:15',
		...inCommonArea('parking', 'parking'),
		says: 'Autopaikalla 7 on vieras auto jo kolmatta päivää, enkä pääse omalle paikalleni.',
		photos: ['unknown-car'],
		then: [
			take('kalle', 0, '09:10'),
			close(
				'kalle',
				3,
				'10:00',
				'Auto siirrettiin omistajan pyynnöstä pois. Jos se toistuu, pysäköinninvalvonnan numero on porrastaululla.'
			)
		]
	},
	{
		by: 'pekka-hamalainen',
		daysAgo: 17,
		at: '09:40',
		...inCommonArea('yard', 'yard'),
		says: 'Pihan vaahteran oksa on kuivunut ja roikkuu leikkikentän puolella.',
		photos: ['withered-tree'],
		then: [
			take('kalle', 1, '08:00'),
			wait(
				'kalle',
				1,
				'08:45',
				'contractor',
				'Eristin alueen nauhalla. Arboristi kaataa oksan, aika varmistuu tällä viikolla.'
			),
			finish('kalle', 7, '13:30', 'Oksa on poistettu ja puu tarkastettu. Muuten se on terve.')
		]
	},
	{
		by: 'anni-ojala',
		daysAgo: 195,
		at: '12:48',
		...inCommonArea('lift', 'lift'),
		urgentKind: 'personInLift',
		says: 'Jäin hissiin A-portaassa toisen ja kolmannen kerroksen väliin. Hissihuolto vastasi ja tuli puolessa tunnissa.',
		then: [
			take('kalle', 0, '13:30'),
			finish('kalle', 1, '09:30', 'Ovikosketin säädetty. Hissi on tarkastettu.')
		]
	},
	{
		by: 'markku-lehtonen',
		daysAgo: 120,
		at: '15:55',
		...inCommonArea('basement', 'pests'),
		says: 'Kellarin käytävällä näkyi hiiri kahtena aamuna.',
		then: [
			take('kalle', 1, '08:30'),
			say('kalle', 2, '12:00', 'Loukut on asennettu, ja roskakuilun tiiviste uusitaan.'),
			finish('kalle', 20, '10:10', 'Ei uusia havaintoja kahteen viikkoon.')
		]
	},
	{
		by: 'reza-ahmadi',
		daysAgo: 35,
		at: '19:50',
		...inCommonArea('wasteRoom', 'wasteRoom'),
		says: 'Jätekatos on täynnä ja roskapusseja on maassa. Haju on kova.',
		photos: ['overflowing-bins'],
		then: [
			take('kalle', 1, '07:10'),
			finish(
				'kalle',
				1,
				'11:50',
				'Ylimääräinen tyhjennys tehty, katos pesty. Kartonkiastia tyhjennetään jatkossa kahdesti viikossa.'
			)
		]
	},
	{
		by: 'marja-hiltunen',
		daysAgo: 55,
		at: '20:22',
		...inCommonArea('sauna', 'saunaAndLaundry'),
		says: 'Talosaunan kiuas ei lämpene, vuoro jäi väliin.',
		then: [
			take('kalle', 1, '09:05'),
			finish('kalle', 2, '14:40', 'Kiukaan vastus vaihdettu. Väliin jäänyt vuoro hyvitetään.'),
			reopen(9, '20:05', 'Kiuas sammui taas kesken vuoron.'),
			take('kalle', 10, '08:15'),
			finish(
				'kalle',
				12,
				'15:00',
				'Myös kontaktori oli viallinen, se on nyt vaihdettu ja kiuas koekäytetty kaksi tuntia.'
			)
		]
	},
	{
		by: 'henna-lappalainen',
		daysAgo: 1,
		at: '08:33',
		...inCommonArea('yard', 'yard'),
		says: 'Keinun ketju on kulunut melkein poikki leikkikentällä. Lapset keinuvat siinä joka päivä.',
		then: []
	},
	{
		by: 'seppo-tuominen',
		daysAgo: 310,
		at: '11:11',
		...inCommonArea('stairwell', 'stairwell'),
		says: 'C-portaan kaide heiluu toisessa kerroksessa.',
		then: [take('kalle', 1, '08:00'), finish('kalle', 1, '10:30', 'Kaiteen kiinnitys hitsattu ja maalattu.')]
	}
];
