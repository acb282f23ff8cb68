import type { DefectCategory, DefectReport, DefectRoom, UrgentKind } from '$lib/domain/defect-reports';
import { m } from './generated/messages';

// Written out, so that a new category without words does not compile and unused words are not sent.

export const categoryWords: Record<DefectCategory, () => string> = {
	waterAndSewer: m.category_waterAndSewer,
	heating: m.category_heating,
	ventilation: m.category_ventilation,
	electricity: m.category_electricity,
	doorsAndLocks: m.category_doorsAndLocks,
	windowsAndBalcony: m.category_windowsAndBalcony,
	kitchen: m.category_kitchen,
	bathroom: m.category_bathroom,
	smokeAlarm: m.category_smokeAlarm,
	pests: m.category_pests,
	indoorAir: m.category_indoorAir,
	saunaAndLaundry: m.category_saunaAndLaundry,
	lift: m.category_lift,
	stairwell: m.category_stairwell,
	wasteRoom: m.category_wasteRoom,
	yard: m.category_yard,
	parking: m.category_parking,
	other: m.category_other
};

export const roomWords: Record<DefectRoom, () => string> = {
	kitchen: m.room_kitchen,
	bathroom: m.room_bathroom,
	toilet: m.room_toilet,
	livingRoom: m.room_livingRoom,
	bedroom: m.room_bedroom,
	hall: m.room_hall,
	balcony: m.room_balcony,
	sauna: m.room_sauna,
	storage: m.room_storage,
	wholeApartment: m.room_wholeApartment,
	stairwell: m.room_stairwell,
	lift: m.room_lift,
	basement: m.room_basement,
	laundry: m.room_laundry,
	wasteRoom: m.room_wasteRoom,
	yard: m.room_yard,
	parking: m.room_parking,
	outdoorWall: m.room_outdoorWall,
	otherCommonArea: m.room_otherCommonArea
};

export const urgentKindWords: Record<UrgentKind, () => string> = {
	largeWaterLeak: m.urgent_largeWaterLeak,
	sewageFlood: m.urgent_sewageFlood,
	electricalDanger: m.urgent_electricalDanger,
	noHeatingInFrost: m.urgent_noHeatingInFrost,
	personInLift: m.urgent_personInLift,
	lockedOut: m.urgent_lockedOut
};

const stateWords: Record<DefectReport['state'], () => string> = {
	received: m.state_received,
	inProgress: m.state_in_progress,
	waiting: m.state_waiting,
	done: m.state_done,
	closed: m.state_closed,
	withdrawn: m.state_withdrawn
};

const waitingWords: Record<NonNullable<DefectReport['waitingFor']>, () => string> = {
	part: m.state_waiting_part,
	contractor: m.state_waiting_contractor,
	resident: m.state_waiting_resident
};

export function defectStateWords({ state, waitingFor }: Pick<DefectReport, 'state' | 'waitingFor'>): string {
	return state === 'waiting' && waitingFor ? waitingWords[waitingFor]() : stateWords[state]();
}
