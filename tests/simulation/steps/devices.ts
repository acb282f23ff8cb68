import type { Browser } from '../browser';
import type { Simulation } from '../simulation';
import { anyBrowser, openTab, type Step } from './choices';

const whoIsAt = ({ people }: Simulation, { personId }: Browser) => people.find(({ id }) => id === personId);

export const devices: Record<string, Step> = {
	openTab: async (simulation) => {
		const browser = anyBrowser(simulation);
		if (!browser.personId || browser.tabs.length >= 3) return;
		browser.openTab(browser.personId).trigger('eager');
	},
	closeTab: async (simulation) => openTab(simulation)?.kill(),
	killTabSoon: async (simulation) => {
		const tab = openTab(simulation);
		if (!tab) return;
		tab.awaitsLeft = simulation.chance.between(1, 40);
		tab.trigger('eager');
	},
	comeBack: async (simulation) => openTab(simulation)?.trigger('eager'),
	switchPerson: async (simulation) => {
		const browser = anyBrowser(simulation);
		const person = simulation.chance.pick(simulation.people);
		if (person.id === browser.personId) return;
		// Tabs of whoever was there may still be open, and their requests under way.
		if (simulation.chance.happens(0.5)) browser.closeTabs();
		await simulation.logIn(browser, person);
		browser.openTab(person.id).trigger('eager');
	},
	logInAgain: async (simulation) => {
		const browser = anyBrowser(simulation);
		const person = whoIsAt(simulation, browser);
		if (person) await simulation.logIn(browser, person);
	},
	expireSessions: async (simulation) =>
		simulation.sql`
			update sessions set ended_at = now(), end_reason = 'loggedOut'
			where account_id = ${simulation.chance.pick(simulation.people).accountId} and ended_at is null`,
	revokeSessions: async (simulation) =>
		simulation.sql`
			update sessions set ended_at = now(), end_reason = 'revoked'
			where account_id = ${simulation.chance.pick(simulation.people).accountId} and ended_at is null`,
	rollBackDisk: async (simulation) => {
		const browser = anyBrowser(simulation);
		const dump = simulation.dumps.get(browser);
		if (!dump) {
			simulation.dumps.set(browser, await browser.dump());
			simulation.dumpedAt.set(browser, simulation.submissions.length);
			return;
		}
		await simulation.excuseClients([browser]);
		await browser.restore(dump);
		// Who came after the disk was copied is not on it.
		const person = whoIsAt(simulation, browser);
		if (person && !browser.owners.has(person.id)) await simulation.logIn(browser, person);
		await simulation.excuseClients([browser]);
		simulation.forgiveFork(browser);
	},
	cloneDevice: async (simulation) => {
		const browser = anyBrowser(simulation);
		if (simulation.browsers.length >= 5) return;
		const dump = await browser.dump();
		const person = whoIsAt(simulation, browser)!;
		const clone = await simulation.addBrowser(person);
		await clone.restore(dump);
		await simulation.logIn(clone, person);
		await simulation.excuseClients([browser, clone]);
		simulation.forgiveFork(browser);
		clone.openTab(person.id).trigger('eager');
	},
	setClock: async (simulation) => {
		anyBrowser(simulation).skewMs = simulation.chance.pick([-10, 0, 10]) * 365 * 86_400_000;
	},
	loseRow: async (simulation) => {
		const browser = anyBrowser(simulation);
		if (!browser.personId) return;
		const db = browser.inspect(browser.personId);
		const [state, rows] = [await db.meta.get('sync'), await db.rows.getAll()];
		if (!state || rows.length === 0) return;
		simulation.areReloadsExcused = true;
		const { s, k, id } = simulation.chance.pick(rows);
		simulation.awayForAWhile.add(id);
		await db.rows.delete([s, k, id]);
	}
};
