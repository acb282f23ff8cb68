import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { uuid } from '$lib/domain/fields';
import { defineMutation } from '$lib/domain/mutation';
import { residentMutations, upcasters, type AnyMutation } from '$lib/domain/mutations';
import { noopFor, type WireMutation } from '$lib/domain/sync-wire';
import { makeReport } from '$lib/server/staff/test-matters';
import type { Database } from '$lib/server/db';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import { Replica, reportOf } from '../../../../tests/support/replica';
import { addPerson, appointGuardian, buildHouse, moveIn, type Person } from '../../../../tests/support/world';

const now = new Date('2026-03-10T10:00:00Z');
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
let database: TestDatabase;
let person: Person;
let apartmentId: string;
let replica: Replica;
const registry = residentMutations as unknown as Record<string, AnyMutation>;

/** Throws whatever a test sets. */
let fault: unknown;
const faulty = defineMutation({
	name: 'faulty',
	v: 1,
	who: 'resident',
	target: 'profile',
	args: v.object({ id: uuid }),
	targetId: (args) => args.id,
	rule() {
		if (fault) throw fault;
		return [];
	}
});

beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
	const house = await buildHouse(database.db.sql);
	apartmentId = house.staircases[0]!.apartments[0]!;
	person = await addPerson(database.db.sql);
	await moveIn(database.db.sql, person.id, apartmentId);
	replica = new Replica(database.db, person.id, now);
	registry.faulty = faulty as unknown as AnyMutation;
});
afterEach(() => {
	fault = undefined;
	delete registry.faulty;
});

const report = (seq: number, args = reportOf(apartmentId), principalId = person.id): WireMutation => [
	seq,
	principalId,
	'reportDefect',
	1,
	args
];
const language = (seq: number, chosen: string): WireMutation => [
	seq,
	person.id,
	'chooseLanguage',
	1,
	{ id: person.id, language: chosen }
];
/** As a device takes back what it has sent. */
const takingBack = ([seq, principalId, name, v, args]: WireMutation): WireMutation => {
	const back = noopFor({ name, v, args });
	return [seq, principalId, back.name, back.v, back.args];
};
const faultyAt = (seq: number): WireMutation => [seq, person.id, 'faulty', 1, { id: person.id }];
const invalid = (seq: number): WireMutation => language(seq, 'klingon');
const countReports = async (id: unknown) =>
	(await database.db.sql`select from defect_reports where id = ${id as string}`).length;

describe('I12 a submission', () => {
	test('whose answer was lost is there once, however often it is sent again', async () => {
		const args = reportOf(apartmentId);
		for (let times = 0; times < 3; times++) await new Replica(database.db, person.id, now).ask();
		const sent = { mutations: [report(1, args)] };
		await replica.ask(sent);
		replica.last = 0;
		for (let times = 0; times < 3; times++)
			expect(await replica.ask(sent)).toMatchObject({ c: expect.any(String) });
		expect(await countReports(args.id)).toBe(1);
	});

	test('sent twice at the same moment is there once', async () => {
		const args = reportOf(apartmentId);
		const sent = { mutations: [report(1, args)] };
		await Promise.all([replica.ask(sent), replica.ask(sent), replica.ask(sent)]);
		expect(await countReports(args.id)).toBe(1);
		expect(
			await database.db.sql`select seq from sync_outcomes where client_id = ${replica.client}`
		).toHaveLength(1);
	});

	test('that comes under a new client id is recognised by its own id', async () => {
		const args = reportOf(apartmentId);
		await replica.ask({ mutations: [report(1, args)] });
		const renamed = new Replica(database.db, person.id, now);
		await renamed.ask({ mutations: [report(1, args)] });
		expect((await renamed.catchUp()).n).toBeUndefined();
		expect(await countReports(args.id)).toBe(1);
	});
});

describe('I13 a sequence', () => {
	test('takes effect in its order', async () => {
		await replica.ask({
			mutations: [language(1, 'sv'), language(2, 'en'), language(3, 'fi'), language(4, 'sv')]
		});
		const [row] = await database.db.sql`select language from profiles where id = ${person.id}`;
		expect(row?.language).toBe('sv');
	});

	test('with a gap, with another past, or of an unknown client is not taken: the device begins anew', async () => {
		expect(await replica.ask({ mutations: [report(2)] })).toEqual({ newClient: true });
		await replica.ask({ mutations: [language(1, 'sv')] });
		expect(await replica.ask({ mutations: [report(3)] })).toEqual({ newClient: true });
		expect(await replica.ask({ mutations: [language(1, 'en')] })).toEqual({ newClient: true });
		replica.last = 9;
		expect(await replica.ask()).toEqual({ newClient: true });
	});
});

