import type { IconName } from '$lib/components/ui/icon-paths';
import type { DefectCategory, UrgentKind } from '$lib/domain/defect-reports';

export const categoryIcons: Record<DefectCategory, IconName> = {
	waterAndSewer: 'drop',
	heating: 'heat',
	ventilation: 'fan',
	electricity: 'lightbulb',
	doorsAndLocks: 'key',
	windowsAndBalcony: 'window',
	kitchen: 'kettle',
	bathroom: 'bath',
	smokeAlarm: 'smoke',
	pests: 'bug',
	indoorAir: 'gas',
	saunaAndLaundry: 'steam',
	lift: 'lift',
	stairwell: 'stairs',
	wasteRoom: 'bin',
	yard: 'tree',
	parking: 'car',
	other: 'dots'
};

export const urgentKindIcons: Record<UrgentKind, IconName> = {
	largeWaterLeak: 'drop',
	sewageFlood: 'bath',
	electricalDanger: 'bolt',
	noHeatingInFrost: 'heat',
	personInLift: 'lift',
	lockedOut: 'key'
};
