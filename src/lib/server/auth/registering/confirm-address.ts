import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { actingAs } from '$lib/server/acting';
import { retrying } from '$lib/server/failures';
import { record } from '$lib/server/audit/record';
import { hashOf } from '$lib/server/auth/identification/attempts';
import { isOpenTo } from '$lib/server/auth/identification/standing';
import { countAttempt, forgiveAttempt } from '$lib/server/auth/log-in-limits';
import { isPasswordOf } from '$lib/server/auth/passwords';
import { revokeSessionsOf, startSessionIn, type SessionCookie } from '$lib/server/auth/sessions';
import type { Database, Sql } from '$lib/server/db';
import { sqlState } from '$lib/server/failures';
import { queueMail } from '$lib/server/mail/queue';
import type { Locale } from '$lib/domain/fields';
import { isAnothers } from './choose-user-id';

export interface Confirmation {
	token: string;
	/** The one that was chosen with the address. A link alone would let in whoever has a mailbox that was mistyped. */
	password: string;
	clientAddress: string;
	device: string;
	replaces: string | null;
}

export type ConfirmOutcome =
	| { confirmed: true; personId: string; cookie: SessionCookie; language: Locale }
	/** `over`: used, replaced by a later one, too old, or none of ours. */
	| { refused: 'over' | 'wrong' | 'tooMany' };

/** More than its owner mistypes. Nobody is locked out by it: the person registers again. */
const triesPerLink = 30;

/** Follows the link of a mail: from now on the address is the person's user id, and the one before it no longer (A9). */
export function confirmAddress(
	db: Database,
	confirmation: Confirmation,
	now: Date,
	pause: (milliseconds: number) => Promise<unknown> = wait
): Promise<ConfirmOutcome> {
	// Whoever follows a link is nobody yet, and their language is their profile's.
	return actingAs('portal', () => confirm(db, confirmation, now, pause));
}

async function confirm(
	db: Database,
	{ token, password, clientAddress, device, replaces }: Confirmation,
	now: Date,
	pause: (milliseconds: number) => Promise<unknown>
): Promise<ConfirmOutcome> {
	const id = hashOf(token);
	const attempt = await countAttempt(db.sql, `registration ${id}`, clientAddress, now);
	if (attempt.refused || attempt.ofAccount > triesPerLink) return { refused: 'tooMany' };
	if (attempt.delay > 0) await pause(attempt.delay);
	const chosen = await findRegistration(db.sql, id, now);
	if (!chosen) return { refused: 'over' };
	if (!(await isPasswordOf(chosen.passwordHash, password))) return { refused: 'wrong' };
	await forgiveAttempt(db.sql, attempt);
	try {
		return await retrying(() =>
			db.begin((tx) => replaceAccount(tx, { id, device, replaces, personId: chosen.personId }, now))
		);
	} catch (error) {
		// Somebody else confirmed the same address in the same moment, and was first.
		if (sqlState(error) === '23505') return { refused: 'over' };
		throw error;
	}
}

async function replaceAccount(
	tx: Sql,
	{
		id,
		device,
		replaces,
		personId
	}: Pick<Confirmation, 'device' | 'replaces'> & Record<'id' | 'personId', string>,
	now: Date
): Promise<ConfirmOutcome> {
	// Two links of one person, or one link in two windows: the first to come has it.
	await tx`select from people where id = ${personId} for no key update`;
	const registration = await findRegistration(tx, id, now);
	if (!registration || !(await isOpenTo(tx, personId, now))) return { refused: 'over' };
	const { email, passwordHash, language } = registration;
	if (await isAnothers(tx, email, personId)) return { refused: 'over' };
	await tx`delete from registrations where person_id = ${personId}`;
	const before = await endAccount(tx, personId, now);
	const accountId = randomUUID();
	await tx`
		insert into accounts (id, person_id, email, password_hash, created_at)
		values (${accountId}, ${personId}, ${email}, ${passwordHash}, ${now})`;
	await queueMail(tx, { to: email, language, template: 'registered', data: {} });
	if (before && before.toLowerCase() !== email)
		await queueMail(tx, { to: before, language, template: 'userIdEnded', data: {} });
	const { cookie } = await startSessionIn(tx, { accountId, device, replaces }, now);
	const by = { kind: 'resident', id: personId } as const;
	const details = { change: before ? 'userIdChanged' : 'registered' };
	const object = { kind: 'account', id: accountId };
	await record(tx, { by, action: 'change', subjectIds: [personId], object, details }, now);
	return { confirmed: true, personId, cookie, language };
}

/** Opening the link uses nothing up: mailboxes open links by themselves. */
export async function isRegistration(sql: Sql, token: string, now: Date): Promise<boolean> {
	return (await findRegistration(sql, hashOf(token), now)) !== undefined;
}

async function findRegistration(sql: Sql, id: string, now: Date) {
	const [found] = await sql<{ personId: string; email: string; passwordHash: string; language: Locale }[]>`
		select registration.person_id, registration.email, registration.password_hash,
			coalesce(profile.language, person.language) as language
		from registrations registration
		join people person on person.id = registration.person_id
		left join profiles profile on profile.id = person.id
		where registration.id = ${id} and registration.expires_at > ${now}`;
	return found;
}

/** The address that stops working. What the person has done is kept by person, and stays. */
async function endAccount(tx: Sql, personId: string, now: Date): Promise<string | null> {
	const [ended] = await tx<{ id: string; email: string }[]>`
		update accounts set ended_at = ${now} where person_id = ${personId} and ended_at is null
		returning id, email`;
	if (!ended) return null;
	await revokeSessionsOf(tx, ended.id, now);
	return ended.email;
}
