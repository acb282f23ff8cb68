import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import { Replica, reportOf } from '../../../../tests/support/replica';
import {
	addPerson,
	appointGuardian,
	buildHouse,
	empower,
	logIn,
	moveIn,
	scopeOf,
	type Person
} from '../../../../tests/support/world';
import type { WireMutation } from '$lib/domain/sync-wire';
import { sessionCookieName } from '$lib/server/auth/sessions';
import { answerIdleSync } from '$lib/server/sync/idle';
import { findFileFor } from '$lib/server/attachments';
import { findUpload } from '$lib/server/uploads';
import { fileStore } from '$lib/server/blobs';

const now = new Date('2026-03-10T10:00:00Z');
const writtenAt = now.toISOString();
let database: TestDatabase;
let principal: Person;
let attorney: Person;
let apartmentId: string;
let own: Replica;
let acting: Replica;
let seq: number;
let scope: number;

beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
	const { sql } = database.db;
	const house = await buildHouse(sql);
	apartmentId = house.staircases[0]!.apartments[0]!;
	principal = await addPerson(sql, 'Aino');
	attorney = await addPerson(sql, 'Otto');
	await moveIn(sql, principal.id, apartmentId);
	own = new Replica(database.db, principal.id, now);
	acting = new Replica(database.db, attorney.id, now);
	seq = 0;
	scope = await scopeOf(sql, 'person', principal.id);
	await own.ask({ mutations: [report(), conversation(), read(), language()] });
	seq = 0;
});

const photo = (seed: string) => ({
	id: randomUUID(),
	sha: createHash('sha256').update(seed).digest('hex'),
	type: 'image/webp',
	size: 10,
	width: 10,
	height: 10
});
const report = (more = {}): WireMutation => [
	++seq,
	principal.id,
	'reportDefect',
	1,
	reportOf(apartmentId, { photos: [photo('tap')], ...more })
];
const conversation = (): WireMutation => [
	++seq,
	principal.id,
	'startConversation',
	1,
	{
		id: randomUUID(),
		messageId: randomUUID(),
		classification: 'debtCollection',
		apartmentId,
		text: 'Lasku on auki',
		writtenAt,
		photos: [photo('bill')]
	}
];
const read = (): WireMutation => [
	++seq,
	principal.id,
	'markRead',
	1,
	{ id: randomUUID(), subjectKind: 'bulletin', version: 1 }
];
const language = (): WireMutation => [
	++seq,
	principal.id,
	'chooseLanguage',
	1,
	{ id: principal.id, language: 'sv' }
];

/** Kinds of the principal's own rows that the attorney's device holds. */
const held = () => {
	const rows = [...acting.rows.values()].filter((row) => row.scope === scope);
	return [
		...new Set(rows.map(({ kind, data }) => (kind === 'attachment' ? `photo of ${data.subjectKind}` : kind)))
	].sort();
};

/** Count and sum of versions, as a device keeps them. */
const totals = () => {
	const rows = [...acting.rows.values()].filter((row) => row.scope === scope);
	return [rows.length, rows.reduce((sum, { version }) => sum + version, 0)];
};

describe('A13 of a principal an attorney is sent what the power names, and who and where the principal is', () => {
	const ofDefects = ['defectReport', 'photo of defectReport'];
	const ofMessages = ['conversation', 'message', 'photo of conversation'];
	test.each([
		['defects', ['defects'], ofDefects],
		['messages', ['messages'], ofMessages],
		['both', ['defects', 'messages'], [...ofMessages, ...ofDefects]],
		['the bank account alone', ['bankAccount'], []]
	])('%s', async (_name, matters, kinds) => {
		await empower(database.db.sql, principal.id, attorney.id, { matters });
		const answer = await acting.catchUp();
		expect(held()).toEqual([...kinds, 'membership'].sort());
		expect(answer.s?.find(({ i }) => i === scope)).toMatchObject({ d: totals(), w: [...matters].sort() });
	});
});

test('A13 a second power adds its matters, and its end takes them away again', async () => {
	const { sql } = database.db;
	await empower(sql, principal.id, attorney.id, { matters: ['defects'] });
	await acting.catchUp();
	const second = await empower(sql, principal.id, attorney.id, { matters: ['messages'] });
	await acting.catchUp();
	expect(held()).toContain('message');
	await sql`update powers_of_attorney set ended_at = ${now}, ended_by = 'attorney' where id = ${second}`;
	const answer = await acting.catchUp();
	expect(held()).toEqual(['defectReport', 'membership', 'photo of defectReport']);
	expect(answer.s?.find(({ i }) => i === scope)?.d).toEqual(totals());
});

