import { passwordShortcomings } from '$lib/domain/passwords';
import { record } from '$lib/server/audit/record';
import type { Database, Sql } from '$lib/server/db';
import { hashPassword } from './passwords';
import { newToken, tokenHash } from './sessions';

// By a link in a mail somebody of the staff chooses a password: at the beginning, and after everything was reset. The
// second factor follows at the log-in.

const lifetime = 72 * 60 * 60 * 1000;

/** The path of a new link. Earlier ones stop working. */
export async function makeInvitation(tx: Sql, accountId: string, now: Date): Promise<string> {
	const token = newToken();
	await tx`delete from staff_invitations where account_id = ${accountId}`;
	await tx`
		insert into staff_invitations (id, account_id, expires_at)
		values (${tokenHash(token)}, ${accountId}, ${new Date(now.getTime() + lifetime)})`;
	return `/log-in/invitation?token=${token}`;
}

export interface Invitation {
	accountId: string;
	staffId: string;
	email: string;
	name: string;
}

export async function findInvitation(
	sql: Sql,
	token: string | null,
	now: Date
): Promise<Invitation | undefined> {
	if (!token || !/^[a-z2-7]{40}$/.test(token)) return undefined;
	const [found] = await sql<Invitation[]>`
		select account.id as account_id, account.email, staff.id as staff_id, staff.name
		from staff_invitations invitation
		join accounts account on account.id = invitation.account_id and account.ended_at is null
		join staff on staff.id = account.staff_id and staff.active and staff.oidc_subject is null
		where invitation.id = ${tokenHash(token)} and invitation.used_at is null and invitation.expires_at > ${now}`;
	return found;
}

/** Used once, by whoever is first. */
export async function acceptInvitation(
	db: Database,
	token: string,
	password: string,
	now: Date
): Promise<'done' | 'weak' | 'over'> {
	const invitation = await findInvitation(db.sql, token, now);
	if (!invitation) return 'over';
	if (passwordShortcomings(password).length > 0) return 'weak';
	const passwordHash = await hashPassword(password);
	return db.begin(async (tx) => {
		// The account first, as a reset does, and what the reset has taken away is looked for after it.
		await tx`select from accounts where id = ${invitation.accountId} for update`;
		const used = await tx`
			update staff_invitations set used_at = ${now}
			where id = ${tokenHash(token)} and used_at is null returning id`;
		if (used.length === 0) return 'over';
		await tx`update accounts set password_hash = ${passwordHash} where id = ${invitation.accountId}`;
		await record(tx, { by: { kind: 'staff', id: invitation.staffId }, action: 'passwordChosen' }, now);
		return 'done';
	});
}
