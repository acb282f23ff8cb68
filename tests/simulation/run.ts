import { remove } from '$lib/device/outbox';
import type { Browser, Tab } from './browser';
import { Chance } from './chance';
import type { Ground } from './ground';
import { recomputed } from './oracle';
import { ask, compare, whatWaits } from './questions';
import { Simulation, type Figures, type Mutant } from './simulation';
import { rare, steps, weights } from './steps';
import { content } from './steps/content';
import { endWriters } from './steps/server';
import { deploy, installFaulty, undeploy } from './steps/simulated-mutations';

export interface RunOptions {
	/** How many steps; fewer of the same seed are its beginning. */
	length?: number;
	mutant?: Mutant;
	/** Weights in place of the usual ones. */
	only?: Record<string, number>;
}

export interface Outcome {
	seed: number;
	violations: string[];
	story: string[];
	figures: Figures;
	steps: number;
}

export const usualLength = 60;

/** Plays one seed: a random story, then calm until everything has drained, then the questions. */
export async function run(
	ground: Ground,
	seed: number,
	{ length = usualLength, mutant = {}, only }: RunOptions = {}
): Promise<Outcome> {
	const simulation = new Simulation(ground, seed, mutant);
	installFaulty();
	undeploy();
	try {
		await simulation.build();
		simulation.interruption = () => interruption(simulation);
		const plan = new Chance(seed ^ 0x5eed);
		for (const person of [simulation.people[0]!, plan.pick(simulation.people)]) {
			const browser = await simulation.addBrowser(person);
			for (let tabs = plan.between(1, 3); tabs > 0; tabs--) browser.openTab(person.id).trigger('eager');
		}
		const kinds = only ?? theseKinds(plan);
		for (let step = 0; step < length && simulation.violations.length === 0; step++) {
			const kind = plan.weighted(kinds);
			simulation.note(kind);
			await ended(simulation, steps[kind]!(simulation));
			await simulation.clock.advance(plan.pick([0, 0, 30, 300, 1000, 5000, 20_000, 60_000]));
			if (plan.happens(0.1))
				for (const { tabs } of simulation.browsers) for (const tab of tabs) tab.trigger('timer');
			await simulation.checksDone();
		}
		if (simulation.violations.length === 0) await drainAndAsk(simulation);
	} finally {
		await endWriters(simulation);
		simulation.end();
		undeploy();
		await ground.forgetCopy();
		await simulation.sql`delete from bulletins`;
	}
	return {
		seed,
		violations: simulation.violations,
		story: simulation.story,
		figures: simulation.figures,
		steps: length
	};
}

/** A step may wait for a lock of somebody who would let go only in a later step: then they let go now. */
async function ended(simulation: Simulation, step: Promise<unknown>): Promise<void> {
	const done = step.then(() => 'done');
	while ((await Promise.race([done, shortWhile()])) !== 'done')
		if (await simulation.activity.allWait?.()) await endWriters(simulation);
}

const shortWhile = () => new Promise<'not yet'>((resolve) => setTimeout(() => resolve('not yet'), 50));

/** Swarm testing: leaving kinds out brings the others close together. */
function theseKinds(plan: Chance): Record<string, number> {
	const isRareRun = plan.happens(0.35);
	const kinds = Object.entries({
		...weights,
		...(isRareRun && plan.happens(0.3) ? { keepCopy: 2, goBack: 2 } : {})
	});
	return Object.fromEntries(
		kinds.filter(
			([kind]) =>
				kind === 'report' || kind === 'openTab' || (rare.includes(kind) ? isRareRun : plan.happens(0.75))
		)
	);
}

const interrupting = [
	'bulletin',
	'deleteBulletin',
	'withdrawBulletin',
	'addressBulletin',
	'changeBuilding',
	'answerThread',
	'takeReport',
	'deleteRow'
];
async function interruption(simulation: Simulation): Promise<void> {
	// Whoever writes must not wait for a writer that waits for the pull to end.
	if (simulation.activity.allWait) return;
	const kind = simulation.chance.pick(interrupting);
	simulation.note(`in the middle of a pull: ${kind}`);
	await content[kind]!(simulation);
}

const hour = 3_600_000;

async function drainAndAsk(simulation: Simulation): Promise<void> {
	simulation.note('calm');
	await endWriters(simulation);
	Object.assign(simulation.weather, { rate: 0, isOffline: false });
	simulation.storageFaultRate = 0;
	simulation.interruptionRate = 0;
	deploy();
	// Whatever is still on its way arrives before the last answer is compared.
	await simulation.clock.advance(3 * 60_000);
	for (const round of [1, 2])
		for (const browser of simulation.browsers) {
			browser.closeTabs();
			browser.locks = 'exclusive';
			for (const personId of browser.owners) await drain(simulation, browser, personId, round);
		}
	await simulation.checksDone();
	for (const browser of simulation.browsers)
		for (const personId of browser.owners) await compare(simulation, browser, personId);
	await ask(simulation);
	for (const difference of await recomputed(
		simulation.ground.db,
		simulation.people.map(({ id }) => id),
		simulation.houses.map(({ id }) => id)
	))
		simulation.violated(`projections: ${difference}`);
}

async function drain(
	simulation: Simulation,
	browser: Browser,
	personId: string,
	round: number
): Promise<void> {
	const person = simulation.people.find(({ id }) => id === personId)!;
	await simulation.logIn(browser, person);
	// A person takes back what only a newer program could send.
	if (round === 1) {
		for (const { id, v } of await browser.inspect(personId).outbox.getAll())
			if (v === 9 && (await remove(browser.inspect(personId), id)))
				for (const each of simulation.submissions) if (each.itemId === id) each.removed = true;
	}
	const tab = browser.openTab(personId);
	for (let tries = 0; tries < 12; tries++) {
		if (await settle(simulation, tab)) break;
		if (tries === 11)
			simulation.violated(
				`${browser.name}, ${person.name}: something still waits: ${await whatWaits(simulation, browser, personId)}; the last answer was ${simulation.lastAnswer}`
			);
		// Not yet known to the server in the version that it was written in: told to wait, then taken back.
		for (const { id, v } of await browser.inspect(personId).outbox.getAll())
			if (v === 9 && (await remove(browser.inspect(personId), id)))
				for (const each of simulation.submissions) if (each.itemId === id) each.removed = true;
	}
	await simulation.clock.advance(1000);
	tab.kill();
}

/** Runs a tab's engine until it rests; says whether nothing is left that could be sent. */
async function settle(simulation: Simulation, tab: Tab): Promise<boolean> {
	const until = (done: () => boolean) => passUntil(simulation, tab, done);
	tab.trigger('eager');
	await until(() => !tab.isBusy);
	let photosRest = false;
	void tab.engine.photosSettled().then(() => (photosRest = true));
	await until(() => photosRest);
	tab.trigger('eager');
	await until(() => !tab.isBusy);
	return !tab.isBusy && (await whatWaits(simulation, tab.browser, tab.personId)) === '';
}

const patienceMs = 20_000;

/**
 * On a busy machine, something that nobody counts may run on after all that is counted: the clock waits for it, unless the
 * tab only sleeps.
 */
async function passUntil(simulation: Simulation, tab: Tab, done: () => boolean): Promise<void> {
	await simulation.clock.advance(hour / 4, done);
	const patientUntil = Date.now() + patienceMs;
	while (!done() && !tab.isAsleep && Date.now() < patientUntil) {
		await shortWhile();
		await simulation.clock.advance(0, done);
	}
}
