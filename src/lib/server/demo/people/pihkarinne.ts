import { home, occupant, signatory, spouse, type HouseholdSeed } from './household';

const house = 'pihkarinne';

export const pihkarinneHouseholds: HouseholdSeed[] = [
	home(house, 1, 9210, signatory('Hämäläinen', 'Pekka Olavi', 67), spouse('Hämäläinen', 'Liisa Annikki', 66)),
	home(
		house,
		2,
		1530,
		signatory('Nieminen', 'Tuomas Antero', 34),
		spouse('Nieminen', 'Laura Sofia', 33),
		occupant('Nieminen', 'Emil Oliver', 4),
		occupant('Nieminen', 'Sanni Aurora', 1)
	),
	home(house, 3, 12_030, signatory('Koskinen', 'Raija Hellevi', 74, { unregistered: true })),
	home(
		house,
		4,
		2480,
		signatory('Abdi', 'Hodan Faduma', 39),
		spouse('Abdi', 'Yusuf Hassan', 42),
		occupant('Abdi', 'Amina', 16),
		occupant('Abdi', 'Bilal', 12),
		occupant('Abdi', 'Sumaya', 7)
	),
	{
		...home(house, 5, 900, signatory('Sjöblom', 'Henrik Mikael', 29, { language: 'sv' })),
		until: 'lastOfPreviousMonth'
	},
	home(house, 6, 4010, signatory('Mäkinen', 'Sirpa Tuulikki', 58), spouse('Rantanen', 'Esa Kalevi', 60)),
	home(house, 7, 740, signatory('Ojala', 'Anni Matilda', 26), occupant('Kovalenko', 'Oksana', 32)),
	home(house, 8, 3120, signatory('Lehtonen', 'Markku Tapio', 52), occupant('Lehtonen', 'Iida Emilia', 14)),
	home(house, 9, 15_300, signatory('Saarinen', 'Helmi Orvokki', 81, { unregistered: true })),
	home(
		house,
		10,
		2900,
		signatory('Karjalainen', 'Antti Juhani', 45),
		spouse('Karjalainen', 'Minna Kristiina', 44),
		occupant('Karjalainen', 'Veeti Aleksi', 13),
		occupant('Karjalainen', 'Pinja Maria', 10)
	),
	home(
		house,
		11,
		2210,
		signatory('Nguyen', 'Lan Thi', 41),
		occupant('Nguyen', 'Minh Anh', 18, { birthdayToday: true, unregistered: true })
	),
	home(
		house,
		12,
		2190,
		signatory('Virtanen', 'Aino Maria', 38),
		spouse('Virtanen', 'Mikko Juhani', 41),
		occupant('Virtanen', 'Oskari Eemeli', 9),
		occupant('Virtanen', 'Elli Sofia', 6)
	),
	home(
		house,
		13,
		6600,
		signatory('Heikkinen', 'Kaarina Anneli', 71),
		occupant('Heikkinen', 'Elsa Katariina', 15)
	),
	home(house, 14, 640, signatory('Järvinen', 'Ville Petteri', 31), spouse('Järvinen', 'Salla Johanna', 30)),
	{ ...home(house, 15, 1280, signatory('Kinnunen', 'Petri Tapani', 36)), until: 'lastOfPreviousMonth' },
	home(house, 15, 'firstOfNextMonth', signatory('Ahonen', 'Sofia Helena', 27)),
	home(house, 16, 7450, signatory('Turunen', 'Eino Kullervo', 69, { unregistered: true })),
	home(house, 17, 11_200, signatory('Salminen', 'Veikko Ilmari', 79, { unregistered: true })),
	{
		...home(
			house,
			18,
			440,
			signatory('Lindholm', 'Roope Elias', 21),
			signatory('Rahman', 'Aisha', 22, { language: 'en' }),
			signatory('Niemelä', 'Kasper Aatos', 20)
		),
		fixedTermDays: 640
	},
	home(house, 19, 5230, signatory('Hiltunen', 'Marja Leena', 63)),
	home(
		house,
		20,
		1900,
		signatory('Ahmadi', 'Reza', 36),
		spouse('Ahmadi', 'Leila', 34),
		occupant('Ahmadi', 'Darius', 5),
		occupant('Ahmadi', 'Parisa', 2)
	),
	home(house, 21, 510, signatory('Pitkänen', 'Juho Matias', 28), spouse('Petrova', 'Daria', 27)),
	home(
		house,
		22,
		1100,
		signatory('Lappalainen', 'Henna Maaria', 35),
		occupant('Lappalainen', 'Alma Lilja', 8),
		occupant('Lappalainen', 'Aatu Kalle', 3)
	),
	home(
		house,
		23,
		13_900,
		signatory('Tuominen', 'Seppo Johannes', 77),
		spouse('Tuominen', 'Anja Kyllikki', 75)
	),
	home(
		house,
		24,
		3600,
		signatory('Kemppainen', 'Timo Sakari', 48),
		spouse('Rautio', 'Katja Marika', 46),
		occupant('Kemppainen', 'Nooa Valtteri', 17)
	)
];
