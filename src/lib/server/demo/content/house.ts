import type { Contact } from '$lib/domain/buildings';
import type { RescueChapterId, SitePlan } from '$lib/domain/rescue-plans';
import type { Words } from './words';

export type HouseKey = 'pihkarinne' | 'suokukankuja' | 'luotsiveneenkatu';

/** What differs from house to house. Texts that all of them share are written once and take these in. */
export interface House {
	key: HouseKey;
	streetAddress: string;
	/** Both names of a street are official; the registers hold the Finnish one. */
	swedishAddress: string;
	postalPlace: string;
	municipality: Words;
	builtYear: number;
	staircases: { name: string; apartments: number; floors: number }[];
	office: Contact;
	maintenance: Contact;
	/** Who looks after the house, by name: one of the demo's staff. */
	caretaker: string;
	hasLift: boolean;
	hasCarPark: boolean;
	safety: HouseSafety;
	living: HouseLiving;
	/** Oldest first; the numbers are the versions. */
	planVersions: PlanVersion[];
	yard: SitePlan;
	basement: SitePlan;
}

/** Places are noun phrases that stand alone: "Kellari, A-portaan alakerta". Lists are Markdown, one item a line. */
export interface HouseSafety {
	structure: Words;
	ventilation: Words;
	smokeAlarms: Words;
	assemblyPoint: Words;
	reserveAssemblyPoint: Words;
	rescueRoad: Words;
	hydrant: Words;
	waterShutOff: Words;
	electricalBoard: Words;
	ventilationStop: Words;
	heatRoom: Words;
	shelter: Words;
	shelterPlaces: number;
	shelterInPeace: Words;
	smokeExtraction: Words;
	secondWayOut: Words;
	extinguishers: Words;
	ownHazards: Words;
}

export interface HouseLiving {
	waste: Words;
	laundry: Words;
	sauna: Words;
	parking: Words;
	storage: Words;
	heating: Words;
}

export interface PlanVersion {
	daysAgo: number;
	changes: Words;
	/** The chapters that this version changed. */
	chapters: readonly RescueChapterId[];
}
