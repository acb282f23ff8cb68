import { createServer, type AddressInfo, type Server } from 'node:net';
import { randomUUID } from 'node:crypto';
import { Logger, runOnce } from 'graphile-worker';
import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import { makeHouse } from '$lib/server/auth/test-people';
import { newSealingKey, parseSealingKeys, sealingFrom } from '$lib/server/sealing';
import { queueMail } from './queue';
import { purgeMails, sendMail } from './send';
import { smtpMailer, type Mailer } from './smtp';
import { mailTasks } from './tasks';
import { answer, startMailServer, type TestMailServer } from './test-server';

const sealing = sealingFrom(parseSealingKeys(newSealingKey('test')));
const origin = 'https://portal.example.fi';
const data = { path: '/forgotten-password/verysecrettoken' };

let database: TestDatabase;
const open: (() => unknown)[] = [];

beforeAll(async () => {
	database = await createTestDatabase();
	await makeHouse(database.db.sql);
});
afterAll(() => database.drop());
afterEach(async () => {
	for (const close of open.splice(0).reverse()) await close();
	await database.db.sql`delete from mails`;
	await database.db.sql`delete from graphile_worker._private_jobs`;
});

async function serverThat(options: Parameters<typeof startMailServer>[0] = {}, port = 0) {
	const server = await startMailServer(options, port);
	open.push(() => server.kill());
	return server;
}

function mailerTo({ url }: Pick<TestMailServer, 'url'>, pauseAfterSilence = 0): Mailer {
	const mailer = smtpMailer({ url, from: 'portal@example.fi', timeout: 300, pauseAfterSilence });
	open.push(() => mailer.close());
	return mailer;
}

async function owe(to = 'aino@example.fi') {
	const id = randomUUID();
	const mail = { id, to, language: 'sv', template: 'passwordLink', data } as const;
	await database.db.begin((tx) => queueMail(tx, mail, sealing));
	return id;
}

const send = (mailer: Mailer, id: string) => sendMail(database.db, { mailer, sealing, origin }, id);
async function stateOf(id: string) {
	const [mail] = await database.db.sql`
		select sent_at is not null as sent, refusal, data is null and data_sealed is null as forgotten from mails where id = ${id}`;
	return mail;
}

test('A8 a mail arrives in its language, with the landlord’s name and a link to the portal', async () => {
	const server = await serverThat();
	const id = await owe();
	await send(mailerTo(server), id);
	const [mail] = server.received;
	expect(mail?.to).toEqual(['aino@example.fi']);
	const read = await PostalMime.parse(mail?.raw ?? '');
	expect(read.messageId).toBe(`<${id}@example.fi>`);
	expect(read.from).toMatchObject({ name: 'Testitalot Oy', address: 'portal@example.fi' });
	expect(read.subject).toBe('Nytt lösenord till boendesidorna, Testitalot Oy');
	expect(read.text).toContain(`Välj nytt lösenord:\n${origin}${data.path}`);
	expect(read.html).toContain(`href="${origin}${data.path}"`);
	expect(read.headers).toContainEqual(
		expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' })
	);
	expect(await stateOf(id)).toEqual({ sent: true, refusal: null, forgotten: true });
});

test('A8 what is sent is not sent again', async () => {
	const server = await serverThat();
	const id = await owe();
	const mailer = mailerTo(server);
	await send(mailer, id);
	await send(mailer, id);
	expect(server.received).toHaveLength(1);
});

test('A8 a link that waits can’t be read in the tables', async () => {
	await owe();
	const [mail] = await database.db.sql`select mails::text as text from mails`;
	const [job] = await database.db.sql`select jobs::text as text from graphile_worker._private_jobs jobs`;
	expect(mail?.text).toContain('aino@example.fi');
	for (const { text } of [mail!, job!]) expect(text).not.toContain('verysecret');
	expect(mail?.text).not.toContain(Buffer.from('verysecret').toString('hex'));
});

test('a mailbox that doesn’t exist is written down and not tried for ever', async () => {
	const server = await serverThat({
		onRcptTo: (_address, _session, done) => done(answer(550, '5.1.1 no such user'))
	});
	const id = await owe();
	await send(mailerTo(server), id);
	expect(await stateOf(id)).toEqual({ sent: false, refusal: '550', forgotten: true });
});

