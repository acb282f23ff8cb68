import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { placeOf } from '$lib/components/submission-trail';
import { browserHost } from '$lib/device/browser-host';
import { Engine } from '$lib/device/engine';
import { claim, LocalDb } from '$lib/device/local-db';
import { enqueue, inOrder } from '$lib/device/outbox';
import { fold } from '$lib/device/overlay';
import { LineError } from '$lib/device/transport';
import type { DefectReport } from '$lib/domain/defect-reports';
import { residentMutations } from '$lib/domain/mutations';
import { fileStore } from '$lib/server/blobs';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import { line } from '../../../../tests/support/device';
import { PortalServer } from '../../../../tests/support/portal-server';
import { reportOf } from '../../../../tests/support/replica';
import { addPerson, buildHouse, logIn, moveIn } from '../../../../tests/support/world';

/** The server's. */
const now = new Date('2026-03-10T10:00:00Z');
const right = '2026-03-10T10:00:00Z';
const [past, future] = ['1996-01-01T00:00:00Z', '2046-12-31T23:59:59Z'];

let database: TestDatabase;
let server: PortalServer;
beforeAll(async () => {
	database = await createTestDatabase();
	server = new PortalServer(database.db, fileStore('/nowhere'), () => now);
});
afterAll(() => database.drop());
afterEach(() => vi.useRealTimers());

type Name = 'reportDefect' | 'reopenDefectReport' | 'withdrawDefectReport' | 'chooseLanguage';

/** A person and their device, whose clock is put as told, while the server's own stays. */
async function resident() {
	const { sql } = database.db;
	const house = await buildHouse(sql);
	const home = house.staircases[0]!.apartments[0]!;
	const person = await addPerson(sql);
	await moveIn(sql, person.id, home);
	const token = await logIn(database.db, person.accountId, now);
	const db = new LocalDb(`device-${randomUUID()}`);
	await claim(db, person.id, randomUUID());
	const delivered: string[] = [];
	let isDown = false;
	const transport = line({
		idle: async (cursor) => ((await server.idle(token, cursor)) === 204 ? 'none' : 'some'),
		exchange: async (request) => {
			if (isDown) throw new LineError('status 503');
			for (const [seq, , name, , args] of request.mutations ?? [])
				delivered.push(`${seq} ${name} ${(args as { description?: string }).description ?? ''}`.trim());
			return server.exchange(token, request);
		}
	});
	let betweenTries: () => Promise<void> = async () => undefined;
	const host = { ...browserHost(() => undefined), sleep: () => betweenTries() };
	const engine = new Engine(db, transport, host);

	const send = async (name: Name, args: { writtenAt?: string }) => {
		// As the app does: the moment of writing is the phone's word.
		const writtenAt = new Date().toISOString();
		const mutation = residentMutations[name] as never;
		const dated = 'writtenAt' in args ? { ...args, writtenAt } : args;
		await enqueue(db, {
			id: randomUUID(),
			principalId: person.id,
			mutation,
			args: dated,
			writtenAt,
			photos: []
		});
	};
	/** What a person sees of their reports, by description, and of what waits. */
	const seen = async () => {
		const items = await inOrder(db);
		const view = fold(await db.rows.getAll(), items, await db.sync(), person.id);
		const reports = view.list('defectReport');
		const each = <T>(of: (report: DefectReport) => T) =>
			Object.fromEntries(reports.map((report) => [report.description, of(report)]));
		return {
			states: each(({ state }) => state),
			places: each(({ id, arrivedAt }) =>
				placeOf(view.pending('defectReport', id), { arrivedAt, readAt: null })
			),
			arrivals: each(({ arrivedAt }) => arrivedAt),
			language: view.get('profile', person.id)?.language,
			waiting: items.map(({ state, refusal }) => (refusal ? `${state} ${refusal.refused}` : state))
		};
	};
	return {
		person,
		home,
		db,
		engine,
		delivered,
		send,
		seen,
		/** The line is down for the next try; then it is back, and `meanwhile` has happened. */
		breakLine(meanwhile: () => Promise<void>) {
			isDown = true;
			betweenTries = async () => {
				isDown = false;
				await meanwhile();
			};
		}
	};
}