test('A13 a guardian who holds a power as well sees all', async () => {
	await empower(database.db.sql, principal.id, attorney.id, { matters: ['defects'] });
	await appointGuardian(database.db.sql, attorney.id, principal.id);
	await acting.catchUp();
	expect(held()).toContain('profile');
});

test('A13 what comes later comes too, and the device that has it all is told so', async () => {
	await empower(database.db.sql, principal.id, attorney.id, { matters: ['defects'] });
	await acting.catchUp();
	seq = 4;
	await own.ask({ mutations: [report({ photos: [] }), conversation()] });
	await acting.catchUp();
	expect(acting.ids('defectReport')).toHaveLength(2);
	expect(acting.ids('message')).toEqual([]);
	const token = await logIn(database.db, attorney.accountId, now);
	const cookie = `${sessionCookieName()}=${token}`;
	const { sql } = database.db;
	expect(await answerIdleSync(sql, { cookie, 'x-cursor': acting.cookie }, now)).toEqual({ status: 204 });
	await empower(sql, principal.id, attorney.id, { matters: ['messages'] });
	expect(await answerIdleSync(sql, { cookie, 'x-cursor': acting.cookie }, now)).toEqual({ status: 200 });
});

describe('A13 an attorney acts', () => {
	test('within the power, under their own name, recorded as done for the principal', async () => {
		await empower(database.db.sql, principal.id, attorney.id, { matters: ['defects'] });
		const made = report({ photos: [] });
		expect(await acting.ask({ mutations: [made] })).not.toHaveProperty('n');
		const [row] = await database.db.sql`
			select reported_by, acted_by, scope_id from defect_reports where id = ${(made[4] as { id: string }).id}`;
		expect(row).toEqual({ reportedBy: 'Otto Virtanen', actedBy: attorney.id, scopeId: scope });
	});

	test('not beyond it: what the power does not name is not there', async () => {
		await empower(database.db.sql, principal.id, attorney.id, { matters: ['defects'] });
		const refused = await acting.ask({ mutations: [conversation(), language(), read()] });
		expect(refused).toMatchObject({
			n: [
				[1, { refused: 'notFound' }],
				[2, { refused: 'notFound' }],
				[3, { refused: 'notFound' }]
			]
		});
	});

	test('no more once either side has ended it', async () => {
		const { sql } = database.db;
		const id = await empower(sql, principal.id, attorney.id, { matters: ['defects'] });
		await acting.catchUp();
		await sql`update powers_of_attorney set ended_at = ${now}, ended_by = 'principal' where id = ${id}`;
		expect(await acting.ask({ mutations: [report()] })).toMatchObject({
			session: 'accessEnded',
			n: [[1, { refused: 'notFound' }]]
		});
	});
});

test('A12 what a person does for themselves is recorded as nobody else’s', async () => {
	const rows = await database.db.sql`
		select acted_by from defect_reports where scope_id = ${scope}
		union all select acted_by from messages where scope_id = ${scope}`;
	expect(rows.map(({ actedBy }) => actedBy)).toEqual([null, null]);
});

test('A13 a picture is shown and taken only for a matter that the power names', async () => {
	const { sql } = database.db;
	await empower(sql, principal.id, attorney.id, { matters: ['defects'] });
	await sql`update attachments set state = 'ready', ready_at = now() where scope_id = ${scope}`;
	const session = { personId: attorney.id, staff: null } as Parameters<typeof findFileFor>[1];
	const seen = new Map<string, boolean>();
	for (const {
		id,
		subjectKind
	} of await sql`select id, subject_kind from attachments where scope_id = ${scope}`)
		seen.set(subjectKind, (await findFileFor(sql, session, id, now)) !== undefined);
	expect(Object.fromEntries(seen)).toEqual({ defectReport: true, conversation: false });
	const key = (seed: string) => ({ personId: attorney.id, principalId: principal.id, sha: photo(seed).sha });
	const store = fileStore('nowhere');
	expect(await findUpload(database.db, store, key('tap'), now)).toEqual({ state: 'complete' });
	expect(await findUpload(database.db, store, key('bill'), now)).toEqual({ state: 'unknown' });
});