describe('I14 what is refused', () => {
	test('blocks nothing, first, in the middle or last, and says why', async () => {
		const args = reportOf(apartmentId);
		const outcome = await replica.ask({
			mutations: [invalid(1), report(2, args), invalid(3), language(4, 'sv'), invalid(5)]
		});
		expect(outcome).toMatchObject({
			l: 5,
			n: [
				[1, { refused: 'notValid' }],
				[3, { refused: 'notValid' }],
				[5, { refused: 'notValid' }]
			]
		});
		expect(await countReports(args.id)).toBe(1);
	});

	test('leaves nothing behind of itself', async () => {
		const args = reportOf(apartmentId, {
			photos: [0, 1].map(() => ({
				id: '7d0c1f6e-0000-4000-8000-000000000001',
				sha: 'a'.repeat(64),
				type: 'image/webp',
				size: 10,
				width: 1,
				height: 1
			}))
		});
		const outcome = await replica.ask({ mutations: [report(1, args)] });
		expect(outcome).toMatchObject({ n: [[1, { refused: 'idTaken' }]] });
		expect(await countReports(args.id)).toBe(0);
	});

	test('is told again until the device has stored it, and not after', async () => {
		await replica.ask({ mutations: [invalid(1)] });
		replica.last = 0;
		expect(await replica.ask()).toMatchObject({ n: [[1, { refused: 'notValid' }]] });
		replica.last = 1;
		expect(await replica.ask()).not.toHaveProperty('n');
	});

	test('a parked fault of ours is with its arguments where staff find it, after five tries', async () => {
		fault = new TypeError('ours');
		const alerts: unknown[] = [];
		replica = new Replica(database.db, person.id, now, (parked) => alerts.push(parked.name));
		for (let tries = 1; tries <= 4; tries++)
			expect(await replica.ask({ mutations: [faultyAt(1), language(2, 'sv')] })).toMatchObject({
				h: [1, 'failing']
			});
		expect(await replica.ask({ mutations: [faultyAt(1), language(2, 'sv')] })).toMatchObject({
			l: 2,
			n: [[1, { refused: 'parked' }]]
		});
		expect(alerts).toEqual(['faulty']);
		const [parked] = await database.db
			.sql`select name, args from parked_mutations where client_id = ${replica.client}`;
		expect(parked).toMatchObject({ name: 'faulty', args: { id: person.id } });
	});

	test('or after ten minutes, whichever is first', async () => {
		fault = new TypeError('ours');
		expect(await replica.ask({ mutations: [faultyAt(1)] })).toMatchObject({ h: [1, 'failing'] });
		expect(await replica.ask({ mutations: [faultyAt(1)], now: minutes(11) })).toMatchObject({
			n: [[1, { refused: 'parked' }]]
		});
	});

	test('is what only the staff may do, whatever its version; what follows goes on', async () => {
		const closing: WireMutation = [1, person.id, 'closeConversation', 9, { conversationId: randomUUID() }];
		expect(await replica.ask({ mutations: [closing, language(2, 'sv')] })).toMatchObject({
			l: 2,
			n: [[1, { refused: 'staffOnly' }]]
		});
	});
});

