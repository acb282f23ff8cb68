import type { Locale, Translated } from './fields';

/**
 * A building's rescue plan (pelastussuunnitelma; Rescue Act 379/2011 section 15). The whole plan is one record: a phone
 * reads it in one go, and a plan half there is worse than none.
 */
export interface RescuePlan {
	id: string;
	buildingId: string;
	version: number;
	/** Calendar day on which this version was published. */
	publishedOn: string;
	/** What changed since the version before. */
	changes: Translated;
	chapters: RescueChapter[];
	maps: SitePlan[];
}

export interface RescueChapter {
	/** Stable across versions and languages, from `rescueChapterIds`. */
	id: RescueChapterId;
	title: Translated;
	/** Markdown: paragraphs, lists, emphasis. */
	body: Translated;
	/** The version that last changed this chapter, to mark what is new to a reader. */
	changedIn: number;
	mapId?: string;
}

/** The customary chapters of a Finnish plan, in order; `required` are those that section 15 asks for. */
export const rescueChapterIds = [
	'introduction',
	'building',
	'safetyStaff',
	'arrivalOfHelp',
	'publicAlarm',
	'hazards',
	'exits',
	'fireEquipment',
	'technicalShutOffs',
	'storageAndHotWork',
	'outdoors',
	'shelter',
	'fire',
	'waterLeak',
	'gasLeak',
	'firstAid',
	'chemicalAlarm',
	'radiation',
	'violence',
	'liftStop',
	'powerCut',
	'prevention',
	'updates'
] as const;
export type RescueChapterId = (typeof rescueChapterIds)[number];

/**
 * A drawing of the yard or a floor as data, in metres: drawn as SVG by a component, so that it prints, zooms, follows
 * the colour scheme, is read aloud, and costs hardly a kilobyte.
 */
export interface SitePlan {
	id: string;
	title: Translated;
	/** What the drawing shows, for somebody who can't see it. */
	description: Translated;
	/** Width and height in metres; x grows to the east, y to the south. */
	width: number;
	height: number;
	shapes: SiteShape[];
}

export type SiteShape =
	| {
			kind:
				'building' | 'otherBuilding' | 'road' | 'rescueRoad' | 'parking' | 'green' | 'playground' | 'path';
			points: [number, number][];
			label?: Translated;
	  }
	| {
			kind:
				| 'assemblyPoint'
				| 'entrance'
				| 'shelter'
				| 'hydrant'
				| 'waterShutOff'
				| 'electricalBoard'
				| 'wasteRoom'
				| 'youAreHere';
			at: [number, number];
			label?: Translated;
	  };

/** The language to show, falling back to one that the landlord has written (X1). */
export function readableIn<T>(text: Translated<T>, wanted: Locale): { locale: Locale; text: T } | undefined {
	const order: Locale[] = [wanted, 'fi', 'sv', 'en'];
	const found = order.find((locale) => text[locale] !== undefined);
	return found && { locale: found, text: text[found] as T };
}

/** Chapters that changed after the version that the reader last saw. */
export function changedSince(plan: RescuePlan, readVersion: number): RescueChapter[] {
	return plan.chapters.filter((chapter) => chapter.changedIn > readVersion);
}
