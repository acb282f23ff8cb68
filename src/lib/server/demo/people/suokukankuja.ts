import { home, occupant, signatory, spouse, type HouseholdSeed } from './household';

const house = 'suokukankuja';
const sv = { language: 'sv' } as const;
const en = { language: 'en' } as const;

export const suokukankujaHouseholds: HouseholdSeed[] = [
	home(
		house,
		1,
		10_100,
		signatory('Berg', 'Gunilla Margareta', 72, sv),
		spouse('Berg', 'Rolf Anders', 74, sv)
	),
	home(
		house,
		2,
		1720,
		signatory('Hassan', 'Ibrahim', 40),
		spouse('Hassan', 'Farah', 37),
		occupant('Hassan', 'Zahra', 10),
		occupant('Hassan', 'Omar', 8)
	),
	home(house, 3, 2700, signatory('Salo', 'Kirsi Marjatta', 55)),
	home(house, 4, 860, signatory('Väisänen', 'Petra Karoliina', 32), occupant('Väisänen', 'Leo Kasperi', 5)),
	home(
		house,
		5,
		2050,
		signatory('Korpela', 'Sanna Riikka', 39),
		spouse('Korpela', 'Jari Pekka', 40),
		occupant('Korpela', 'Luukas Ilmari', 14)
	),
	home(house, 6, 6200, signatory('Mattila', 'Heikki Jaakko', 61)),
	home(house, 7, 1330, signatory('Popescu', 'Andrei', 35, en), spouse('Popescu', 'Elena', 33, en)),
	home(house, 8, 12_600, signatory('Aaltonen', 'Ritva Inkeri', 79, { unregistered: true })),
	{ ...home(house, 9, 980, signatory('Manninen', 'Teemu Kristian', 27)), until: 'lastOfNextMonth' },
	home(house, 10, 3300, signatory('Rinne', 'Outi Päivikki', 47), occupant('Rinne', 'Venla Amanda', 16)),
	home(
		house,
		11,
		3050,
		signatory('Lindqvist', 'Erik Johan', 44, sv),
		spouse('Lindqvist', 'Camilla Maria', 43, sv),
		occupant('Lindqvist', 'Axel Emil', 15, sv),
		occupant('Lindqvist', 'Ebba Linnea', 11, sv)
	),
	// Moved from Pihkarinne within the landlord's houses: one tenancy ended, another runs (A16).
	home(house, 12, 'firstOfThisMonth', signatory('Sjöblom', 'Henrik Mikael', 29, sv)),
	home(house, 13, 8900, signatory('Leppänen', 'Arja Irmeli', 68), spouse('Leppänen', 'Kalevi Matti', 70)),
	home(
		house,
		14,
		1210,
		signatory('Toivonen', 'Niko Henrikki', 33),
		spouse('Toivonen', 'Emmi Pauliina', 31),
		occupant('Toivonen', 'Hugo Benjamin', 1)
	),
	home(
		house,
		15,
		580,
		signatory('Kaur', 'Simran', 28, en),
		spouse('Singh', 'Arjun', 30, { language: 'en', withoutHetu: true, unregistered: true })
	),
	home(house, 16, 4400, signatory('Peltonen', 'Maarit Helena', 51)),
	home(house, 17, 2320, signatory('Holm', 'Johanna Ulrika', 38, sv), occupant('Holm', 'Linus Oskar', 9, sv)),
	home(house, 18, 690, signatory('Jokinen', 'Lauri Johannes', 24), occupant('Kosonen', 'Iiris Amalia', 23))
];