describe('I15 nothing is consumed', () => {
	test('while the database is away: an outage is no refusal, however long it lasts', async () => {
		fault = Object.assign(new Error('gone'), { name: 'PostgresError', code: '57P01' });
		for (let tries = 0; tries < 8; tries++)
			await expect(replica.ask({ mutations: [faultyAt(1)] })).rejects.toThrow('gone');
		fault = undefined;
		expect(await replica.ask({ mutations: [faultyAt(1)] })).toMatchObject({ l: 1 });
		expect(
			await database.db.sql`select from parked_mutations where client_id = ${replica.client}`
		).toHaveLength(0);
	});

	test('that this server does not know yet, by name or by version; what follows it waits', async () => {
		const args = reportOf(apartmentId);
		const unknown: WireMutation = [2, person.id, 'bookSauna', 1, {}];
		expect(await replica.ask({ mutations: [language(1, 'sv'), unknown, report(3, args)] })).toMatchObject({
			l: 1,
			h: [2, 'unknown']
		});
		expect(await replica.ask({ mutations: [[2, person.id, 'chooseLanguage', 9, {}]] })).toMatchObject({
			h: [2, 'unknown']
		});
		expect(await countReports(args.id)).toBe(0);
		// The person takes it back: its place goes to nothing, and the rest goes on.
		expect(await replica.ask({ mutations: [takingBack(unknown), report(3, args)] })).toMatchObject({ l: 3 });
		expect(await countReports(args.id)).toBe(1);
	});

	test('I15 that was taken back on the device while it was still on its way here: it came first', async () => {
		const args = reportOf(apartmentId);
		expect(await replica.ask({ mutations: [report(1, args), language(2, 'sv')] })).toMatchObject({ l: 2 });
		// The answer is lost, and an earlier one had said that the first is held.
		expect(
			await replica.ask({
				mutations: [takingBack(report(1, args)), language(2, 'sv'), language(3, 'en')]
			})
		).toMatchObject({ l: 3 });
		expect(await countReports(args.id)).toBe(1);
	});

	test('I15 that comes late, after it was taken back: it has no effect, and nobody begins anew', async () => {
		const args = reportOf(apartmentId);
		await replica.ask({ mutations: [takingBack(report(1, args))] });
		expect(await replica.ask({ mutations: [report(1, args)] })).not.toHaveProperty('newClient');
		expect(await countReports(args.id)).toBe(0);
	});

	test('I15 that a copy of the device sent, where the other took something back: it begins anew', async () => {
		const args = reportOf(apartmentId);
		await replica.ask({ mutations: [takingBack(report(1, reportOf(apartmentId)))] });
		expect(await replica.ask({ mutations: [report(1, args)] })).toHaveProperty('newClient');
		const copy = new Replica(database.db, person.id, now);
		expect(await copy.ask({ mutations: [report(1, args)] })).toMatchObject({ l: 1 });
		expect(await countReports(args.id)).toBe(1);
	});

	test('when the connection breaks between the effect and the commit', async () => {
		const args = reportOf(apartmentId);
		let cuts = 1;
		const breaking: Database = {
			...database.db,
			begin: ((options: unknown, fn: unknown) =>
				typeof options === 'string'
					? database.db.begin(options, fn as never)
					: database.db.begin(async (tx) => {
							const done = await (options as (sql: typeof tx) => Promise<unknown>)(tx);
							if (cuts-- > 0) throw Object.assign(new Error('cut'), { code: 'CONNECTION_CLOSED' });
							return done;
						})) as Database['begin']
		};
		const device = new Replica(breaking, person.id, now);
		await expect(device.ask({ mutations: [report(1, args)] })).rejects.toThrow('cut');
		expect(await countReports(args.id)).toBe(0);
		expect(await device.ask({ mutations: [report(1, args)] })).toMatchObject({ l: 1 });
		expect(await countReports(args.id)).toBe(1);
	});
});

describe('I17 somebody else', () => {
	test('can overwrite no row by naming its id', async () => {
		const args = reportOf(apartmentId);
		await replica.ask({ mutations: [report(1, args)] });
		const stranger = await addPerson(database.db.sql, 'Carl');
		await moveIn(database.db.sql, stranger.id, apartmentId);
		const outcome = await new Replica(database.db, stranger.id, now).ask({
			mutations: [report(1, { ...args, description: 'minun' }, stranger.id)]
		});
		expect(outcome).toMatchObject({ n: [[1, { refused: 'idTaken' }]] });
		const [row] = await database.db.sql`select description from defect_reports where id = ${args.id}`;
		expect(row?.description).toBe('Hana vuotaa');
	});

	test('can do nothing for a person whose guardian they are not, and is told no more than that there is none', async () => {
		const stranger = await addPerson(database.db.sql, 'Carl');
		await moveIn(database.db.sql, stranger.id, apartmentId);
		const outcome = await new Replica(database.db, stranger.id, now).ask({
			mutations: [report(1, reportOf(apartmentId), person.id)]
		});
		expect(outcome).toMatchObject({ n: [[1, { refused: 'notFound' }]] });
	});

	test('has no use of a client id that they have seen', async () => {
		await replica.ask({ mutations: [language(1, 'sv')] });
		const stranger = await addPerson(database.db.sql, 'Carl');
		await moveIn(database.db.sql, stranger.id, apartmentId);
		const posing = Object.assign(new Replica(database.db, stranger.id, now), { client: replica.client });
		expect(await posing.ask()).toEqual({ newClient: true });
		expect(await posing.ask({ mutations: [report(2, reportOf(apartmentId), stranger.id)] })).toEqual({
			newClient: true
		});
	});

	test("may act as the guardian: it lands with the ward, in the guardian's name", async () => {
		const ward = await addPerson(database.db.sql, 'Ville', 'Korhonen');
		await moveIn(database.db.sql, ward.id, apartmentId);
		await appointGuardian(database.db.sql, person.id, ward.id);
		const args = reportOf(apartmentId);
		await replica.ask({ mutations: [report(1, args, ward.id)] });
		const [row] = await database.db.sql`
			select r.reported_by, s.key from defect_reports r join sync_scope s on s.id = r.scope_id where r.id = ${args.id}`;
		expect(row).toMatchObject({ reportedBy: 'Aino Virtanen', key: ward.id });
	});
});

