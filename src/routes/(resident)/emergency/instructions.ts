import type { IconName } from '$lib/components/ui/icon-paths';
import { m } from '$lib/i18n/generated/messages';

interface Instruction {
	id: string;
	icon: IconName;
	title: () => string;
	steps: (() => string)[];
}

/** What to do, in the order in which one needs it. Part of the program, so that it opens for anybody, anywhere. */
export const instructions: Instruction[] = [
	{
		id: 'fire',
		icon: 'flame',
		title: m.emergency_fire,
		steps: [
			m.emergency_fire_1,
			m.emergency_fire_2,
			m.emergency_fire_3,
			m.emergency_fire_4,
			m.emergency_fire_5
		]
	},
	{
		id: 'water',
		icon: 'drop',
		title: m.emergency_water,
		steps: [m.emergency_water_1, m.emergency_water_2, m.emergency_water_3, m.emergency_water_4]
	},
	{
		id: 'gas',
		icon: 'gas',
		title: m.emergency_gas,
		steps: [m.emergency_gas_1, m.emergency_gas_2, m.emergency_gas_3, m.emergency_gas_4]
	},
	{
		id: 'lift',
		icon: 'lift',
		title: m.emergency_lift,
		steps: [m.emergency_lift_1, m.emergency_lift_2, m.emergency_lift_3, m.emergency_lift_4]
	},
	{
		id: 'power',
		icon: 'bolt',
		title: m.emergency_power,
		steps: [m.emergency_power_1, m.emergency_power_2, m.emergency_power_3, m.emergency_power_4]
	}
];
