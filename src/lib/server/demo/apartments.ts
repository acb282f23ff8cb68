import { houses } from './content/houses';
import type { HouseKey } from './content/house';
import { idOfApartment, idOfStaircase } from './ids';

export interface DemoApartment {
	id: string;
	house: HouseKey;
	staircaseId: string;
	staircase: string;
	number: number;
	floor: number;
	rooms: string;
	areaM2: number;
	rentCents: number;
}

/** Flats repeat from floor to floor: the same layout above the same layout. */
const layouts: Record<
	HouseKey,
	{ firstFloor: number; eurosPerM2: number; onEachFloor: [rooms: string, areaM2: number][] }
> = {
	pihkarinne: {
		firstFloor: 1,
		eurosPerM2: 14.9,
		onEachFloor: [
			['2h+k', 52],
			['3h+k', 68.5]
		]
	},
	suokukankuja: {
		firstFloor: 1,
		eurosPerM2: 13.6,
		onEachFloor: [
			['2h+k', 56.5],
			['4h+k+s', 89],
			['1h+kk', 34.5]
		]
	},
	luotsiveneenkatu: {
		firstFloor: 2,
		eurosPerM2: 18.2,
		onEachFloor: [
			['2h+kt', 47],
			['3h+kt', 66.5]
		]
	}
};

/** Numbers run through the staircases: A 1–8, B 9–16. */
export const apartments: DemoApartment[] = Object.values(houses).flatMap(({ key, staircases }) => {
	const { firstFloor, eurosPerM2, onEachFloor } = layouts[key];
	let number = 0;
	return staircases.flatMap((staircase) =>
		Array.from({ length: staircase.apartments }, (_, index) => {
			const [rooms, areaM2] = onEachFloor[index % onEachFloor.length]!;
			number++;
			return {
				id: idOfApartment(key, number),
				house: key,
				staircaseId: idOfStaircase(key, staircase.name),
				staircase: staircase.name,
				number,
				floor: firstFloor + Math.floor(index / onEachFloor.length),
				rooms,
				areaM2,
				rentCents: Math.round(areaM2 * eurosPerM2) * 100
			};
		})
	);
});

export function getApartment(house: HouseKey, number: number): DemoApartment {
	const found = apartments.find((apartment) => apartment.house === house && apartment.number === number);
	if (!found) throw new Error(`${house} has no apartment ${number}`);
	return found;
}
