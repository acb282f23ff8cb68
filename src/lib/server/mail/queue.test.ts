import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import { queueMail } from './queue';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
	await database.db.sql`delete from mails`;
	await database.db.sql`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`;
});

const mail = {
	to: 'aino@example.fi',
	language: 'fi',
	template: 'passwordLink',
	data: { path: '/forgotten-password/secret' }
} as const;

const queued = () => database.db.sql`select id, recipient, language, template, sent_at from mails`;
const jobs = () => database.db.sql`select id, task_identifier, max_attempts from graphile_worker.jobs`;
const payloads = () =>
	database.db.sql`select payload::text as text from graphile_worker._private_jobs`.then((rows) =>
		rows.map(({ text }) => text as string)
	);

test('A8 a mail is owed with its job, in the transaction of what it tells of', async () => {
	await database.db.begin((tx) => queueMail(tx, mail));
	expect(await queued()).toMatchObject([
		{ recipient: 'aino@example.fi', language: 'fi', template: 'passwordLink', sentAt: null }
	]);
	expect(await jobs()).toMatchObject([{ taskIdentifier: 'sendMail', maxAttempts: 25 }]);
});

test('A8 what did not happen is not told', async () => {
	const { db } = database;
	const fails = db.begin(async (tx) => {
		await queueMail(tx, mail);
		throw new Error('something else went wrong');
	});
	await expect(fails).rejects.toThrow('something else');
	expect(await queued()).toEqual([]);
	expect(await jobs()).toEqual([]);
});

test('M3 a mail queued again under its id is one mail', async () => {
	const id = randomUUID();
	for (let i = 0; i < 2; i++) await database.db.begin((tx) => queueMail(tx, { id, ...mail }));
	expect(await queued()).toHaveLength(1);
	expect(await jobs()).toHaveLength(1);
});

test('a job knows neither who gets the mail nor what it says', async () => {
	await database.db.begin((tx) => queueMail(tx, mail));
	for (const text of await payloads()) expect(text).toMatch(/^\{"mailId" : "[0-9a-f-]{36}"\}$/);
});
