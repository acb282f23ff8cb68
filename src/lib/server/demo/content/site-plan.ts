import type { SiteShape } from '$lib/domain/rescue-plans';
import type { Words } from './words';

type Area = Extract<SiteShape, { points: unknown }>['kind'];
type Mark = Extract<SiteShape, { at: unknown }>['kind'];

/** A rectangle, from its north-west corner, in metres. */
export function area(
	kind: Area,
	x: number,
	y: number,
	width: number,
	height: number,
	label?: Words
): SiteShape {
	const points: [number, number][] = [
		[x, y],
		[x + width, y],
		[x + width, y + height],
		[x, y + height]
	];
	return { kind, points, ...(label && { label }) };
}

export function mark(kind: Mark, x: number, y: number, label?: Words): SiteShape {
	return { kind, at: [x, y], ...(label && { label }) };
}

/** A staircase's letter is the same in every language. */
export function entrance(staircase: string, x: number, y: number): SiteShape {
	return mark('entrance', x, y, { fi: staircase, sv: staircase, en: staircase });
}

export function houseNumber(number: number): Words {
	return { fi: `Nro ${number}`, sv: `Nr ${number}`, en: `No. ${number}` };
}

export const mapWords = {
	assemblyPoint: { fi: 'Kokoontumispaikka', sv: 'Samlingsplats', en: 'Assembly point' },
	bicycles: { fi: 'Pyörät', sv: 'Cyklar', en: 'Bicycles' },
	electricalBoard: { fi: 'Pääkeskus', sv: 'Elcentral', en: 'Main board' },
	hydrant: { fi: 'Paloposti', sv: 'Brandpost', en: 'Hydrant' },
	laundry: { fi: 'Pesutupa', sv: 'Tvättstuga', en: 'Laundry' },
	parking: { fi: 'Autopaikat', sv: 'Bilplatser', en: 'Parking' },
	playground: { fi: 'Leikkikenttä', sv: 'Lekplats', en: 'Playground' },
	rescueRoad: { fi: 'Pelastustie', sv: 'Räddningsväg', en: 'Rescue road' },
	sauna: { fi: 'Sauna', sv: 'Bastu', en: 'Sauna' },
	shelter: { fi: 'Väestönsuoja', sv: 'Skyddsrum', en: 'Shelter' },
	storage: { fi: 'Varastot', sv: 'Förråd', en: 'Storage' },
	waste: { fi: 'Jätteet', sv: 'Avfall', en: 'Waste' },
	waterShutOff: { fi: 'Veden pääsulku', sv: 'Huvudkran', en: 'Water main' }
} satisfies Record<string, Words>;

export const yardTitle: Words = {
	fi: 'Piha ja kokoontumispaikka',
	sv: 'Gården och samlingsplatsen',
	en: 'Yard and assembly point'
};
export const basementTitle: Words = {
	fi: 'Kellari: väestönsuoja ja pääsulut',
	sv: 'Källaren: skyddsrum och huvudavstängningar',
	en: 'Basement: shelter and main shut-offs'
};
