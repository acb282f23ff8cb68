import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database';
import { Replica, reportOf } from '../../../tests/support/replica';
import { addPerson, buildHouse, moveIn, type Person } from '../../../tests/support/world';
import { actingAs } from './acting';
import { connect, type Database } from './db';

const now = new Date('2026-03-10T10:00:00Z');
let database: TestDatabase;
let web: Database;
beforeAll(async () => {
	database = await createTestDatabase();
	web = connect(database.url, { connections: 3, actingAs: 'nobody' });
});
afterAll(async () => {
	await web.end();
	await database.drop();
});

test('D5 D6 a neighbour follows under their own rights alone, and is counted, and sees no report of another', async () => {
	const house = await buildHouse(database.db.sql);
	const aino = await addPerson(database.db.sql, 'Aino');
	const erik = await addPerson(database.db.sql, 'Erik');
	const home = house.staircases[0]!.apartments[0]!;
	await moveIn(database.db.sql, aino.id, home);
	await moveIn(database.db.sql, erik.id, house.staircases[1]!.apartments[0]!);
	const args = reportOf(home, { place: 'commonArea', room: 'stairwell', category: 'electricity' });
	await as(aino, (device) => device.ask({ mutations: [[1, aino.id, 'reportDefect', 1, args]] }));
	const follow = { id: args.id, buildingId: house.id };
	await as(erik, (device) => device.ask({ mutations: [[1, erik.id, 'followDefect', 1, follow]] }));
	expect(await database.db.sql`select following from defect_follows`).toEqual([{ following: true }]);
	const [told] = await database.db.sql`select data from sync_projections where kind = 'commonDefect'`;
	expect(told?.data.followers).toBe(1);
	const seen = await actingAs(`person:${erik.id}`, () => web.sql`select id from defect_reports`);
	expect(seen).toEqual([]);
});

/** As the web process does it: all that is asked of the database is asked for this person. */
function as<T>(person: Person, work: (device: Replica) => Promise<T>): Promise<T> {
	return actingAs(`person:${person.id}`, () => work(new Replica(web, person.id, now)));
}
