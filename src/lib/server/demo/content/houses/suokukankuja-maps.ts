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

export const suokukankujaYard: SitePlan = {
	id: 'yard',
	title: yardTitle,
	description: {
		fi: 'Talo on keskellä tonttia pohjois–eteläsuunnassa. Portaiden A ja B ulko-ovet ovat itäsivulla pelastustien varrella. Pelastustie alkaa Suokukankujalta etelästä. Kokoontumispaikka on nurmikolla tontin koilliskulmassa leikkikentän pohjoispuolella. Autopaikat ovat talon länsipuolella, jätekatos ja paloposti kadun kulmassa kaakossa.',
		sv: 'Huset står mitt på tomten i nord-sydlig riktning. Ytterdörrarna till trapporna A och B finns på östra sidan vid räddningsvägen, som börjar vid Myrblomsgränden i söder. Samlingsplatsen är på gräsmattan i tomtens nordöstra hörn, norr om lekplatsen. Bilplatserna finns väster om huset, sopskjulet och brandposten i hörnet mot gatan i sydost.',
		en: 'The building stands in the middle of the plot, north to south. The doors of staircases A and B are on the east side, along the rescue road, which starts from the street in the south. The assembly point is on the lawn in the north-east corner of the plot, north of the playground. Parking is west of the building, the waste shelter and the hydrant are at the street corner in the south-east.'
	},
	width: 84,
	height: 72,
	shapes: [
		area('green', 58, 4, 22, 16),
		area('green', 26, 4, 22, 6),
		area('road', 0, 63, 84, 9, { fi: 'Suokukankuja', sv: 'Myrblomsgränden', en: 'Suokukankuja' }),
		area('rescueRoad', 47, 12, 7, 44),
		area('rescueRoad', 44, 56, 18, 7, mapWords.rescueRoad),
		area('road', 6, 54, 18, 9),
		area('path', 43, 23, 4, 2),
		area('path', 43, 43, 4, 2),
		area('path', 54, 14, 4, 2),
		area('building', 30, 14, 13, 41, houseNumber(3)),
		area('parking', 6, 14, 18, 40, mapWords.parking),
		area('playground', 60, 25, 18, 14, mapWords.playground),
		area('otherBuilding', 60, 44, 9, 7),
		entrance('A', 43, 24),
		entrance('B', 43, 44),
		mark('wasteRoom', 64.5, 46.5, mapWords.waste),
		mark('hydrant', 76, 58, mapWords.hydrant),
		mark('assemblyPoint', 69, 10, mapWords.assemblyPoint)
	]
};

export const suokukankujaBasement: SitePlan = {
	id: 'basement',
	title: basementTitle,
	description: {
		fi: 'Kellari on talon alla pohjoisesta etelään. Kuvassa pohjoinen on vasemmalla. Vasemmassa päässä A-portaan kohdalla on väestönsuoja, jossa ovat kotien varastot, ja sen vieressä sähköpääkeskus. Oikeassa päässä B-portaan kohdalla on lämmönjakohuone ja siellä veden pääsulku. Keskellä ovat pesutupa ja sauna.',
		sv: 'Källaren ligger under huset från norr till söder. På bilden är norr till vänster. I vänstra änden vid trappa A finns skyddsrummet med hemmens förråd och bredvid det elhuvudcentralen. I högra änden vid trappa B finns värmefördelningsrummet med huvudavstängningen för vatten. I mitten finns tvättstugan och bastun.',
		en: 'The basement lies under the building from north to south; in the picture north is on the left. At the left end, by staircase A, is the shelter with the storage cages, and beside it the main electrical board. At the right end, by staircase B, is the heat distribution room with the water main shut-off. The laundry and the sauna are in the middle.'
	},
	width: 50,
	height: 22,
	shapes: [
		area('building', 4, 3, 42, 16),
		area('path', 5, 10, 40, 2),
		area('otherBuilding', 5, 12.5, 18, 5.5),
		area('otherBuilding', 5, 4, 6, 5.5),
		area('path', 12, 3, 4, 6.5),
		area('otherBuilding', 17, 4, 10, 5.5),
		area('path', 28, 3, 4, 6.5),
		area('otherBuilding', 33, 4, 12, 5.5, mapWords.bicycles),
		area('otherBuilding', 24, 12.5, 8, 5.5, mapWords.laundry),
		area('otherBuilding', 33, 12.5, 12, 5.5),
		entrance('A', 14, 3),
		entrance('B', 30, 3),
		mark('shelter', 14, 14.5, mapWords.shelter),
		mark('electricalBoard', 22, 6, mapWords.electricalBoard),
		mark('waterShutOff', 39, 14.5, mapWords.waterShutOff)
	]
};