test('an address that is none is written down and not tried for ever', async () => {
	const server = await serverThat();
	const id = await owe('aino@');
	await send(mailerTo(server), id);
	expect(await stateOf(id)).toMatchObject({ sent: false, forgotten: true });
	expect(server.received).toEqual([]);
});

test.each([
	['is busy', { onRcptTo: (_a, _s, done) => done(answer(451, '4.3.0 later')) }],
	[
		'refuses our log-in, and so everybody’s mail',
		{ onMailFrom: (_a, _s, done) => done(answer(530, '5.7.0 log in')) }
	],
	['relays nothing for us', { onRcptTo: (_a, _s, done) => done(answer(554, '5.7.1 Relay access denied')) }],
	[
		'is full when the mail comes',
		{ onData: (stream, _s, done) => void stream.resume().on('end', () => done(answer(452, '4.3.1 full'))) }
	]
] satisfies [string, Parameters<typeof startMailServer>[0]][])(
	'X6 a mail server that %s gets the mail later',
	async (_what, misbehaviour) => {
		const server = await serverThat(misbehaviour);
		const id = await owe();
		await expect(send(mailerTo(server), id)).rejects.toThrow(/^mail not sent: E[A-Z]+ \d{3}$/);
		expect(await stateOf(id)).toEqual({ sent: false, refusal: null, forgotten: false });
	}
);

test('X6 a mail server that hangs gets the mail later', async () => {
	const silent: Server = createServer(() => undefined);
	await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', () => listening()));
	open.push(() => new Promise((closed) => silent.close(closed)));
	const id = await owe();
	const mailer = mailerTo({ url: `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}` }, 60_000);
	await expect(send(mailer, id)).rejects.toThrow('mail not sent: ETIMEDOUT');
	expect(await stateOf(id)).toMatchObject({ sent: false, refusal: null });

	const began = performance.now();
	await expect(send(mailer, await owe())).rejects.toThrow('did not answer a moment ago');
	expect(performance.now() - began, 'the next mail does not wait for it').toBeLessThan(250);
});

test('X6 a mail server that dies in the middle of a mail gets it once it is back', async () => {
	let died: Promise<void> | undefined;
	const dying: TestMailServer = await serverThat({
		onData(stream) {
			stream.resume();
			died = dying.kill();
		}
	});
	const id = await owe();
	await expect(send(mailerTo(dying), id)).rejects.toThrow(/^mail not sent: E/);
	expect(died).toBeDefined();
	await died;
	expect(await stateOf(id)).toMatchObject({ sent: false, refusal: null });
	const back = await serverThat({}, dying.port);
	await send(mailerTo(back), id);
	expect(back.received).toHaveLength(1);
	expect(await stateOf(id)).toMatchObject({ sent: true });
});

test('X6 nobody notices that mail is down: it waits with growing pauses, and goes', async () => {
	const { db, url } = database;
	const down = await serverThat();
	await down.kill();
	const id = await owe();
	const work = (mailer?: Mailer) =>
		runOnce({
			connectionString: url,
			taskList: mailTasks(db, { sealing, origin, ...(mailer && { mailer }) }),
			logger: new Logger(() => (level, message) => void lines.push(`${level} ${message}`))
		});
	const lines: string[] = [];
	const tried = () => db.sql`select attempts, run_at > now() as pausing from graphile_worker.jobs`;

	await work();
	expect(await tried(), 'without a mail server nothing is tried').toEqual([{ attempts: 0, pausing: false }]);
	await work(mailerTo(down));
	expect(await tried()).toEqual([{ attempts: 1, pausing: true }]);
	await db.sql`update graphile_worker._private_jobs set run_at = now()`;
	await work(mailerTo(await serverThat({}, down.port)));
	expect(await tried()).toEqual([]);
	expect(await stateOf(id)).toMatchObject({ sent: true });
	expect(lines.join('\n')).toContain('mail not sent: E');
	expect(lines.join('\n'), 'no address and no link in the log').not.toMatch(/aino|verysecret/);
});

test('what was sent a month ago is forgotten, what waits is not', async () => {
	const { db } = database;
	const [sent, waiting] = [await owe(), await owe()];
	await send(mailerTo(await serverThat()), sent);
	const inFiveWeeks = new Date(Date.now() + 35 * 24 * 60 * 60 * 1000);
	await purgeMails(db, inFiveWeeks);
	expect(await db.sql`select id from mails`).toEqual([{ id: waiting }]);
});
