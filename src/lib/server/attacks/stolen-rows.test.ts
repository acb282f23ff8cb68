import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApiKey, findApiKey } from '$lib/server/auth/api-keys';
import { askForNewPassword, isPasswordLink, offerNewPassword } from '$lib/server/auth/forgotten-password';
import { beginAttempt, claimAttempt } from '$lib/server/auth/identification/attempts';
import { findIdentification, keepIdentification } from '$lib/server/auth/identification/identifications';
import { findInvitation as findStaffInvitation, makeInvitation } from '$lib/server/auth/invitations';
import { hashPassword } from '$lib/server/auth/passwords';
import { chooseUserId } from '$lib/server/auth/registering/choose-user-id';
import { isRegistration } from '$lib/server/auth/registering/confirm-address';
import { beginHalfLogIn, findHalfLogIn } from '$lib/server/auth/second-factor/half-log-in';
import { renewRecoveryCodes, takeRecoveryCode } from '$lib/server/auth/second-factor/recovery-codes';
import { readSessionCookie, findSession, startSession, tokenHash } from '$lib/server/auth/sessions';
import { giveTotp, makeHouse, makeResident, makeStaff, testSealing } from '$lib/server/auth/test-people';
import { connect, type Database, type Sql } from '$lib/server/db';
import { findInvitation } from '$lib/server/powers-of-attorney/accept';
import { invite } from '$lib/server/powers-of-attorney/invite';
import { sealedHetu } from '$lib/server/sealing';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';

// Somebody has a copy of the database, and not the keys that are not in it.

const now = new Date('2026-11-22T10:00:00Z');
const hetu = '010190-987N';
let database: TestDatabase;
/** Sees what the application may not. */
let ownerDatabase: Database;
let owner: Sql;

interface Key {
	what: string;
	/** As whoever it was given to has it. */
	token: string;
	/** What is in the row that it is found by. */
	stored: () => Promise<unknown>;
	opens: (token: string) => Promise<unknown>;
}
let keys: Key[];

beforeAll(async () => {
	database = await createTestDatabase();
	ownerDatabase = connect(database.ownerUrl, { connections: 1 });
	owner = ownerDatabase.sql;
	keys = await everyKey();
});
afterAll(async () => {
	await ownerDatabase.end();
	await database.drop();
});

test('attack: what opens something opens it, and what the database has of it opens nothing', async () => {
	for (const { what, token, stored, opens } of keys) {
		const kept = String(await stored());
		expect(kept, what).not.toBe('undefined');
		expect(await opens(token), `${what}, as it was given`).toBeTruthy();
		expect(await opens(kept), `${what}, as it is stored`).toBeFalsy();
	}
});

