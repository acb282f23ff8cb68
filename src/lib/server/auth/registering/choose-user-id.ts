import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { emailAddress, type Locale } from '$lib/domain/fields';
import { passwordShortcomings } from '$lib/domain/passwords';
import type { Standing } from '$lib/domain/standing';
import { hashOf } from '$lib/server/auth/identification/attempts';
import type { Identification } from '$lib/server/auth/identification/identifications';
import { readStanding } from '$lib/server/auth/identification/standing';
import { countAsking } from '$lib/server/auth/log-in-limits';
import type { Database, Sql } from '$lib/server/db';
import { queueMail } from '$lib/server/mail/queue';
import type { Sealing } from '$lib/server/sealing';

/** So long the link in the mail works, and so long a chosen password lies in wait. */
export const linkLifetime = 24 * 60 * 60 * 1000;
/** In a quarter of an hour; a mistyped address is put right a few times. */
export const choicesPerPerson = 5;
export const choicesPerEmail = 5;

export interface UserIdChoice {
	email: string;
	password: string;
	/** Of the page. */
	language: Locale;
}

export type ChoiceOutcome =
	| { sentTo: string }
	| { refused: 'tooMany' }
	/** The registers have changed since the person identified. */
	| { refused: Exclude<Standing, 'found'> }
	| { invalid: { email: boolean; lacking: ReturnType<typeof passwordShortcomings> } };

/**
 * An identified person chooses an e-mail address, which is the user id, and a password (A1). It counts once the link that
 * is mailed to the address has been followed. Whether somebody else has the address is told to its owner alone, by mail.
 */
export async function chooseUserId(
	db: Database,
	sealing: Sealing,
	identification: Identification,
	{ email, password, language }: UserIdChoice,
	hashPassword: (password: string) => Promise<string>,
	now: Date
): Promise<ChoiceOutcome> {
	const standing = await readStanding(db.sql, identification, now);
	if (standing !== 'found') return { refused: standing };
	const personId = identification.personId!;
	const userId = v.safeParse(emailAddress, email.normalize('NFC'));
	const lacking = passwordShortcomings(password);
	if (!userId.success || lacking.length > 0) return { invalid: { email: !userId.success, lacking } };
	const to = userId.output.toLowerCase();
	if (await isTooMuch(db.sql, personId, to, now)) return { refused: 'tooMany' };
	const passwordHash = await hashPassword(password);
	const token = randomBytes(32).toString('base64url');
	await db.begin(async (tx) => {
		await tx`select from people where id = ${personId} for no key update`;
		// The last choice is the one that counts: a link that went to a mistyped address works no longer.
		await tx`delete from registrations where person_id = ${personId}`;
		await tx`
			insert into registrations (id, person_id, email, password_hash, expires_at)
			values (${hashOf(token)}, ${personId}, ${to}, ${passwordHash}, ${new Date(now.getTime() + linkLifetime)})`;
		const path = `/register/confirm?${new URLSearchParams({ token })}`;
		if (await isAnothers(tx, to, personId))
			await queueMail(tx, { to, language, template: 'addressInUse', data: {} });
		else await queueMail(tx, { to, language, template: 'confirmAddress', data: { path } }, sealing);
	});
	return { sentTo: to };
}

/** The address that a link was sent to and that was not confirmed yet. */
export async function findUnconfirmed(sql: Sql, personId: string, now: Date): Promise<string | null> {
	const [found] = await sql<{ email: string }[]>`
		select email from registrations where person_id = ${personId} and expires_at > ${now}`;
	return found?.email ?? null;
}

/** The user id of somebody who has identified: theirs alone to see (A8). */
export async function findUserId(sql: Sql, personId: string): Promise<string | null> {
	const [found] = await sql<{ email: string }[]>`
		select email from accounts where person_id = ${personId} and ended_at is null`;
	return found?.email ?? null;
}

export async function purgeRegistrations(sql: Sql, now: Date): Promise<void> {
	await sql`delete from registrations where expires_at <= ${now}`;
}

/** Of residents and staff alike: an address belongs to one of them (A1). */
export async function isAnothers(sql: Sql, email: string, personId: string): Promise<boolean> {
	const found = await sql`
		select from accounts
		where lower(email) = ${email} and ended_at is null and person_id is distinct from ${personId}`;
	return found.length > 0;
}

async function isTooMuch(sql: Sql, personId: string, email: string, now: Date): Promise<boolean> {
	const ofPerson = await countAsking(sql, 'registering', personId, now);
	const ofEmail = await countAsking(sql, 'registering address', email, now);
	return ofPerson > choicesPerPerson || ofEmail > choicesPerEmail;
}
