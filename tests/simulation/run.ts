import { remove } from '$lib/device/outbox';
import type { Browser, Tab } from './browser';
import { Chance } from './chance';
import type { Ground } from './ground';
import { comparable, difference, readGrantedView, recomputed } from './oracle';
import { Simulation, type Figures, type Mutant } from './simulation';
import { deploy, endWriters, installFaulty, interruptions, rare, steps, undeploy, weights } from './steps';

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
	const restoreDigest = countDigests(simulation);
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
			await steps[kind]!(simulation);
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
		restoreDigest();
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

/** A browser digests beside everything else; time must wait for it too. */
function countDigests({ activity }: Simulation): () => void {
	const { subtle } = globalThis.crypto;
	const { digest } = subtle;
	Object.defineProperty(subtle, 'digest', {
		configurable: true,
		value: (...args: Parameters<typeof digest>) => activity.during(() => digest.apply(subtle, args))
	});
	return () => void Reflect.deleteProperty(subtle, 'digest');
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
	await interruptions[kind]!(simulation);
}

const hour = 3_600_000;

async function drainAndAsk(simulation: Simulation): Promise<void> {
	simulation.note('calm');
	await endWriters(simulation);
	Object.assign(simulation.weather, { rate: 0, isOffline: false });
	simulation.storageFaultRate = 0;
	simulation.interruptionRate = 0;
	simulation.cutRate = 0;
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
		for (const { id, v } of await browser.inspect(personId).outbox.toArray())
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
		for (const { id, v } of await browser.inspect(personId).outbox.toArray())
			if (v === 9 && (await remove(browser.inspect(personId), id)))
				for (const each of simulation.submissions) if (each.itemId === id) each.removed = true;
	}
	await simulation.clock.advance(1000);
	tab.kill();
}

/** Runs a tab's engine until it rests; says whether nothing is left that could be sent. */
async function settle(simulation: Simulation, tab: Tab): Promise<boolean> {
	tab.trigger('eager');
	await simulation.clock.advance(hour / 4, () => !tab.isBusy);
	let photosRest = false;
	void tab.engine.photosSettled().then(() => (photosRest = true));
	await simulation.clock.advance(hour / 4, () => photosRest);
	tab.trigger('eager');
	await simulation.clock.advance(hour / 4, () => !tab.isBusy);
	return (await whatWaits(simulation, tab.browser, tab.personId)) === '';
}

async function whatWaits(simulation: Simulation, browser: Browser, personId: string): Promise<string> {
	const db = browser.inspect(personId);
	const state = await db.sync();
	if (state.ended) return '';
	const items = await db.outbox.toArray();
	const named = new Set(items.flatMap(({ shas, principalId }) => shas.map((sha) => `${sha} ${principalId}`)));
	const unsent = items
		.filter(({ state }) => state !== 'refused')
		.map(({ name, state, seq, id }) => `${name} ${id} is ${state} as ${seq}`);
	const photos: string[] = [];
	for (const { sha, principalId } of await db.blobs.toArray())
		if (!named.has(`${sha} ${principalId}`) && (await mayActFor(simulation, personId, principalId)))
			photos.push(`photo ${sha.slice(0, 8)} ${await photoStory(simulation, browser, personId, sha)}`);
	return [...unsent, ...photos].join(', ');
}

async function photoStory(
	simulation: Simulation,
	browser: Browser,
	personId: string,
	sha: string
): Promise<string> {
	const rows = await simulation.sql`
		select a.id, a.state, s.key from attachments a join sync_scope s on s.id = a.scope_id
		where sha = ${sha} and s.key = any (${simulation.people.map(({ id }) => id)}::uuid[])`;
	const db = browser.inspect(personId);
	const held = (await db.rows.where('k').equals('attachment').toArray()).filter(({ d }) => d.sha === sha);
	const blobs = (await db.blobs.toArray()).filter((blob) => blob.sha === sha);
	return JSON.stringify({
		server: rows.map(({ id, state, key }) => `${id} ${state} of ${simulation.nameOf(key)}`),
		device: held.map(({ s, id, d }) => `${s} ${id} ${d.state}`),
		blobs: blobs.map(
			({ attachmentId, principalId }) => `${attachmentId} for ${simulation.nameOf(principalId)}`
		),
		partial: (await db.sync()).partial
	});
}

/** A photo for somebody for whom one may no longer act waits for ever. */
async function mayActFor(simulation: Simulation, personId: string, principalId: string): Promise<boolean> {
	const found = await simulation.sql`
		select from sync_grant held join sync_scope scope on scope.id = held.scope_id
		where scope.kind = 'person' and scope.key = ${principalId} and held.principal_id = ${principalId}
			and held.person_id = ${personId} and held.valid @> ${simulation.now()}::timestamptz`;
	return found.length > 0;
}

