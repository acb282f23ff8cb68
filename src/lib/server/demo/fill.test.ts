import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { locales } from '$lib/domain/fields';
import { passwordShortcomings } from '$lib/domain/passwords';
import { rescueChapterIds, type RescuePlan } from '$lib/domain/rescue-plans';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import { demoCalendar } from './calendar';
import { houses } from './content/houses';
import { fillDemoLandlord, hasLandlord } from './fill';
import { demoHistory } from './history';
import { demoLogins, demoPassword } from './logins';
import { demoPeople } from './people';
import { newSealingKey, parseSealingKeys, sealingFrom } from '$lib/server/sealing';
import { loadPhotos } from './photos';

const now = new Date('2026-03-01T06:30:00Z');
const sealing = sealingFrom(parseSealingKeys(newSealingKey('1')));
let database: TestDatabase;
let blobFolder: string;

beforeAll(async () => {
	database = await createTestDatabase();
	blobFolder = await mkdtemp(join(tmpdir(), 'kellari-demo-'));
	expect(await hasLandlord(database.db.sql)).toBe(false);
	await fillDemoLandlord(database.db, { now, blobFolder, sealing });
});

afterAll(async () => {
	await database.drop();
	await rm(blobFolder, { recursive: true });
});

async function count(table: string): Promise<number> {
	const [row] = await database.db.sql<{ count: number }[]>`select count(*) from ${database.db.sql(table)}`;
	return row!.count;
}

describe('the demo landlord', () => {
	test('has three houses of about 60 homes and 120 people', async () => {
		expect(await hasLandlord(database.db.sql)).toBe(true);
		expect(await count('buildings')).toBe(3);
		expect(await count('staircases')).toBe(7);
		expect(await count('apartments')).toBe(60);
		expect(await count('people')).toBe(126);
	});

	test('has staff of each role', async () => {
		const rows = await database.db.sql<
			{ role: string }[]
		>`select distinct unnest(roles) as role from staff order by role`;
		expect(rows.map(({ role }) => role)).toEqual([
			'administrator',
			'customerService',
			'maintenance',
			'propertyManager'
		]);
	});

	test('A7 prints logins that work: each has an account, and one password that the rule accepts', async () => {
		const rows = await database.db.sql<
			{ email: string }[]
		>`select email from accounts where ended_at is null`;
		const emails = new Set(rows.map(({ email }) => email));
		expect(demoLogins.filter(({ email }) => !emails.has(email))).toEqual([]);
		expect(passwordShortcomings(demoPassword)).toEqual([]);
	});

	test('has a year of matters in every state, with pictures', async () => {
		expect(await count('defect_reports')).toBeGreaterThanOrEqual(60);
		expect(await count('conversations')).toBe(25);
		const states = await database.db.sql<{ state: string }[]>`select distinct state from defect_reports`;
		expect(states.map(({ state }) => state).sort()).toEqual(
			['closed', 'done', 'inProgress', 'received', 'waiting', 'withdrawn'].sort()
		);
		const pictures = await database.db.sql<
			{ id: string }[]
		>`select id from attachments where state = 'ready' union all select id from bulletin_files where type <> 'application/pdf'`;
		expect((await readdir(join(blobFolder, 'pictures'))).sort()).toEqual(pictures.map(({ id }) => id).sort());
	});

	test('says nothing that has not happened yet, and plans visits ahead', async () => {
		const [said] = await database.db.sql<{ last: Date }[]>`
			select max(greatest(arrived_at, written_at)) as last from (
				select arrived_at, written_at from defect_reports
				union all select arrived_at, written_at from defect_entries
				union all select arrived_at, written_at from messages
			) everything`;
		expect(said!.last.getTime()).toBeLessThanOrEqual(now.getTime());
		const [visit] = await database.db.sql<{ next: Date }[]>`
			select max((planned_visit ->> 'from')::timestamptz) as next from defect_reports where state = 'inProgress'`;
		expect(visit!.next.getTime()).toBeGreaterThan(now.getTime());
	});

	test('D2 Aino has two open reports, one with a planned visit, three done, and one answer to read', async () => {
		const states = await database.db.sql<{ state: string; visit: boolean }[]>`
			select report.state, report.planned_visit is not null as visit from defect_reports report
			join sync_scope scope on scope.id = report.scope_id
			join people person on person.id = scope.key and person.external_id = 'aino-virtanen'
			order by report.arrived_at desc`;
		expect(states.map(({ state }) => state)).toEqual(['received', 'inProgress', 'done', 'done', 'done']);
		expect(states[1]!.visit).toBe(true);
		const unread = await database.db.sql`
			select conversation.id from conversations conversation
			join people person on person.external_id = 'aino-virtanen'
			join sync_scope scope on scope.id = conversation.scope_id and scope.key = person.id
			where not exists (select from read_marks mark where mark.id = conversation.id)`;
		expect(unread).toHaveLength(1);
	});

	test('A1 keeps identity codes sealed, and finds a person by one', async () => {
		const { people } = demoPeople(demoCalendar(now));
		const { sql } = database.db;
		const aino = people.find(({ key }) => key === 'aino-virtanen')!;
		const found = await sql`
			select external_id, hetu_sealed from people where hetu_lookup = ${sealing.lookup(aino.hetu!, 'hetu')}`;
		expect(found.map(({ externalId }) => externalId)).toEqual(['aino-virtanen']);
		expect(sealing.unseal(found[0]!.hetuSealed, 'hetu')).toBe(aino.hetu);
		const [all] = await sql`select string_agg(to_jsonb(people)::text, '') as text from people`;
		for (const { hetu } of people) if (hetu) expect(all!.text).not.toContain(hetu);
	});

	test('A12 guardians hold the scope of their wards, and live elsewhere', async () => {
		const rows = await database.db.sql<{ guardian: string; ward: string }[]>`
			select guardian.external_id as guardian, ward.external_id as ward from sync_grant held
			join people guardian on guardian.id = held.person_id
			join people ward on ward.id = held.principal_id and ward.id <> guardian.id
			join sync_scope scope on scope.id = held.scope_id and scope.kind = 'person' and scope.key = ward.id
			where held.valid @> ${now}::timestamptz order by guardian`;
		expect(rows).toEqual([
			{ guardian: 'jari-heikkinen', ward: 'elsa-heikkinen' },
			{ guardian: 'riitta-kallio', ward: 'veikko-salminen' }
		]);
	});
});