test('attack: no table has a token, a password, a secret or an identity code as it is', async () => {
	const words = [...keys.map(({ token }) => token.split('.').at(-1)!), 'Uusi-kellari 1', hetu];
	const tables = await owner<{ schema: string; name: string }[]>`
		select table_schema as schema, table_name as name from information_schema.tables
		where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
	expect(tables.length).toBeGreaterThan(50);
	const found: string[] = [];
	for (const { schema, name } of tables) {
		const rows =
			await owner`select row_to_json(each)::text as text from ${owner(schema)}.${owner(name)} each`;
		const text = rows.map((row) => row.text as string).join('\n');
		for (const word of words)
			for (const way of [word, Buffer.from(word).toString('hex'), Buffer.from(word).toString('base64')])
				if (text.includes(way)) found.push(`${schema}.${name} has ${word}`);
	}
	expect(found).toEqual([]);
});

/** Columns that sound as if they could open something and are neither hashed nor sealed; each with its reason. */
const open: Record<string, string> = {
	'import_refusals.key': 'the landlord’s name of a row',
	'invoices.iban': 'the landlord’s own account, which is on every invoice',
	'passkey_challenges.challenge': 'answered by a key that is on somebody’s device, once',
	'staff_oidc_requests.code_verifier':
		'goes with the landlord’s own secret, and with the cookie of who began',
	'staff_oidc_requests.nonce': 'the same',
	'staff_passkeys.public_key': 'public',
	'sync_epoch.secret': 'says who may claim to be ahead, and opens nothing'
};

test('attack: a column that could open something is hashed or sealed, or says why it is neither', async () => {
	const columns = await owner<{ column: string }[]>`
		select table_name || '.' || column_name as column from information_schema.columns
		where table_schema = 'public' and data_type in ('text', 'bytea', 'json', 'jsonb')
			and column_name ~ '(token|secret|password|pin$|challenge|verifier|nonce|cookie|key|hetu|iban|identity|(^|_)code)'
			and column_name !~ '(_hash|_sealed|_lookup|^postal_code)$'
		order by 1`;
	expect(columns.map(({ column }) => column)).toEqual(Object.keys(open));
});

async function everyKey(): Promise<Key[]> {
	const { db } = database;
	const { sql } = db;
	const { apartmentId } = await makeHouse(sql);
	const aino = await makeResident(sql, [{ apartmentId, startsOn: '2020-01-01' }]);
	const { hetuSealed, hetuLookup } = sealedHetu(testSealing, hetu);
	await sql`
		update people set hetu_sealed = ${hetuSealed}, hetu_lookup = ${hetuLookup}, born_on = '1990-01-01'
		where id = ${aino.personId}`;
	const kaisa = await makeStaff(sql, ['customerService']);
	await giveTotp(sql, kaisa.accountId);
	const one = async (rows: PromiseLike<readonly Record<string, unknown>[]>) =>
		Object.values((await rows)[0] ?? {})[0];

	const session = await startSession(db, { accountId: aino.accountId, device: '' }, now);
	const half = await db.begin((tx) =>
		beginHalfLogIn(tx, { accountId: kaisa.accountId, device: '', replaces: null }, now)
	);
	const [recoveryCode = ''] = await renewRecoveryCodes(sql, kaisa.accountId);
	const invitation = await db.begin((tx) => makeInvitation(tx, kaisa.accountId, now));
	await askForNewPassword(db, { email: aino.email, language: 'fi', clientAddress: '192.0.2.1' }, now);
	await offerNewPassword(db, testSealing, { email: aino.email, language: 'fi' }, now);
	const attempt = await beginAttempt(sql, { broker: 'bank', purpose: 'register', nextPath: '' }, now);
	const identity = { hetu, bornOn: '1990-01-01', familyName: 'Virtanen', givenNames: 'Aino' };
	const identified = await keepIdentification(sql, testSealing, { identity, purpose: 'register' }, now);
	const choice = { email: 'uusi@example.fi', password: 'Uusi-kellari 1', language: 'fi' as const };
	const chosen = await chooseUserId(db, testSealing, identified.identification, choice, hashPassword, now);
	expect(chosen).toEqual({ sentTo: choice.email });
	const by = { kind: 'resident', id: aino.personId } as const;
	const power = {
		name: 'Otto',
		email: 'otto@example.fi',
		matters: ['defects' as const],
		endsOn: '2026-12-31'
	};
	await invite(db, testSealing, { principalId: aino.personId, by }, power, now);
	const { key } = await makeApiKey(sql, { name: 'vuokrajärjestelmä' });

	return [
		{
			what: 'a session',
			token: session.token,
			stored: () => one(owner`select id from sessions`),
			opens: async (token) => {
				const read = readSessionCookie(`kellari=${token}`, 'http://localhost');
				const found = read && (await findSession(sql, tokenHash(read), now));
				return found && 'active' in found;
			}
		},
		{
			what: 'a log-in between its two factors',
			token: half.value,
			stored: () => one(owner`select id from staff_log_ins`),
			opens: (token) => findHalfLogIn(sql, token, now)
		},
		{
			what: 'an invitation of the staff',
			token: new URL(invitation, 'http://localhost').searchParams.get('token')!,
			stored: () => one(owner`select id from staff_invitations`),
			opens: (token) => findStaffInvitation(sql, token, now)
		},
		{
			what: 'a link to a new password',
			token: (await mailed('passwordLink')).split('/').at(-1)!,
			stored: () => one(owner`select token_hash from password_links`),
			opens: (token) => isPasswordLink(sql, token, now)
		},
		{
			what: 'a link that confirms an address',
			token: new URL(await mailed('confirmAddress'), 'http://localhost').searchParams.get('token')!,
			stored: () => one(owner`select id from registrations`),
			opens: (token) => isRegistration(sql, token, now)
		},
		{
			what: 'a link to a power of attorney',
			token: (await mailed('powerInvitation')).split('/').at(-1)!,
			stored: () => one(owner`select token_hash from powers_of_attorney`),
			opens: (token) => findInvitation(sql, token, now)
		},
		{
			what: 'an identification',
			token: identified.token,
			stored: () => one(owner`select id from identifications`),
			opens: (token) => findIdentification(sql, testSealing, token, now)
		},
		{
			what: 'an identification under way',
			token: attempt,
			stored: () => one(owner`select id from identification_attempts`),
			opens: (token) => claimAttempt(sql, token, 'bank', now)
		},
		{
			what: 'a program’s key',
			token: key,
			stored: () =>
				one(
					owner`select 'kellari.' || id || '.' || rtrim(translate(encode(secret_hash, 'base64'), '+/', '-_'), '=') from api_keys`
				),
			opens: (token) => findApiKey(sql, `Bearer ${token}`, now)
		},
		{
			what: 'a recovery code',
			token: recoveryCode,
			stored: () => one(owner`select code_hash from staff_recovery_codes where position = 0`),
			opens: (token) => takeRecoveryCode(sql, kaisa.accountId, token, now)
		}
	];
}

async function mailed(template: string): Promise<string> {
	const [mail] = await owner`select data_sealed from mails where template = ${template}`;
	return (JSON.parse(testSealing.unseal(mail?.dataSealed as Uint8Array, 'mail')) as { path: string }).path;
}
