import {
	rescueChapterIds,
	type RescueChapter,
	type RescueChapterId,
	type RescuePlan
} from '$lib/domain/rescue-plans';
import type { DemoCalendar } from '$lib/server/demo/calendar';
import { idOfBuilding } from '$lib/server/demo/ids';
import type { House } from './house';
import { building, introduction, safetyStaff, updates } from './rescue-plan/about';
import { firstAid, fire, gasLeak, liftStop, waterLeak } from './rescue-plan/accidents';
import { arrivalOfHelp, hazards, publicAlarm } from './rescue-plan/alarms';
import {
	exits,
	fireEquipment,
	outdoors,
	shelter,
	storageAndHotWork,
	technicalShutOffs
} from './rescue-plan/premises';
import { chapterTitles } from './rescue-plan/titles';
import { chemicalAlarm, powerCut, prevention, radiation, violence } from './rescue-plan/wider-dangers';
import type { Words } from './words';

/** The plan in force. Its id is the building's, which it keeps from version to version. */
export function rescuePlanOf(house: House, calendar: DemoCalendar): RescuePlan {
	const published = house.planVersions.map(({ daysAgo }) => calendar.day(-daysAgo));
	const bodies = chapterBodies(house, published);
	const buildingId = idOfBuilding(house.key);
	return {
		id: buildingId,
		buildingId,
		version: house.planVersions.length,
		publishedOn: published.at(-1)!,
		changes: house.planVersions.at(-1)!.changes,
		chapters: rescueChapterIds.map((id) => chapter(house, id, bodies[id])),
		maps: [house.yard, house.basement]
	};
}

function chapterBodies(house: House, published: string[]): Record<RescueChapterId, Words> {
	return {
		introduction: introduction(house),
		building: building(house),
		safetyStaff: safetyStaff(house),
		arrivalOfHelp: arrivalOfHelp(house),
		publicAlarm,
		hazards: hazards(house),
		exits: exits(house),
		fireEquipment: fireEquipment(house),
		technicalShutOffs: technicalShutOffs(house),
		storageAndHotWork: storageAndHotWork(house),
		outdoors: outdoors(house),
		shelter: shelter(house),
		fire: fire(house),
		waterLeak: waterLeak(house),
		gasLeak,
		firstAid,
		chemicalAlarm: chemicalAlarm(house),
		radiation,
		violence,
		liftStop: liftStop(house),
		powerCut: powerCut(house),
		prevention,
		updates: updates(house, published)
	};
}

const mapOfChapter: Partial<Record<RescueChapterId, 'yard' | 'basement'>> = {
	exits: 'yard',
	outdoors: 'yard',
	technicalShutOffs: 'basement',
	shelter: 'basement'
};

function chapter(house: House, id: RescueChapterId, body: Words): RescueChapter {
	const mapId = mapOfChapter[id];
	return { id, title: chapterTitles[id], body, changedIn: lastChange(house, id), ...(mapId && { mapId }) };
}

/** The log itself is new with every version. */
function lastChange({ planVersions }: House, id: RescueChapterId): number {
	if (id === 'updates') return planVersions.length;
	return planVersions.findLastIndex(({ chapters }) => chapters.includes(id)) + 1 || 1;
}
