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

export const pihkarinneYard: SitePlan = {
	id: 'yard',
	title: yardTitle,
	description: {
		fi: 'Talo on pihan pohjoisreunassa, Pihkarinteen varrella. Portaiden A, B ja C ulko-ovet ovat pihan puolella, etelään. Pelastustie tulee talon länsipäädyn ohi ovien eteen. Kokoontumispaikka on nurmikolla pihan kaakkoiskulmassa, leikkikentän itäpuolella. Paloposti on kadun varrella talon koillispuolella.',
		sv: 'Huset står vid gårdens norra kant, längs Kådbrinken. Ytterdörrarna till trapporna A, B och C vetter mot gården, söderut. Räddningsvägen går förbi husets västra gavel fram till dörrarna. Samlingsplatsen är på gräsmattan i gårdens sydöstra hörn, öster om lekplatsen. Brandposten står vid gatan, nordost om huset.',
		en: 'The building stands along the street at the north edge of the yard. The doors of staircases A, B and C open south, to the yard. The rescue road passes the west end of the building and runs to the doors. The assembly point is on the lawn in the south-east corner of the yard, east of the playground. The hydrant is on the street, north-east of the building.'
	},
	width: 84,
	height: 62,
	shapes: [
		area('green', 14, 10, 54, 4),
		area('green', 57, 42, 23, 16),
		area('road', 0, 0, 84, 8, { fi: 'Pihkarinne', sv: 'Kådbrinken', en: 'Pihkarinne' }),
		area('rescueRoad', 4, 8, 6, 24),
		area('rescueRoad', 4, 32, 66, 6, mapWords.rescueRoad),
		area('path', 22, 28, 2, 4),
		area('path', 40, 28, 2, 4),
		area('path', 58, 28, 2, 4),
		area('path', 66, 38, 2, 4),
		area('building', 14, 16, 54, 12, houseNumber(4)),
		area('otherBuilding', 74, 18, 7, 9),
		area('parking', 6, 43, 24, 14, mapWords.parking),
		area('playground', 36, 43, 15, 14, mapWords.playground),
		entrance('A', 23, 28),
		entrance('B', 41, 28),
		entrance('C', 59, 28),
		mark('wasteRoom', 77.5, 22, mapWords.waste),
		mark('hydrant', 77.5, 11, mapWords.hydrant),
		mark('assemblyPoint', 68, 49, mapWords.assemblyPoint)
	]
};

export const pihkarinneBasement: SitePlan = {
	id: 'basement',
	title: basementTitle,
	description: {
		fi: 'Kellarikerroksen halki kulkee käytävä lännestä itään. Lännessä on lämmönjakohuone ja siellä veden pääsulku, keskellä väestönsuoja B-portaan kohdalla ja sen vastapäätä sähköpääkeskus, idässä pesutupa ja sauna. Portaat A, B ja C laskeutuvat käytävään sen eteläpuolelta.',
		sv: 'En korridor går genom källaren från väster till öster. I väster finns värmefördelningsrummet med huvudavstängningen för vatten, i mitten skyddsrummet vid trappa B och mitt emot det elhuvudcentralen, i öster tvättstugan och bastun. Trapporna A, B och C kommer ner till korridoren från söder.',
		en: 'A corridor runs through the basement from west to east. In the west is the heat distribution room with the water main shut-off, in the middle the shelter by staircase B with the main electrical board opposite, in the east the laundry and the sauna. Staircases A, B and C come down to the corridor from the south.'
	},
	width: 60,
	height: 22,
	shapes: [
		area('building', 3, 3, 54, 16),
		area('path', 4, 10, 52, 2),
		area('otherBuilding', 4, 4, 11, 5.5),
		area('otherBuilding', 16, 4, 8, 5.5, mapWords.storage),
		area('otherBuilding', 25, 4, 13, 5.5),
		area('otherBuilding', 39, 4, 6, 5.5),
		area('otherBuilding', 46, 4, 10, 5.5, mapWords.laundry),
		area('otherBuilding', 4, 12.5, 6, 5.5),
		area('path', 11, 12.5, 3, 6.5),
		area('otherBuilding', 15, 12.5, 13, 5.5, mapWords.storage),
		area('path', 29, 12.5, 3, 6.5),
		area('otherBuilding', 33, 12.5, 13, 5.5),
		area('path', 47, 12.5, 3, 6.5),
		area('otherBuilding', 51, 12.5, 5, 5.5, mapWords.sauna),
		entrance('A', 12.5, 19),
		entrance('B', 30.5, 19),
		entrance('C', 48.5, 19),
		mark('waterShutOff', 9.5, 6, mapWords.waterShutOff),
		mark('shelter', 31.5, 6, mapWords.shelter),
		mark('electricalBoard', 39.5, 14.5, mapWords.electricalBoard)
	]
};
