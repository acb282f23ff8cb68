import { home, occupant, signatory, spouse, type HouseholdSeed } from './household';

const house = 'luotsiveneenkatu';
const sv = { language: 'sv' } as const;
const en = { language: 'en' } as const;

export const luotsiveneenkatuHouseholds: HouseholdSeed[] = [
	// A
	home(house, 1, 1010, signatory('Rantala', 'Eero Samuel', 31)),
	home(house, 2, 760, signatory('Wang', 'Li', 33, en), spouse('Chen', 'Hao', 34, en)),
	home(
		house,
		3,
		2400,
		signatory('Forsström', 'Anna Katarina', 41, sv),
		occupant('Forsström', 'Melvin Edvard', 12, sv)
	),
	home(house, 4, 470, signatory('Hakala', 'Jenni Marianne', 29)),
	home(house, 5, 2480, signatory('Uotila', 'Pauli Ensio', 66), spouse('Uotila', 'Merja Sinikka', 64)),
	home(house, 6, 1440, signatory('Haapanen', 'Tiia Maria', 36), occupant('Haapanen', 'Eevi Olivia', 6)),
	home(house, 7, 820, signatory('Dubois', 'Claire', 38, en)),
	home(
		house,
		8,
		2470,
		signatory('Kivelä', 'Mikael Aleksanteri', 46),
		spouse('Kivelä', 'Susanna Elisabet', 45),
		occupant('Kivelä', 'Joona Mikael', 17)
	),
	home(
		house,
		9,
		930,
		signatory('Okafor', 'Chidi', 32, en),
		spouse('Okafor', 'Ngozi', 31, en),
		occupant('Okafor', 'Zara', 1, en)
	),
	home(house, 10, 1990, signatory('Sundström', 'Nina Birgitta', 52, sv)),
	// B
	home(house, 11, 395, signatory('Vuori', 'Atte Julius', 25)),
	home(
		house,
		12,
		1660,
		signatory('Savolainen', 'Tanja Marjaana', 43),
		occupant('Savolainen', 'Miro Elmeri', 11)
	),
	home(
		house,
		13,
		1250,
		signatory('Eriksson', 'Patrik Olof', 37, sv),
		spouse('Eriksson', 'Lotta Kristina', 36, sv)
	),
	home(
		house,
		14,
		1120,
		signatory('Silva', 'Maria Fernanda', 34, en),
		spouse('Costa', 'João Pedro', 35, en),
		occupant('Costa', 'Inês', 3, en)
	),
	home(house, 15, 560, signatory('Räsänen', 'Onni Eerikki', 30)),
	home(house, 16, 2440, signatory('Kangas', 'Päivi Maarit', 59)),
	home(house, 17, 1370, signatory('Müller', 'Jonas', 40, en), occupant('Müller', 'Greta', 8, en)),
	home(house, 18, 610, signatory('Nurmi', 'Elina Sara', 28), occupant('Nurmi', 'Samuel Henrik', 26))
];
