import type { SitePlan } from '$lib/domain/rescue-plans';
import {
	area,
	basementTitle,
	entrance,
	houseNumber,
	mapWords,
	mark,
	yardTitle
} from '$lib/server/demo/content/site-plan';

export const luotsiveneenkatuYard: SitePlan = {
	id: 'yard',
	title: yardTitle,
	description: {
		fi: 'Talo on kulmatalo: A-porras Luotsiveneenkadun varrella lännessä, B-porras etelässä puiston puolella. Sisäpiha on koillisessa pysäköintihallin kannella, eikä se kanna pelastusajoneuvoa. Pelastustie on katu ja talon eteläpuoli. Kokoontumispaikka on Luotsipuistossa talon eteläpuolella. Paloposti on kadun kulmassa lounaassa.',
		sv: 'Huset är ett hörnhus: trappa A längs Lotsbåtsgatan i väster, trappa B i söder mot parken. Innergården ligger i nordost på parkeringshallens däck och bär inte räddningsfordon. Räddningsvägen är gatan och husets södra sida. Samlingsplatsen är i Lotsparken söder om huset. Brandposten står i gathörnet i sydväst.',
		en: 'A corner building: staircase A along the street in the west, staircase B in the south towards the park. The courtyard in the north-east is on the deck of the car park and does not carry rescue vehicles. The rescue road is the street and the south side of the building. The assembly point is in Luotsipuisto park, south of the building. The hydrant is at the street corner in the south-west.'
	},
	width: 84,
	height: 78,
	shapes: [
		area('green', 20, 54, 60, 20, { fi: 'Luotsipuisto', sv: 'Lotsparken', en: 'Luotsipuisto park' }),
		area('road', 0, 0, 9, 78),
		area('rescueRoad', 9, 44, 61, 7, mapWords.rescueRoad),
		area('road', 72, 4, 8, 47),
		area('path', 32, 7, 26, 19),
		area('building', 14, 4, 16, 36),
		area('otherBuilding', 60, 9, 9, 9),
		area('building', 30, 28, 36, 12, houseNumber(7)),
		area('playground', 36, 10, 18, 13, mapWords.playground),
		area('path', 9, 19, 5, 2),
		area('path', 51, 40, 2, 4),
		entrance('A', 14, 20),
		entrance('B', 52, 40),
		mark('wasteRoom', 64.5, 12.5, mapWords.waste),
		mark('hydrant', 14, 59, mapWords.hydrant),
		mark('assemblyPoint', 68, 59, mapWords.assemblyPoint)
	]
};

export const luotsiveneenkatuBasement: SitePlan = {
	id: 'basement',
	title: basementTitle,
	description: {
		fi: 'Kellarin länsiosassa A-portaan alla on väestönsuoja, jossa ovat kotien varastot, ja sähköpääkeskus. Eteläosassa B-portaan alla on lämmönjakohuone ja siellä veden pääsulku. Loppu on pysäköintihallia, jonne ajetaan idästä.',
		sv: 'I källarens västra del under trappa A finns skyddsrummet med hemmens förråd och elhuvudcentralen. I södra delen under trappa B finns värmefördelningsrummet med huvudavstängningen för vatten. Resten är parkeringshall med infart från öster.',
		en: 'In the west, below staircase A, are the shelter with the storage cages and the main electrical board. In the south, below staircase B, is the heat distribution room with the water main shut-off. The rest is the car park, entered from the east.'
	},
	width: 60,
	height: 44,
	shapes: [
		area('building', 3, 3, 52, 38),
		area('parking', 20, 5, 34, 20, { fi: 'Pysäköintihalli', sv: 'Parkeringshall', en: 'Car park' }),
		area('road', 55, 11, 5, 7),
		area('path', 20, 26, 34, 2.5),
		area('otherBuilding', 5, 5, 13, 15),
		area('otherBuilding', 5, 29.5, 13, 10),
		area('path', 5, 21, 15, 7.5),
		area('otherBuilding', 20, 29.5, 11, 10, mapWords.bicycles),
		area('path', 32, 29.5, 5, 10),
		area('otherBuilding', 38, 29.5, 16, 10),
		entrance('A', 8, 24.5),
		entrance('B', 34.5, 37),
		mark('shelter', 11.5, 11, mapWords.shelter),
		mark('electricalBoard', 11.5, 33, mapWords.electricalBoard),
		mark('waterShutOff', 46, 33, mapWords.waterShutOff)
	]
};
