import type { IconName } from '$lib/components/ui/icon-paths';
import type { SiteShape } from '$lib/domain/rescue-plans';
import { m } from '$lib/i18n/generated/messages';

export type Area = Extract<SiteShape, { points: unknown }>;
export type Mark = Extract<SiteShape, { at: unknown }>;

export const areaWords: Record<Area['kind'], () => string> = {
	building: m.map_building,
	otherBuilding: m.map_other_building,
	road: m.map_road,
	rescueRoad: m.map_rescue_road,
	parking: m.map_parking,
	green: m.map_green,
	playground: m.map_playground,
	path: m.map_path
};

export const markLooks: Record<Mark['kind'], { words: () => string; icon: IconName }> = {
	assemblyPoint: { words: m.map_assembly_point, icon: 'people' },
	entrance: { words: m.map_entrance, icon: 'door' },
	shelter: { words: m.map_shelter, icon: 'shield' },
	hydrant: { words: m.map_hydrant, icon: 'flame' },
	waterShutOff: { words: m.map_water_shut_off, icon: 'drop' },
	electricalBoard: { words: m.map_electrical_board, icon: 'bolt' },
	wasteRoom: { words: m.map_waste_room, icon: 'bin' },
	youAreHere: { words: m.map_you_are_here, icon: 'person' }
};
