import { randomBytes } from 'node:crypto';
import { hashPassword, isPasswordOf } from '$lib/server/auth/passwords';
import type { Sql } from '$lib/server/db';
import { base32 } from './base32';

// For the day when the phone is lost: ten codes on paper, each good once. The first digit says which of them it is, so
// that one slow hash is compared and not ten.

const count = 10;

/** Makes new ones; the old ones stop working. They are shown this once, and kept only as hashes. */
export async function renewRecoveryCodes(sql: Sql, accountId: string): Promise<string[]> {
	const codes = Array.from(
		{ length: count },
		(_, position) => `${position}${base32(randomBytes(10)).slice(0, 15)}`
	);
	const hashes = await Promise.all(codes.map(hashPassword));
	await sql`delete from staff_recovery_codes where account_id = ${accountId}`;
	const rows = hashes.map((codeHash, position) => ({ accountId, position, codeHash }));
	await sql`insert into staff_recovery_codes ${sql(rows)}`;
	return codes.map((code) => code.match(/.{4}/g)!.join('-'));
}

/** Whether it is an unused one of this account. It is used up by that, by whoever is first. */
export async function takeRecoveryCode(
	sql: Sql,
	accountId: string,
	given: string,
	now: Date
): Promise<boolean> {
	const code = asWritten(given);
	if (!/^\d[A-Z2-7]{15}$/.test(code)) return false;
	const position = Number(code[0]);
	const [kept] = await sql`
		select code_hash from staff_recovery_codes
		where account_id = ${accountId} and position = ${position} and used_at is null`;
	if (!(await isPasswordOf(kept?.codeHash ?? null, code))) return false;
	const taken = await sql`
		update staff_recovery_codes set used_at = ${now}
		where account_id = ${accountId} and position = ${position} and code_hash = ${kept?.codeHash} and used_at is null
		returning position`;
	return taken.length === 1;
}

/** From paper, by hand: without the lines between, and with what looks alike put right. */
function asWritten(given: string): string {
	const [first = '', ...rest] = given.toUpperCase().replace(/[^0-9A-Z]/g, '');
	const digits: Record<string, string> = { O: '0', I: '1' };
	const letters: Record<string, string> = { 0: 'O', 1: 'I', 8: 'B' };
	return (digits[first] ?? first) + rest.map((letter) => letters[letter] ?? letter).join('');
}

export async function countRecoveryCodes(sql: Sql, accountId: string): Promise<number> {
	const [left] = await sql`
		select count(*)::int as left from staff_recovery_codes where account_id = ${accountId} and used_at is null`;
	return left?.left;
}
