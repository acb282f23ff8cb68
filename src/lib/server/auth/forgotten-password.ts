import { createHash, randomBytes } from 'node:crypto';
import type { Locale } from '$lib/domain/fields';
import { passwordShortcomings } from '$lib/domain/passwords';
import { record } from '$lib/server/audit/record';
import { actingAs } from '$lib/server/acting';
import type { Database, Sql } from '$lib/server/db';
import { queueMail } from '$lib/server/mail/queue';
import type { Sealing } from '$lib/server/sealing';
import { countAsking, forgiveAddress } from './log-in-limits';

// Whoever asks learns nothing of who has an account: a request is counted and becomes a job, whatever address it names, and
// all that differs happens after the answer (A8).

const linkLifetime = 24 * 60 * 60 * 1000;
const askingsPerAddress = 20;
/** So that a stranger can't fill somebody's mailbox. */
const linksPerHour = 3;

export interface Asking {
	email: string;
	/** Of the page; a resident gets the mail in the language of their profile. */
	language: Locale;
	clientAddress: string;
}

export async function askForNewPassword(
	db: Database,
	{ email, language, clientAddress }: Asking,
	now: Date
): Promise<'asked' | 'tooMany'> {
	if ((await countAsking(db.sql, 'newPassword', clientAddress, now)) > askingsPerAddress) return 'tooMany';
	const payload = db.sql.json({ email: userId(email), language });
	await db.sql`select graphile_worker.add_job('offerNewPassword', ${payload}::json)`;
	return 'asked';
}

/** What the job does: mails a link to whose address it is. */
export async function offerNewPassword(
	db: Database,
	sealing: Sealing,
	{ email, language }: { email: string; language: Locale },
	now: Date
): Promise<void> {
	await db.begin(async (tx) => {
		const [account] = await tx<{ id: string; email: string; language: Locale | null }[]>`
			select account.id, account.email, profile.language
			from accounts account
			left join profiles profile on profile.id = account.person_id
			where lower(account.email) = ${email} and account.ended_at is null and ${hasPasswordHere(tx)}
			for update of account`;
		if (!account || (await linksOfLastHour(tx, account.id, now)) >= linksPerHour) return;
		const token = randomBytes(32).toString('base64url');
		await tx`
			insert into password_links (token_hash, account_id, offered_at)
			values (${hashOf(token)}, ${account.id}, ${now})`;
		const mail = {
			to: account.email,
			language: account.language ?? language,
			template: 'passwordLink'
		} as const;
		await queueMail(tx, { ...mail, data: { path: `/forgotten-password/${token}` } }, sealing);
	});
}

export async function isPasswordLink(sql: Sql, token: string, now: Date): Promise<boolean> {
	const found = await sql`
		select from password_links link
		join accounts account on account.id = link.account_id and account.ended_at is null
		where link.token_hash = ${hashOf(token)} and link.offered_at > ${validSince(now)} and ${hasPasswordHere(sql)}`;
	return found.length > 0;
}

export type NewPasswordOutcome =
	| { changed: true }
	| { refused: 'linkOver' }
	| { refused: 'password'; lacking: ReturnType<typeof passwordShortcomings> };

/** Sets the password of whose link it is: all their links are void then, and all their sessions ended. */
export async function setNewPassword(
	db: Database,
	{ token, password, clientAddress }: { token: string; password: string; clientAddress: string },
	hashPassword: (password: string) => Promise<string>,
	now: Date
): Promise<NewPasswordOutcome> {
	const lacking = passwordShortcomings(password);
	if (lacking.length > 0) return { refused: 'password', lacking };
	if (!(await isPasswordLink(db.sql, token, now))) return { refused: 'linkOver' };
	// Slow on purpose, so before the transaction.
	const passwordHash = await hashPassword(password);
	// Nobody is logged in: the link alone says whose account it is.
	const asPortal = <T>(work: (tx: Sql) => Promise<T>) => actingAs('portal', () => db.begin(work));
	return asPortal<NewPasswordOutcome>(async (tx) => {
		const account = await useLink(tx, token, now);
		if (!account) return { refused: 'linkOver' };
		const { id, email: to, language, personId, staffId } = account;
		await tx`update accounts set password_hash = ${passwordHash} where id = ${id}`;
		const by = personId
			? { kind: 'resident' as const, id: personId }
			: { kind: 'staff' as const, id: staffId };
		await record(tx, { by, action: 'passwordChosen' }, now);
		await tx`delete from staff_log_ins where account_id = ${id}`;
		await tx`
			update sessions set ended_at = ${now}, end_reason = 'revoked'
			where account_id = ${id} and ended_at is null`;
		await forgiveAddress(tx, to, clientAddress);
		await queueMail(tx, { to, language, template: 'passwordChanged', data: {} });
		return { changed: true };
	});
}

export async function purgePasswordLinks(sql: Sql, now: Date): Promise<void> {
	await sql`delete from password_links where offered_at <= ${validSince(now)}`;
}

/** The deletion decides: of two who use one link at once, one finds it gone. */
async function useLink(tx: Sql, token: string, now: Date) {
	// The account first, as a reset does: two who wait for each other would both be refused.
	const [account] = await tx<
		{ id: string; email: string; personId: string | null; staffId: string; language: Locale }[]
	>`
		select account.id, account.email, account.person_id, account.staff_id, coalesce(profile.language, 'fi') as language
		from accounts account
		left join profiles profile on profile.id = account.person_id
		where account.id = (select account_id from password_links where token_hash = ${hashOf(token)})
			and account.ended_at is null and ${hasPasswordHere(tx)}
		for update of account`;
	if (!account) return undefined;
	const used = await tx`
		delete from password_links where token_hash = ${hashOf(token)} and offered_at > ${validSince(now)}
		returning token_hash`;
	if (used.length === 0) return undefined;
	await tx`delete from password_links where account_id = ${account.id}`;
	return account;
}

/** Whoever of the staff comes by the landlord's provider goes with it, and has no password here (T1). */
const hasPasswordHere = (sql: Sql) => sql`
	not exists (
		select from staff where staff.id = account.staff_id and staff.oidc_subject is not null)`;

async function linksOfLastHour(sql: Sql, accountId: string, now: Date): Promise<number> {
	const rows = await sql`
		select from password_links
		where account_id = ${accountId} and offered_at > ${new Date(now.getTime() - 60 * 60 * 1000)}`;
	return rows.length;
}

const validSince = (now: Date) => new Date(now.getTime() - linkLifetime);
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
const userId = (email: string) => email.normalize('NFC').trim().toLowerCase();