describe('the rescue plans', () => {
	test('B2 have every chapter in three languages, and their maps', async () => {
		const plans = await database.db.sql<{ data: RescuePlan }[]>`
			select data from sync_projections where kind = 'rescuePlan'`;
		expect(plans).toHaveLength(3);
		for (const { data: plan } of plans) {
			expect(plan.chapters.map(({ id }) => id)).toEqual([...rescueChapterIds]);
			for (const { title, body } of plan.chapters)
				for (const locale of locales) {
					expect(title[locale]).toBeTruthy();
					expect(body[locale]!.length).toBeGreaterThan(200);
					expect(body[locale]).not.toMatch(/undefined|null|\[object/);
				}
			const mapIds = plan.maps.map(({ id }) => id);
			expect(mapIds).toEqual(['yard', 'basement']);
			expect(plan.chapters.filter(({ mapId }) => mapId && !mapIds.includes(mapId))).toEqual([]);
			const drawn = new Set(plan.maps.flatMap(({ shapes }) => shapes.map(({ kind }) => kind)));
			for (const kind of [
				'assemblyPoint',
				'rescueRoad',
				'entrance',
				'hydrant',
				'shelter',
				'waterShutOff',
				'electricalBoard'
			] as const)
				expect(drawn).toContain(kind);
		}
	});

	test('B2 are drawn within their paper, with room between the marks', () => {
		for (const plan of Object.values(houses).flatMap(({ yard, basement }) => [yard, basement])) {
			const marks = plan.shapes.flatMap((shape) => ('at' in shape ? [shape.at] : []));
			const corners = plan.shapes.flatMap((shape) => ('points' in shape ? shape.points : []));
			for (const [x, y] of [...marks, ...corners]) {
				expect(x >= 0 && x <= plan.width).toBe(true);
				expect(y >= 0 && y <= plan.height).toBe(true);
			}
			const apart = plan.width / 12;
			const crowded = marks.filter(([x, y], i) =>
				marks.some(([a, b], j) => j > i && Math.hypot(a - x, b - y) < apart)
			);
			expect(crowded).toEqual([]);
		}
	});

	test('B4 stand beside bulletins of every urgency in three languages, some of them ended', async () => {
		const rows = await database.db.sql<{ urgency: string; body: Record<string, string>; ended: boolean }[]>`
			select urgency, body, coalesce(ends_at < ${now}, false) as ended from bulletins`;
		expect(rows.length).toBeGreaterThanOrEqual(12);
		expect(new Set(rows.map(({ urgency }) => urgency))).toEqual(new Set(['normal', 'important', 'urgent']));
		expect(rows.filter(({ ended }) => ended).length).toBeGreaterThan(1);
		for (const { body } of rows) expect(Object.keys(body).sort()).toEqual([...locales].sort());
	});

	test('B4 stand beside bulletins with pictures and a file, named in three languages', async () => {
		const files = await database.db.sql<{ id: string; type: string; name: object }[]>`
			select id, type, name from bulletin_files`;
		expect(new Set(files.map(({ type }) => type))).toEqual(new Set(['image/webp', 'application/pdf']));
		for (const { id, type, name } of files) {
			expect(Object.keys(name).sort()).toEqual([...locales].sort());
			const kept = type === 'image/webp' ? `pictures/${id}/thumb.webp` : `files/${id}.pdf`;
			expect((await stat(join(blobFolder, kept))).size).toBeGreaterThan(100);
		}
		const told = await database.db.sql`
			select from sync_projections where kind = 'bulletin' and jsonb_array_length(data -> 'files') = 2`;
		expect(told.length).toBeGreaterThan(0);
	});
});

describe.each(['2026-03-01T06:30:00Z', '2028-02-29T12:00:00Z', '2027-12-31T22:30:00Z'])(
	'the people on %s',
	(start) => {
		const calendar = demoCalendar(new Date(start));
		const { people, tenancies, get } = demoPeople(calendar);
		const holdOf = (key: string) =>
			tenancies.filter(({ holders }) => holders.some((holder) => holder.key === key));

		test('have a history in which nothing is told before it has happened', async () => {
			const { reports, conversations } = demoHistory({
				calendar,
				people: demoPeople(calendar),
				photos: await loadPhotos()
			});
			for (const { rows } of [...reports, ...conversations]) {
				const arrivals = rows.flatMap(({ row }) =>
					'arrivedAt' in row && row.arrivedAt ? [row.arrivedAt] : []
				);
				expect(arrivals).toEqual([...arrivals].sort());
				expect(arrivals.filter((at) => at > calendar.now.toISOString())).toEqual([]);
			}
		});

		test('have artificial identity codes with a valid check character, each its own', () => {
			const hetus = people.flatMap(({ hetu }) => (hetu ? [hetu] : []));
			expect(new Set(hetus).size).toBe(people.length - 1);
			for (const hetu of hetus) {
				const [, date = '', individual = '', check = ''] =
					/^(\d{6})[-YAB](9\d\d)([0-9A-Y])$/.exec(hetu) ?? [];
				expect(check).toBe('0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(date + individual) % 31]);
			}
			for (const { hetu, bornOn } of people)
				if (hetu)
					expect(hetu.slice(0, 6)).toBe(`${bornOn.slice(8)}${bornOn.slice(5, 7)}${bornOn.slice(2, 4)}`);
		});

		test('A3 include somebody who turned 18 today and has not registered', () => {
			const minh = get('minh-nguyen');
			const isLeapDay = calendar.today.endsWith('02-29');
			expect(minh.bornOn.slice(5)).toBe(isLeapDay ? '02-28' : calendar.today.slice(5));
			expect(Number(calendar.today.slice(0, 4)) - Number(minh.bornOn.slice(0, 4))).toBe(18);
			expect(minh.hasAccount).toBe(false);
		});

		test('A4 A5 A10 include an applicant, one who starts next month and one who moved out last month', () => {
			expect(holdOf('mira-kettunen')).toEqual([]);
			const [coming] = holdOf('sofia-ahonen');
			const [gone] = holdOf('petri-kinnunen');
			expect(coming!.startsOn).toBe(calendar.firstOfNextMonth);
			expect(coming!.signedOn < calendar.today).toBe(true);
			expect(gone!.endsOn).toBe(calendar.lastOfPreviousMonth);
			expect(gone!.apartment).toBe(coming!.apartment);
		});

		test('A2 A11 A16 include a subtenant, students sharing, a mover and somebody whose record is incomplete', () => {
			const roleOf = (key: string) => holdOf(key)[0]?.holders.find((holder) => holder.key === key)?.role;
			expect(roleOf('aino-virtanen')).toBe('signatory');
			expect(roleOf('mikko-virtanen')).toBe('spouse');
			expect(roleOf('oksana-kovalenko')).toBe('occupant');
			expect(holdOf('roope-lindholm')[0]!.holders.map(({ role }) => role)).toEqual([
				'signatory',
				'signatory',
				'signatory'
			]);
			expect(holdOf('henrik-sjoblom')).toHaveLength(2);
			expect(get('arjun-singh').hetu).toBeNull();
			expect(['erik-lindqvist', 'maria-silva'].map((key) => get(key).language)).toEqual(['sv', 'en']);
		});
	}
);
