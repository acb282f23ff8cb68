import { randomUUID } from 'node:crypto';
import { parseIban } from '$lib/domain/iban';
import { maskedIban } from '$lib/domain/bank-accounts';
import type { Locale } from '$lib/domain/fields';
import { recordActingLook } from './audit/looks';
import { record } from './audit/record';
import type { Database, Sql } from './db';
import { queueMail } from './mail/queue';
import { findActingScope } from './scopes';
import type { Sealing } from './sealing';

/** Where the landlord pays money back to: on the server alone, sealed in its column, shown masked (P2). */
export interface BankAccount {
	masked: string;
	setAt: Date;
}

/** Who asks, and whose account it is: one's own, a ward's, or a principal's whose power names it. */
export interface Asker {
	personId: string;
	principalId: string;
}

export async function findBankAccount(
	sql: Sql,
	sealing: Sealing,
	asker: Asker,
	now: Date
): Promise<BankAccount | null | 'notFound'> {
	if (!(await mayAct(sql, asker, now))) return 'notFound';
	const [found] = await sql<{ ibanSealed: Uint8Array; setAt: Date }[]>`
		select iban_sealed, set_at from bank_accounts where person_id = ${asker.principalId} and ended_at is null`;
	if (!found) return null;
	await recordActingLook(sql, asker, 'bankAccount', now);
	return { masked: maskedIban(sealing.unseal(found.ibanSealed, 'iban')), setAt: found.setAt };
}

/** Replaces the account; the one before stays as the history. The person hears of it by mail, whoever did it. */
export async function setBankAccount(
	db: Database,
	sealing: Sealing,
	{ personId, principalId }: Asker,
	text: string,
	now: Date
): Promise<{ saved: true } | { refused: 'notValid' | 'notFound' }> {
	if (!(await mayAct(db.sql, { personId, principalId }, now))) return { refused: 'notFound' };
	const iban = parseIban(text);
	if (!iban) return { refused: 'notValid' };
	const row = { ibanSealed: sealing.seal(iban, 'iban'), ibanLookup: sealing.lookup(iban, 'iban') };
	await db.begin(async (tx) => {
		// Two at once: the later one waits, and finds the earlier one's row to end.
		await tx`select from people where id = ${principalId} for no key update`;
		const known = await tx<{ ibanSealed: Uint8Array }[]>`
			select iban_sealed from bank_accounts where person_id = ${principalId} and ended_at is null`;
		if (known.some(({ ibanSealed }) => sealing.unseal(ibanSealed, 'iban') === iban)) return;
		await tx`update bank_accounts set ended_at = ${now} where person_id = ${principalId} and ended_at is null`;
		await tx`
			insert into bank_accounts (id, person_id, iban_sealed, iban_lookup, set_at, set_by)
			values (${randomUUID()}, ${principalId}, ${row.ibanSealed}, ${row.ibanLookup}, ${now}, ${personId})`;
		await tellOwners(tx, { personId, principalId });
		await record(
			tx,
			{
				by: { kind: 'resident', id: personId },
				action: 'change',
				principalId,
				subjectIds: [principalId],
				object: { kind: 'bankAccount', id: null }
			},
			now
		);
	});
	return { saved: true };
}

async function mayAct(sql: Sql, { personId, principalId }: Asker, now: Date): Promise<boolean> {
	return (await findActingScope(sql, personId, principalId, 'bankAccount', now)) !== undefined;
}

/** Both: whose account it is, and who changed it for them. */
async function tellOwners(tx: Sql, { personId, principalId }: Asker): Promise<void> {
	const owners = await tx<{ email: string; language: Locale }[]>`
		select account.email, profile.language
		from accounts account
		join profiles profile on profile.id = account.person_id
		where account.person_id in (${personId}, ${principalId}) and account.ended_at is null`;
	for (const { email: to, language } of owners)
		await queueMail(tx, { to, language, template: 'bankAccountChanged', data: {} });
}
