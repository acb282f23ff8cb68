import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { reportDefect } from '$lib/domain/defect-reports';
import type { AnyMutation } from '$lib/domain/mutations';
import { enqueue } from '$lib/device/outbox';
import { reportOf } from '../support/replica';
import type { Browser, Tab } from './browser';
import { Ground } from './ground';
import { Simulation } from './simulation';
import type { StorageFault } from './storage-faults';

let ground: Ground;
let simulation: Simulation;
let browser: Browser;

beforeAll(async () => {
	ground = await Ground.prepare();
});
afterAll(() => ground.clear());
beforeEach(async () => {
	simulation = new Simulation(ground, 1);
	await simulation.build();
	browser = await simulation.addBrowser(simulation.people[0]!, 'exclusive');
	await runs(openTab());
});
afterEach(() => {
	expect(simulation.violations).toEqual([]);
	simulation.end();
});

function openTab(): Tab {
	const tab = browser.openTab(browser.personId!);
	tab.trigger('eager');
	return tab;
}

/** Lets a tab's engine run to its rest, or to its end. */
async function runs(tab: Tab): Promise<void> {
	let rests = false;
	await simulation.clock.advance(600_000, () => tab.isDead || !tab.isBusy);
	void tab.engine.photosSettled().then(() => (rests = true));
	await simulation.clock.advance(600_000, () => tab.isDead || rests);
	await simulation.clock.advance(100);
}

/** Queues a report with a photo; says what it is, and whether the page was told that it is saved. */
function report(tab: Tab) {
	const photo = { ...ground.album[simulation.chance.below(6)]!, id: randomUUID() };
	const { bytes: _bytes, ...announced } = photo;
	const args = { ...reportOf(simulation.apartment, { photos: [announced] }), description: randomUUID() };
	const made = { id: args.id, photo: photo.id, isSaved: false, isRefused: false };
	const item = {
		id: randomUUID(),
		principalId: tab.personId,
		mutation: reportDefect as unknown as AnyMutation,
		args,
		writtenAt: args.writtenAt,
		photos: [photo]
	};
	void tab
		.stubbornlyOrNever(() => enqueue(tab.db, item))
		.then(
			() => (made.isSaved = true),
			() => (made.isRefused = true)
		);
	tab.trigger('eager');
	return made;
}

/** How often it was made, and what became of its photo. */
async function found({ id, photo }: { id: string; photo: string }) {
	const [made] = await simulation.sql`select count(*)::int as times from made where id = ${id}`;
	const [attachment] = await simulation.sql`select state from attachments where id = ${photo}`;
	return { times: made?.times as number, photo: attachment?.state as string | undefined };
}

async function endsWell(made: ReturnType<typeof report>): Promise<void> {
	const tab = openTab();
	await runs(tab);
	tab.kill();
	const { times, photo } = await found(made);
	if (made.isSaved) expect({ times, photo }).toEqual({ times: 1, photo: 'ready' });
	// Nobody was told: then it is there whole, or not at all.
	else expect([0, 1]).toContain(times);
	const db = browser.inspect(browser.personId!);
	expect([await db.outbox.count(), await db.blobs.count()]).toEqual([0, 0]);
}

const awaits = Array.from({ length: 24 }, (_, at) => at + 1);

describe('I11 I12 I15 I22 I23 a report with a photo arrives whole and once', () => {
	test('whichever of its awaits the tab is killed at', async () => {
		let killed = 0;
		for (const at of awaits) {
			const tab = openTab();
			await runs(tab);
			tab.awaitsLeft = at;
			const made = report(tab);
			await runs(tab);
			if (tab.isDead) killed++;
			tab.kill();
			await endsWell(made);
		}
		// The last ones come after everything has been done.
		expect(killed).toBeGreaterThan(10);
		expect(killed).toBeLessThan(awaits.length);
	});

	test.each<StorageFault>(['refused', 'aborted', 'quota'])(
		'whichever access to its storage is %s',
		async (fault) => {
			for (const at of awaits) {
				let left = at;
				simulation.nextStorageFault = () => (--left === 0 ? fault : undefined);
				const tab = openTab();
				await runs(tab);
				const made = report(tab);
				await runs(tab);
				simulation.nextStorageFault = undefined;
				expect(made.isSaved || made.isRefused, `${fault} at ${at}`).toBe(true);
				tab.kill();
				await endsWell(made);
			}
		}
	);
});

test('O8 I17 what one person left waiting goes when that person is back, and never as somebody else', async () => {
	const [aino, , beata] = simulation.people;
	simulation.weather.isOffline = true;
	const tab = openTab();
	const made = report(tab);
	await simulation.clock.advance(1000);
	// The ward's guardian is the one case where the server would let the other person act.
	await simulation.logIn(browser, beata!);
	simulation.weather.isOffline = false;
	tab.trigger('eager');
	await runs(tab);
	const others = openTab();
	await runs(others);
	expect(await found(made)).toMatchObject({ times: 0 });
	expect(
		(await browser.inspect(beata!.id).rows.getAll()).some(({ d }) => JSON.stringify(d).includes(made.id))
	).toBe(false);
	browser.closeTabs();
	await simulation.logIn(browser, aino!);
	await endsWell(made);
	expect(await found(made)).toEqual({ times: 1, photo: 'ready' });
});

test("I17 a ward's queue on the guardian's cookie is not sent in the guardian's name", async () => {
	const [aino, ville] = simulation.people;
	browser.closeTabs();
	await simulation.logIn(browser, ville!);
	await runs(openTab());
	simulation.weather.isOffline = true;
	const tab = openTab();
	const made = report(tab);
	await simulation.clock.advance(1000);
	await simulation.logIn(browser, aino!);
	simulation.weather.isOffline = false;
	tab.trigger('eager');
	await runs(tab);
	expect(await found(made)).toMatchObject({ times: 0 });
	browser.closeTabs();
	await simulation.logIn(browser, ville!);
	await endsWell(made);
	const [row] = await simulation.sql`select reported_by from defect_reports where id = ${made.id}`;
	expect(row?.reportedBy).toBe(ville!.name);
});
