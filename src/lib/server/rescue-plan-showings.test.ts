import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database';
import { Replica } from '../../../tests/support/replica';
import { addPerson, buildHouse, moveIn, publishPlan, type Person } from '../../../tests/support/world';

const now = new Date('2026-03-10T10:00:00Z');
let database: TestDatabase;
let person: Person;
let building: string;
let device: Replica;
let seq: number;

beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
	const house = await buildHouse(database.db.sql);
	building = house.id;
	person = await addPerson(database.db.sql);
	await moveIn(database.db.sql, person.id, house.staircases[0]!.apartments[0]!);
	await publishPlan(database.db.sql, building, 1);
	device = new Replica(database.db, person.id, now);
	seq = 0;
});

const read = (version: number, subjectKind = 'rescuePlan') =>
	device.ask({
		mutations: [[++seq, person.id, 'markRead', 1, { id: building, subjectKind, version }]]
	});
const shown = async () =>
	(
		await database.db.sql`
			select version from rescue_plan_showings
			where person_id = ${person.id} and plan_id = ${building} order by version`
	).map(({ version }) => Number(version));

test('B2 which version of the plan was shown to whom reaches the server, and stays when a newer one is read', async () => {
	await read(1);
	expect(await shown()).toEqual([1]);
	await publishPlan(database.db.sql, building, 2);
	await read(2);
	expect(await shown()).toEqual([1, 2]);
});

test('B2 it is recorded once, however often the page is opened', async () => {
	await read(1);
	await read(1);
	expect(await shown()).toEqual([1]);
});

test('B2 the reader is told what is on record', async () => {
	await read(1);
	await device.catchUp();
	const mark = [...device.rows.values()].find(({ kind, id }) => kind === 'readMark' && id === building);
	expect(mark?.data).toMatchObject({ subjectKind: 'rescuePlan', version: 1, readAt: now.toISOString() });
});
