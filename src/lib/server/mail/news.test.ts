import { randomUUID } from 'node:crypto';
import { Logger, runOnce } from 'graphile-worker';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import { appointGuardian } from '../../../../tests/support/world';
import type { StaffActor } from '$lib/domain/actor';
import { applyStaffMutation } from '$lib/server/apply-mutation';
import { makeHouse, makeResident, makeStaff } from '$lib/server/auth/test-people';
import { newSealingKey, parseSealingKeys, sealingFrom } from '$lib/server/sealing';
import { makeConversation, makeReport } from '$lib/server/staff/test-matters';
import { mailTasks } from './tasks';

const now = new Date();
const sealing = sealingFrom(parseSealingKeys(newSealingKey('test')));
const secret = 'Avain on naapurin lokerossa';

let database: TestDatabase;
let home: Awaited<ReturnType<typeof makeHouse>>;
let staffId: string;

beforeAll(async () => {
	database = await createTestDatabase();
	home = await makeHouse(database.db.sql);
	({ staffId } = await makeStaff(database.db.sql, ['customerService']));
});
afterAll(() => database.drop());
beforeEach(async () => {
	await database.db.sql`delete from mails`;
	await database.db.sql`delete from graphile_worker._private_jobs`;
});

const resident = (name?: string) =>
	makeResident(database.db.sql, [{ apartmentId: home.apartmentId, startsOn: '2020-01-01' }], name);

const by = (): StaffActor => ({
	kind: 'staff',
	staffId,
	name: 'Kaisa',
	roles: ['customerService', 'maintenance']
});

function answer(conversationId: string, messageId: string = randomUUID()) {
	const args = { conversationId, messageId, text: secret, writtenAt: now.toISOString(), close: false };
	return applyStaffMutation(database.db, by(), 'answerConversation', args, now);
}

const handling = (reportId: string) =>
	({ reportId, entryId: randomUUID(), writtenAt: now.toISOString(), inState: 'received' }) as const;

/** The jobs' work, and the mails that came of it. */
async function mailed() {
	const { db, url } = database;
	const taskList = mailTasks(db, { sealing, origin: 'https://portal.example.fi' });
	await runOnce({ connectionString: url, taskList, logger: new Logger(() => () => undefined) });
	return db.sql`select recipient, language, template, data from mails order by recipient`;
}

test('M3 when staff answer a message, the resident gets a mail in their language without the content', async () => {
	const { personId, email } = await resident();
	await database.db.sql`update profiles set language = 'sv' where id = ${personId}`;
	const id = await makeConversation(database.db.sql, personId, home, [
		['resident', '2026-11-20T08:00:00Z', 'Avain?']
	]);
	expect(await answer(id)).toBeNull();
	const mails = await mailed();
	expect(mails).toEqual([
		{ recipient: email, language: 'sv', template: 'answered', data: { kind: 'conversation', id } }
	]);
	expect(JSON.stringify(mails)).not.toContain(secret);
});

test('M3 an answer that the office sent twice is mailed once', async () => {
	const { personId } = await resident();
	const id = await makeConversation(database.db.sql, personId, home, [
		['resident', '2026-11-20T08:00:00Z', 'Avain?']
	]);
	const messageId = randomUUID();
	for (let i = 0; i < 2; i++) expect(await answer(id, messageId)).toBeNull();
	const [job] = await database.db.sql`
		select graphile_worker.add_job('tellResidents', payload) from graphile_worker._private_jobs`;
	expect(job, 'the job runs twice').toBeDefined();
	expect(await mailed()).toHaveLength(1);
});

test('M3 an answer that was refused is not told', async () => {
	await answer(randomUUID());
	expect(await mailed()).toEqual([]);
});

test('M3 what the resident writes themselves is not mailed to them, nor that staff have read it', async () => {
	const { personId } = await resident();
	const id = await makeReport(database.db.sql, personId, home);
	await applyStaffMutation(database.db, by(), 'seeDefectReport', { reportId: id }, now);
	expect(await mailed()).toEqual([]);
});

test('M3 P1 an answer is always mailed; a change of state and a planned visit unless they are muted', async () => {
	const { personId, email } = await resident();
	const { sql } = database.db;
	const id = await makeReport(sql, personId, home);
	const visit = { from: '2026-11-25T08:00:00.000Z', to: '2026-11-25T10:00:00.000Z', text: '' };
	const act = async () => {
		await sql`delete from mails`;
		await sql`update defect_reports set state = 'received', handled_by = null where id = ${id}`;
		await applyStaffMutation(database.db, by(), 'takeDefectReport', handling(id), now);
		await sql`update defect_reports set state = 'received' where id = ${id}`;
		await applyStaffMutation(database.db, by(), 'planVisit', { ...handling(id), ...visit }, now);
		const said = { reportId: id, entryId: randomUUID(), writtenAt: now.toISOString(), text: secret };
		await applyStaffMutation(database.db, by(), 'answerDefectReport', said, now);
		return (await mailed()).map(({ recipient, template, data }) => [recipient, template, data.about]);
	};
	expect((await act()).sort()).toEqual([
		[email, 'answered', undefined],
		[email, 'reportMoved', 'plannedVisit'],
		[email, 'reportMoved', 'stateChange']
	]);
	await sql`update profiles set muted_notifications = '{stateChange}' where id = ${personId}`;
	expect((await act()).sort()).toEqual([
		[email, 'answered', undefined],
		[email, 'reportMoved', 'plannedVisit']
	]);
	await sql`update profiles set muted_notifications = '{stateChange,plannedVisit}' where id = ${personId}`;
	expect(await act()).toEqual([[email, 'answered', undefined]]);
});

test('M3 A12 a guardian hears of the ward’s matters, in their own language', async () => {
	const { sql } = database.db;
	const ward = await resident('Elsa Heikkinen');
	const guardian = await makeResident(sql, [], 'Jari Heikkinen');
	await sql`delete from accounts where id = ${ward.accountId}`;
	await sql`update people set born_on = '1980-01-01'`;
	await appointGuardian(sql, guardian.personId, ward.personId);
	await sql`update profiles set language = 'en' where id = ${guardian.personId}`;
	const id = await makeConversation(sql, ward.personId, home, [
		['resident', '2026-11-20T08:00:00Z', 'Avain?']
	]);
	await answer(id);
	expect(await mailed()).toMatchObject([{ recipient: guardian.email, language: 'en' }]);
});

test('D6 A10 nobody else hears of it: no neighbour, and nobody whose access has ended', async () => {
	const { sql } = database.db;
	await resident('Naapuri Niemi');
	const gone = await makeResident(sql, [
		{ apartmentId: home.apartmentId, startsOn: '2020-01-01', endsOn: '2021-01-01' }
	]);
	const id = await makeConversation(sql, gone.personId, home, [
		['resident', '2020-11-20T08:00:00Z', 'Avain?']
	]);
	await answer(id);
	expect(await mailed()).toEqual([]);
});