async function compare(simulation: Simulation, browser: Browser, personId: string): Promise<void> {
	const db = browser.inspect(personId);
	const state = await db.sync();
	const rows = (await db.rows.toArray()).map(comparable);
	const view = await simulation.ground.db.begin((tx) => readGrantedView(tx, personId, simulation.now()));
	const differs = difference(rows, view);
	if (differs.length > 0)
		simulation.violated(
			`I1 at the end, ${browser.name}, ${simulation.nameOf(personId)}: ${differs.slice(0, 5).join('; ')}`
		);
	if (state.ended && view.scopes.size > 0)
		simulation.violated(
			`${browser.name}, ${simulation.nameOf(personId)} was told that access ended, and has ${view.scopes.size} scopes`
		);
}

/** Every submission is in the database once, or on a device with a reason. */
async function ask(simulation: Simulation): Promise<void> {
	const { sql } = simulation;
	const refused = new Map<string, string>();
	for (const browser of simulation.browsers)
		for (const personId of browser.owners)
			for (const item of await browser.inspect(personId).outbox.toArray())
				refused.set(item.id, item.refusal?.refused ?? item.state);
	const made = new Map(
		(await sql`select id, count(*)::int as times from made group by id`).map((row) => [
			row.id as string,
			row.times as number
		])
	);
	for (const submission of simulation.submissions) {
		const { made: row, text, itemId, name, principalId, person } = submission;
		if (!row || row.table === 'read_marks') continue;
		const [found] = await sql.unsafe(
			`select to_jsonb(t) as data, s.key from ${row.table} t join sync_scope s on s.id = t.scope_id where t.id = $1`,
			[row.id]
		);
		const label = `${name} ${row.id} of ${person.name}`;
		const times = made.get(row.id) ?? 0;
		if (times > 1 + (simulation.madeAgain.get(row.id) ?? 0) && !simulation.meddledWith.has(row.id))
			simulation.violated(`I12 ${label} was made ${times} times`);
		if (submission.forgiven) continue;
		if (found && !simulation.meddledWith.has(row.id)) {
			if (found.key !== principalId)
				simulation.violated(
					`I17 ${label} landed with ${simulation.nameOf(found.key)}, not ${simulation.nameOf(principalId)}`
				);
			const said = found.data[text!.column];
			const allowed = submission.forked ? submission.written : submission.possible;
			if (!allowed.includes(said))
				simulation.violated(`I12 ${label} says "${said}", not "${allowed.join('" or "')}"`);
		}
		if (
			submission.removed &&
			!submission.forked &&
			found &&
			submission.saved === 'yes' &&
			!resent(simulation, submission)
		)
			simulation.violated(`${label} was removed before it was sent, and is there`);
		if (submission.saved !== 'yes' || submission.removed || submission.mayBeRemoved) continue;
		if (!found && !simulation.meddledWith.has(row.id) && !refused.has(itemId))
			simulation.violated(`I11 I15 ${label} (${itemId}) was saved and is nowhere`);
		if (found) await askForPhotos(simulation, submission, label);
	}
}

function resent({ submissions }: Simulation, { itemId, made }: Simulation['submissions'][number]): boolean {
	return submissions.some((other) => other.itemId !== itemId && other.made?.id === made?.id);
}

async function askForPhotos(
	simulation: Simulation,
	{ browser, photos, person, principalId, forked }: Simulation['submissions'][number],
	label: string
): Promise<void> {
	const { sql, ground } = simulation;
	const access = await mayActFor(simulation, person.id, principalId);
	for (const photo of photos) {
		const [row] = await sql`select state, sha from attachments where id = ${photo.id}`;
		if (simulation.meddledWith.has(photo.id) || simulation.forgivenPhotos.has(photo.id)) continue;
		if (!row) {
			if (!forked) simulation.violated(`I23 photo ${photo.id} of ${label} has no row`);
			continue;
		}
		if (!access || forked) continue;
		const expected = photo.size < 100 ? 'rejected' : 'ready';
		if (row.state !== expected)
			simulation.violated(
				`I23 photo ${photo.id} (${photo.sha.slice(0, 8)}) of ${label} is ${row.state}, not ${expected}: ${await photoStory(simulation, browser, person.id, photo.sha)}`
			);
		if (row.state === 'ready' && !(await ground.store.get(`pictures/${photo.id}/full.webp`)))
			simulation.violated(`I22 photo ${photo.id} of ${label} is ready and has no picture`);
	}
}
