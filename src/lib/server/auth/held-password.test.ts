import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import { connect, type Database, type Sql } from '$lib/server/db';
import { setNewPassword, offerNewPassword } from './forgotten-password';
import { findInvitation, makeInvitation } from './invitations';
import { logIn as logInTo } from './log-in';
import { hashPassword } from './passwords';
import { clearFactors } from './second-factor/factors';
import { findHalfLogIn } from './second-factor/half-log-in';
import { openSessions, startSession } from './sessions';
import { stepUp } from './step-up';
import { makeHouse, makeResident, makeStaff, password, testSealing } from './test-people';

const now = new Date('2026-11-22T10:00:00Z');
const chosen = 'Uusi-sana 9';
let database: TestDatabase;
/** Another process of the portal, which knows nothing of the first one's transactions. */
let elsewhere: Database;
let home: Awaited<ReturnType<typeof makeHouse>>;

beforeAll(async () => {
	database = await createTestDatabase();
	elsewhere = connect(database.url, { connections: 2 });
	home = await makeHouse(database.db.sql);
});
afterAll(async () => {
	await elsewhere.end();
	await database.drop();
});

type Account = { accountId: string; email: string };
const resident = () =>
	makeResident(database.db.sql, [{ apartmentId: home.apartmentId, startsOn: '2020-01-01' }]);
const staff = () => makeStaff(database.db.sql, ['customerService']);

function logIn(db: Database, email: string, given = password) {
	return logInTo(
		db,
		{ email, password: given, clientAddress: '192.0.2.1', replaces: null, device: '' },
		now,
		async () => undefined
	);
}

async function tokenOfLink({ accountId, email }: Account): Promise<string | undefined> {
	const { sql } = database.db;
	await sql`delete from mails`;
	await offerNewPassword(database.db, testSealing, { email, language: 'fi' }, now);
	const [mail] = await sql`select data_sealed from mails where recipient = ${email}`;
	if (!mail) return undefined;
	expect(await sql`select from password_links where account_id = ${accountId}`).toHaveLength(1);
	const { path } = JSON.parse(testSealing.unseal(mail.dataSealed, 'mail')) as { path: string };
	return path.replace('/forgotten-password/', '');
}

const useLink = (db: Database, token: string) =>
	setNewPassword(db, { token, password: chosen, clientAddress: '192.0.2.1' }, hashPassword, now);

/** As if `reset` came after the password was compared and before anything is begun by it. */
function after(reset: () => Promise<unknown>): Database {
	const begin = async (work: (tx: Sql) => Promise<unknown>) => {
		await reset();
		return database.db.begin(work);
	};
	return { ...database.db, begin: begin as Database['begin'] };
}

/** As if `reset` came when all is written and nothing committed; it is waited for until it waits itself. */
function during(reset: () => Promise<unknown>): Database {
	const begin = (work: (tx: Sql) => Promise<unknown>) =>
		database.db.begin(async (tx) => {
			const done = await work(tx);
			running = reset();
			for (let waiting = false; !waiting;) {
				const [found] = await tx`
					select exists (
						select from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))) as waiting`;
				waiting = found?.waiting;
			}
			return done;
		});
	return { ...database.db, begin: begin as Database['begin'] };
}
let running: Promise<unknown> = Promise.resolve();

const halfLogIns = ({ accountId }: Account) =>
	database.db.sql`select from staff_log_ins where account_id = ${accountId}`;
const clear = ({ accountId }: Account) => elsewhere.begin((tx) => clearFactors(tx, accountId, now));

test('A8 a log-in in flight with the old password begins no session after a new one is chosen', async () => {
	const aino = await resident();
	const token = await tokenOfLink(aino);
	const entered = await logIn(
		after(() => useLink(elsewhere, token!)),
		aino.email
	);
	expect(entered).toEqual({ refused: 'wrong' });
	expect(await openSessions(database.db.sql, aino.accountId, now)).toEqual([]);
	expect(await logIn(database.db, aino.email, chosen)).toHaveProperty('loggedIn');
});

test('A8 a session that is being begun with the old password is ended by the new one', async () => {
	const aino = await resident();
	const token = await tokenOfLink(aino);
	const entered = await logIn(
		during(() => useLink(elsewhere, token!)),
		aino.email
	);
	expect(entered).toHaveProperty('loggedIn');
	expect(await running).toEqual({ changed: true });
	expect(await openSessions(database.db.sql, aino.accountId, now)).toEqual([]);
});

test('T1 a log-in in flight comes to no second step after everything was reset', async () => {
	const sari = await staff();
	expect(
		await logIn(
			after(() => clear(sari)),
			sari.email
		)
	).toEqual({ refused: 'wrong' });
	expect(await halfLogIns(sari)).toHaveLength(0);
});

test('T1 a second step that is being begun is over with the reset', async () => {
	const sari = await staff();
	expect(
		await logIn(
			during(() => clear(sari)),
			sari.email
		)
	).toHaveProperty('secondFactor');
	await running;
	expect(await halfLogIns(sari)).toHaveLength(0);
});

test('A8 T1 whoever stands before the second step with the old password begins again', async () => {
	const sari = await staff();
	const entered = await logIn(database.db, sari.email);
	if (!('secondFactor' in entered)) throw new Error('no second step');
	expect(await findHalfLogIn(database.db.sql, entered.secondFactor.value, now)).toBeDefined();
	expect(await useLink(database.db, (await tokenOfLink(sari))!)).toEqual({ changed: true });
	expect(await findHalfLogIn(database.db.sql, entered.secondFactor.value, now)).toBeUndefined();
});

test('P2 A8 the old password, asked for again in flight, opens nothing after a new one is chosen', async () => {
	const aino = await resident();
	const { sql } = database.db;
	await startSession(database.db, { accountId: aino.accountId, device: '' }, now);
	const [session] = await sql`select id from sessions where account_id = ${aino.accountId}`;
	const newHash = await hashPassword(chosen);
	const change = () =>
		elsewhere.sql`update accounts set password_hash = ${newHash} where id = ${aino.accountId}`;
	const stepped = await stepUp(
		after(change),
		{ id: session?.id, accountId: aino.accountId },
		{ password, clientAddress: '192.0.2.1' },
		now,
		async () => undefined
	);
	expect(stepped).toEqual({ refused: 'wrong' });
});

test('T1 whoever comes by the landlord’s provider comes by no password here, and gets none', async () => {
	const { sql } = database.db;
	const kalle = await staff();
	const link = await tokenOfLink(kalle);
	const path = await makeInvitation(sql, kalle.accountId, now);
	const invitation = new URL(path, 'http://x').searchParams.get('token');
	expect(await findInvitation(sql, invitation, now)).toBeDefined();
	await sql`
		update staff set oidc_issuer = 'https://id.example.fi', oidc_subject = ${kalle.staffId}
		where id = ${kalle.staffId}`;
	expect(await logIn(database.db, kalle.email)).toEqual({ refused: 'wrong' });
	expect(await useLink(database.db, link!)).toEqual({ refused: 'linkOver' });
	expect(await tokenOfLink(kalle), 'nor by a new link').toBeUndefined();
	expect(await findInvitation(sql, invitation, now)).toBeUndefined();
});

test('T1 a reset leaves no invitation that was sent before it', async () => {
	const { sql } = database.db;
	const kalle = await staff();
	await makeInvitation(sql, kalle.accountId, now);
	await clear(kalle);
	expect(await sql`select from staff_invitations where account_id = ${kalle.accountId}`).toHaveLength(0);
});