/** Reports, one for a home of somebody else's, reopenings in time and too late; offline, then on a line that fails once. */
async function live(clock: (moment: number) => string) {
	let moment = 0;
	const tick = () => vi.setSystemTime(clock(moment++));
	vi.useFakeTimers({ toFake: ['Date'] });
	tick();
	const { sql } = database.db;
	const { home, person, db, engine, delivered, send, seen, breakLine } = await resident();
	await engine.trigger('eager');
	const [inTime, late] = [reportOf(home, { description: 'A' }), reportOf(home, { description: 'B' })];
	for (const args of [inTime, late]) await send('reportDefect', args);
	await engine.trigger('eager');
	await sql`update defect_reports set state = 'done', done_at = '2026-03-01T10:00:00Z' where id = ${inTime.id}`;
	await sql`update defect_reports set state = 'done', done_at = '2026-02-01T10:00:00Z' where id = ${late.id}`;
	await engine.trigger('eager');
	const begun = delivered.length;

	const withdrawn = reportOf(home, { description: 'C' });
	const entry = (reportId: string) => ({ reportId, entryId: randomUUID(), writtenAt: '' });
	const steps: [Name, { writtenAt?: string }][] = [
		['reportDefect', withdrawn],
		['reopenDefectReport', { ...entry(inTime.id), text: 'Vuotaa taas' } as never],
		['reopenDefectReport', { ...entry(late.id), text: 'Vuotaa taas' } as never],
		['reportDefect', reportOf(randomUUID(), { description: 'D' })],
		['withdrawDefectReport', entry(withdrawn.id)],
		['chooseLanguage', { id: person.id, language: 'sv' } as never],
		['reportDefect', reportOf(home, { description: 'E' })],
		['chooseLanguage', { id: person.id, language: 'en' } as never]
	];
	for (const [name, args] of steps) {
		tick();
		await send(name, args);
	}
	const offline = await seen();
	tick();
	let underWay: Awaited<ReturnType<typeof seen>> | undefined;
	breakLine(async () => {
		underWay ??= await seen();
		tick();
	});
	await engine.trigger('eager');
	const after = await seen();
	const [stored] = await sql`select written_at from defect_reports where id = ${withdrawn.id}`;
	await engine.stop();
	await db.delete();
	vi.useRealTimers();
	const writtenAt = (stored?.writtenAt as Date).toISOString();
	return { delivered: delivered.slice(begun), offline, underWay, after, writtenAt };
}

const arrivedAt = now.toISOString();

const clocks: [string, (moment: number) => string][] = [
	['right', () => right],
	['thirty years behind', () => past],
	['twenty years ahead', () => future],
	// By whoever has the phone, or by its battery.
	['put ahead, behind and right again, over and over', (moment) => [future, past, right][moment % 3]!],
	['running backwards', (moment) => `${2046 - moment}-12-31T23:59:59Z`]
];

test.each(clocks)(
	'I20 what is sent, accepted and shown as sent, the clock being %s',
	async (_name, clock) => {
		const { delivered, offline, underWay, after, writtenAt } = await live(clock);
		expect(delivered).toEqual([
			'3 reportDefect C',
			'4 reopenDefectReport',
			'5 reopenDefectReport',
			'6 reportDefect D',
			'7 withdrawDefectReport',
			'8 chooseLanguage',
			'9 reportDefect E',
			'10 chooseLanguage'
		]);
		// What the rules would say of a day is left to the server.
		const forecast = { A: 'received', B: 'received', C: 'withdrawn', E: 'received' };
		expect(offline).toEqual({
			states: forecast,
			places: { A: 'received', B: 'received', C: 'saved', E: 'saved' },
			arrivals: { A: arrivedAt, B: arrivedAt, C: null, E: null },
			language: 'en',
			waiting: Array(8).fill('waiting')
		});
		expect(underWay).toEqual({
			...offline,
			places: { A: 'received', B: 'received', C: 'sending', E: 'sending' },
			waiting: Array(8).fill('sending')
		});
		expect(after).toEqual({
			states: { ...forecast, B: 'done' },
			places: { A: 'received', B: 'received', C: 'received', E: 'received' },
			arrivals: { A: arrivedAt, B: arrivedAt, C: arrivedAt, E: arrivedAt },
			language: 'en',
			waiting: ['refused reopeningPeriodOver', 'refused notCurrentHome']
		});
		// The clock was the device's: what it says is kept as its word, beside the server's.
		expect(writtenAt).toBe(new Date(clock(1)).toISOString());
	}
);