describe('I19 what was published', () => {
	test('has an upcaster for each earlier version', () => {
		for (const [name, { v: newest }] of Object.entries(registry))
			for (let old = 1; old < newest; old++)
				expect(upcasters[name]?.[old], `${name} v${old}`).toBeTypeOf('function');
	});

	test('as version 1 still applies', async () => {
		const [reportId, threadId, readId] = [randomUUID(), randomUUID(), randomUUID()];
		const [home] = await database.db.sql`
			select staircase.building_id from staircases staircase join apartments on apartments.staircase_id = staircase.id
			where apartments.id = ${apartmentId}`;
		const neighbour = await addPerson(database.db.sql, 'Erik');
		const commonReport = await makeReport(
			database.db.sql,
			neighbour.id,
			{ buildingId: home?.buildingId, apartmentId } as never,
			{ place: 'commonArea', room: 'stairwell' }
		);
		const entry = () => ({ reportId, entryId: randomUUID(), writtenAt: now.toISOString() });
		const first: [string, unknown, string?][] = [
			['reportDefect', { ...reportOf(apartmentId), id: reportId }],
			['addToDefectReport', { ...entry(), text: 'yhä' }],
			['withdrawDefectReport', entry()],
			['reopenDefectReport', { ...entry(), text: 'ei korjattu' }, 'notDone'],
			[
				'startConversation',
				{
					id: threadId,
					messageId: randomUUID(),
					classification: 'feedback',
					apartmentId: null,
					text: 'hei',
					writtenAt: now.toISOString()
				}
			],
			[
				'replyInConversation',
				{ conversationId: threadId, messageId: randomUUID(), text: 'vielä', writtenAt: now.toISOString() }
			],
			['markRead', { id: readId, subjectKind: 'bulletin', version: 1 }],
			['chooseLanguage', { id: person.id, language: 'sv' }],
			['changeContactDetails', { id: person.id, phone: '040 765 4321' }],
			['chooseNotifications', { id: person.id, muted: ['stateChange'] }],
			['followDefect', { id: commonReport, buildingId: home?.buildingId }],
			['unfollowDefect', { id: commonReport }]
		];
		expect(first.map(([name]) => name).sort()).toEqual(
			Object.keys(registry)
				.filter((name) => name !== 'faulty')
				.sort()
		);
		const outcome = await replica.ask({
			mutations: first.map(([name, args], at): WireMutation => [at + 1, person.id, name, 1, args])
		});
		expect(outcome).toMatchObject({ l: first.length });
		expect('n' in outcome ? outcome.n : []).toEqual(
			first.flatMap(([, , refused], at) => (refused ? [[at + 1, { refused }]] : []))
		);
	});
});

describe('when access has ended', () => {
	beforeEach(async () => {
		await replica.ask({ mutations: [language(1, 'sv')] });
		await database.db.sql`update occupancies set ends_on = '2026-03-09' where person_id = ${person.id}`;
	});

	test('A10 what waits is offered first: each is settled, and no rows come', async () => {
		const outcome = await replica.ask({ mutations: [report(2), language(3, 'fi')] });
		expect(outcome).toEqual({
			session: 'accessEnded',
			l: 3,
			n: [
				[2, { refused: 'accessEnded' }],
				[3, { refused: 'accessEnded' }]
			]
		});
	});

	test('what had been accepted before is settled as accepted', async () => {
		replica.last = 0;
		expect(await replica.ask({ mutations: [language(1, 'sv')] })).toEqual({
			session: 'accessEnded',
			l: 1,
			n: []
		});
	});
});
