import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database';
import { offerTotp, confirmTotp, takeTotp } from '$lib/server/auth/second-factor/factors';
import { totpCode, totpStep } from '$lib/server/auth/second-factor/totp';
import { giveTotp, makeHouse, makeStaff, testSealing } from '$lib/server/auth/test-people';
import { demoLogins, demoTotpSecret } from './logins';
import { findDemoCode } from './second-factor';

const now = new Date('2026-11-22T10:00:00Z');
let database: TestDatabase;

beforeAll(async () => {
	database = await createTestDatabase();
	await makeHouse(database.db.sql);
});
afterAll(() => database.drop());

async function demoCaretaker(): Promise<string> {
	const { accountId } = await makeStaff(database.db.sql, ['maintenance']);
	await database.db.sql`
		insert into staff_totp (account_id, secret_sealed, confirmed_at)
		values (${accountId}, ${testSealing.seal(demoTotpSecret, 'totp')}, ${now})`;
	return accountId;
}

const shown = (accountId: string) => findDemoCode(database.db.sql, testSealing, accountId, now);

test('T1 whoever tries the demo out is shown a code that works, and then the next one', async () => {
	const accountId = await demoCaretaker();
	const first = await shown(accountId);
	expect(first).toBe(totpCode(demoTotpSecret, totpStep(now)));
	expect(await takeTotp(database.db.sql, testSealing, accountId, first!, now)).toBe('right');
	const second = await shown(accountId);
	expect(await takeTotp(database.db.sql, testSealing, accountId, second!, now)).toBe('right');
	expect(await shown(accountId), 'the one after is too early').toBeUndefined();
});

test('T1 nobody is shown the code of a phone of their own', async () => {
	const { accountId } = await makeStaff(database.db.sql, ['maintenance']);
	await giveTotp(database.db.sql, accountId);
	expect(await shown(accountId)).toBeUndefined();
	const changed = await demoCaretaker();
	const holder = { holder: 'a session', accountId: changed };
	const secret = await offerTotp(database.db.sql, testSealing, holder);
	await confirmTotp(database.db.sql, testSealing, holder, totpCode(secret, totpStep(now)), now);
	expect(await shown(changed)).toBeUndefined();
});

test('T1 no landlord but the demo’s is shown any', async () => {
	const accountId = await demoCaretaker();
	await database.db.sql`update landlords set is_demo = false`;
	expect(await shown(accountId)).toBeUndefined();
	await database.db.sql`update landlords set is_demo = true`;
});

test('T1 the demo’s staff are those with a second factor among the logins', () => {
	for (const { email, totpSecret } of demoLogins)
		expect([email, totpSecret]).toEqual([email, email.endsWith('.fi') ? demoTotpSecret : undefined]);
});
