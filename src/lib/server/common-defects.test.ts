import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CommonDefect } from '$lib/domain/defect-follows';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database';
import { recomputed } from '../../../tests/simulation/oracle';
import { Replica, reportOf } from '../../../tests/support/replica';
import {
	addPerson,
	buildHouse,
	hireStaff,
	moveIn,
	type House,
	type Person
} from '../../../tests/support/world';
import { applyStaffMutation } from './apply-mutation';

const now = new Date('2026-03-10T10:00:00Z');
let database: TestDatabase;
let house: House;
let aino: Neighbour;
let erik: Neighbour;
let stranger: Neighbour;

interface Neighbour {
	person: Person;
	device: Replica;
	home: string;
	seq: number;
}

beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
	const { sql } = database.db;
	house = await buildHouse(sql);
	const elsewhere = await buildHouse(sql, { street: 'Rantatie 2' });
	aino = await livesIn(house.staircases[0]!.apartments[0]!, 'Aino');
	erik = await livesIn(house.staircases[1]!.apartments[0]!, 'Erik');
	stranger = await livesIn(elsewhere.staircases[0]!.apartments[0]!, 'Tuntematon');
});

async function livesIn(home: string, callName: string): Promise<Neighbour> {
	const person = await addPerson(database.db.sql, callName);
	await moveIn(database.db.sql, person.id, home);
	return { person, device: new Replica(database.db, person.id, now), home, seq: 0 };
}

/** What the server says to one thing that somebody does: null where it is done. */
async function does(who: Neighbour, name: string, args: unknown) {
	const seq = ++who.seq;
	const outcome = await who.device.ask({ mutations: [[seq, who.person.id, name, 1, args]] });
	if (!('c' in outcome)) throw new Error(`no answer but ${JSON.stringify(outcome)}`);
	return outcome.n?.find(([at]) => at === seq)?.[1] ?? null;
}

async function reportsLamp(who: Neighbour, more: Record<string, unknown> = {}): Promise<string> {
	const lamp = { place: 'commonArea', room: 'stairwell', category: 'electricity', ...more };
	const args = reportOf(who.home, { ...lamp, description: 'Salainen huomio', phone: '040 765 4321' });
	expect(await does(who, 'reportDefect', args)).toBeNull();
	return args.id;
}
const follows = (who: Neighbour, id: string, buildingId = house.id) =>
	does(who, 'followDefect', { id, buildingId });

async function seenBy(who: Neighbour, id: string): Promise<CommonDefect | undefined> {
	await who.device.catchUp();
	const row = [...who.device.rows.values()].find((each) => each.kind === 'commonDefect' && each.id === id);
	return row?.data as CommonDefect | undefined;
}

async function staffSets(reportId: string, inState: string, state: string) {
	const args = { reportId, entryId: randomUUID(), writtenAt: now.toISOString(), inState, state };
	const more = { waitingFor: state === 'waiting' ? 'part' : null, text: 'Salainen vastaus' };
	const staff = await hireStaff(database.db.sql);
	const at = new Date(now.getTime() + 3_600_000);
	expect(
		await applyStaffMutation(database.db, staff, 'changeDefectState', { ...args, ...more } as never, at)
	).toBeNull();
}

test('D5 neighbours are told where, what, since when and how far, and nobody’s name or words', async () => {
	const id = await reportsLamp(aino);
	expect(await seenBy(erik, id)).toEqual({
		buildingId: house.id,
		room: 'stairwell',
		category: 'electricity',
		state: 'received',
		waitingFor: null,
		reportedAt: now.toISOString(),
		changedAt: now.toISOString(),
		followers: 0
	});
	await staffSets(id, 'received', 'waiting');
	const held = JSON.stringify([...(await seenBy(erik, id), erik.device.rows.values())]);
	for (const secret of ['Salainen', 'Aino', '040 765 4321', aino.home]) expect(held).not.toContain(secret);
});

test('D5 what happens in an apartment, and in other buildings, is told to no neighbour', async () => {
	const inside = await reportsLamp(aino, { place: 'apartment', room: 'kitchen' });
	const shared = await reportsLamp(aino);
	expect(await seenBy(erik, inside)).toBeUndefined();
	expect(await seenBy(stranger, shared)).toBeUndefined();
});

