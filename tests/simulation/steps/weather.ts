import { lineFaults } from '../line';
import type { Step } from './choices';

export const weather: Record<string, Step> = {
	badLine: async ({ weather, chance }) => {
		weather.rate = chance.pick([0.1, 0.3, 0.6]);
		weather.faults = lineFaults.filter(() => chance.happens(0.5));
	},
	slowLine: async ({ weather }) => {
		weather.rate = 0.7;
		weather.faults = ['slow'];
	},
	goodLine: async ({ weather }) => {
		weather.rate = 0;
	},
	offline: async ({ weather, chance }) => {
		weather.isOffline = chance.happens(0.6);
	},
	online: async (simulation) => {
		simulation.weather.isOffline = false;
		for (const { tabs } of simulation.browsers) for (const tab of tabs) tab.trigger('eager');
	},
	badDisk: async (simulation) => {
		simulation.storageFaultRate = simulation.chance.pick([0, 0.05, 0.2]);
	},
	interruptPulls: async (simulation) => {
		simulation.interruptionRate = simulation.chance.pick([0, 0.3, 0.8]);
	}
};