test('D5 who follows it is counted once, and no more after stopping', async () => {
	const id = await reportsLamp(aino);
	await follows(erik, id);
	await follows(erik, id);
	expect((await seenBy(aino, id))?.followers).toBe(1);
	expect(await does(erik, 'unfollowDefect', { id })).toBeNull();
	expect((await seenBy(aino, id))?.followers).toBe(0);
});

test('D5 a follower is told of each state, and of the end', async () => {
	const id = await reportsLamp(aino);
	await follows(erik, id);
	await staffSets(id, 'received', 'waiting');
	const changedAt = '2026-03-10T11:00:00.000Z';
	expect(await seenBy(erik, id)).toMatchObject({ state: 'waiting', waitingFor: 'part', changedAt });
	await staffSets(id, 'waiting', 'done');
	expect(await seenBy(erik, id)).toMatchObject({ state: 'done', waitingFor: null });
});

test('D5 what is finished and followed by nobody is no longer told of', async () => {
	const id = await reportsLamp(aino);
	expect(await does(aino, 'withdrawDefectReport', entry(id))).toBeNull();
	expect(await seenBy(erik, id)).toBeUndefined();
});

test('D5 a follower of what is still open stays one; a month after its end it is gone for followers too, by the nightly job', async () => {
	const { sql } = database.db;
	const id = await reportsLamp(aino);
	await follows(erik, id);
	await sql`select purge_defect_follows(now())`;
	expect((await seenBy(erik, id))?.followers).toBe(1);
	await staffSets(id, 'received', 'done');
	await sql`select purge_defect_follows('2026-03-10T11:00:00Z')`;
	expect(await seenBy(erik, id)).toMatchObject({ state: 'done' });
	await sql`select purge_defect_follows('2026-03-10T11:00:01Z')`;
	expect(await seenBy(erik, id)).toBeUndefined();
	expect(erik.device.ids('defectFollow')).toEqual([]);
});

test('D5 nobody follows their own, one of an apartment, one elsewhere, or one that is not there', async () => {
	const shared = await reportsLamp(aino);
	const inside = await reportsLamp(aino, { place: 'apartment', room: 'kitchen' });
	const refused = { refused: 'notFound' };
	expect(await follows(aino, shared)).toEqual(refused);
	expect(await follows(erik, inside)).toEqual(refused);
	expect(await follows(erik, randomUUID())).toEqual(refused);
	const [strangers] = await database.db.sql`
		select building_id from tenancies t join apartments a on a.id = t.apartment_id
		join staircases s on s.id = a.staircase_id where t.person_id = ${stranger.person.id}`;
	expect(await follows(stranger, shared, strangers?.buildingId)).toEqual(refused);
	expect(await follows(stranger, shared)).toEqual({ refused: 'notCurrentHome' });
});

test('D5 what is told is as if it were made anew, after everything that can happen to a report', async () => {
	const { sql } = database.db;
	const id = await reportsLamp(aino);
	await follows(erik, id);
	await staffSets(id, 'received', 'waiting');
	await sql`delete from defect_entries where report_id = ${id}`;
	expect(await recomputed(database.db, [], [])).toEqual([]);
	await sql`update defect_reports set room = 'basement' where id = ${id}`;
	expect(await recomputed(database.db, [], [])).toEqual([]);
	await sql`delete from defect_reports where id = ${id}`;
	expect(await recomputed(database.db, [], [])).toEqual([]);
	expect(await seenBy(erik, id)).toBeUndefined();
});

test('D6 a neighbour who follows a report can neither add to it nor withdraw it', async () => {
	const id = await reportsLamp(aino);
	await follows(erik, id);
	expect(await does(erik, 'addToDefectReport', { ...entry(id), text: 'Minäkin' })).toEqual({
		refused: 'notFound'
	});
	expect(await does(erik, 'withdrawDefectReport', entry(id))).toEqual({ refused: 'notFound' });
});

function entry(reportId: string) {
	return { reportId, entryId: randomUUID(), writtenAt: now.toISOString() };
}
