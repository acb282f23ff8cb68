import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { staffRoles, type StaffRole } from '$lib/domain/actor';
import { uuid, type Locale } from '$lib/domain/fields';
import { record, type AuditAction } from '$lib/server/audit/record';
import { makeInvitation } from '$lib/server/auth/invitations';
import { clearFactors } from '$lib/server/auth/second-factor/factors';
import { revokeSessionsOf } from '$lib/server/auth/sessions';
import type { Database, Sql } from '$lib/server/db';
import { sqlState } from '$lib/server/failures';
import type { Sealing } from '$lib/server/sealing';
import { queueMail } from '$lib/server/mail/queue';
import { findStaffUser, type StaffUser } from './read';

// What an administrator does with the staff's users. Each is in the audit log, in the same transaction.

export type UserRefusal =
	'notValid' | 'emailTaken' | 'notFound' | 'yourself' | 'lastAdministrator' | 'atProvider';

/** What the change is written to, and what a mail with a link is sealed with. */
export interface Desk {
	db: Database;
	sealing: Sealing;
}

// No control characters: Postgres has no U+0000, and a name is one line.
const name = v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(100), v.regex(/^[^\p{Cc}\p{Cs}]*$/u));
const duties = {
	name,
	shownName: name,
	roles: v.pipe(v.array(v.picklist(staffRoles)), v.minLength(1)),
	buildingIds: v.array(uuid)
};
const newUser = v.object({
	...duties,
	email: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email(), v.maxLength(254))
});

export type Duties = { name: string; shownName: string; roles: StaffRole[]; buildingIds: string[] };

/** Invites somebody by mail. The id is made with the form: sent twice, it is one invitation. */
export async function inviteStaffUser(
	{ db, sealing }: Desk,
	by: string,
	{
		id = randomUUID(),
		language,
		...given
	}: { id?: string; language: Locale } & Record<keyof v.InferInput<typeof newUser>, unknown>,
	now: Date
): Promise<{ id: string } | { refused: UserRefusal }> {
	const parsed = v.safeParse(newUser, given);
	if (!parsed.success || !v.is(uuid, id)) return { refused: 'notValid' };
	const { email, ...user } = parsed.output;
	try {
		return await db.begin(async (tx) => {
			const made = await tx`
				insert into staff ${tx({ id, ...user } as never)} on conflict (id) do nothing returning id`;
			if (made.length === 0) return { id };
			const accountId = randomUUID();
			await tx`insert into accounts (id, staff_id, email, created_at) values (${accountId}, ${id}, ${email}, ${now})`;
			await sendInvitation(tx, sealing, { accountId, email, language, template: 'staffInvitation' }, now);
			await recordUser(tx, by, 'invite', id, { roles: user.roles, buildingIds: user.buildingIds }, now);
			return { id };
		});
	} catch (error) {
		if (sqlState(error) === '23505') return { refused: 'emailTaken' };
		throw error;
	}
}

export async function changeDuties(
	db: Database,
	by: string,
	id: string,
	given: Record<keyof Duties, unknown>,
	now: Date
): Promise<UserRefusal | null> {
	const parsed = v.safeParse(v.object(duties), given);
	if (!parsed.success) return 'notValid';
	return changing(db, id, async (tx, user) => {
		const { roles, buildingIds, ...names } = parsed.output;
		const loses = user.roles.includes('administrator') && !roles.includes('administrator');
		if (loses && !(await hasOtherAdministrator(tx, id))) return 'lastAdministrator';
		// The provider's groups say the roles at each log-in: what is set here would last until then.
		if (user.atProvider && String([...roles].sort()) !== String([...user.roles].sort())) return 'atProvider';
		await tx`update staff set ${tx({ ...names, roles, buildingIds } as never)} where id = ${id}`;
		await recordUser(tx, by, 'rolesChanged', id, { roles, buildingIds, before: user.roles }, now);
		return null;
	});
}

/** At once: every session ends, and what was begun. */
export async function deactivate(
	db: Database,
	by: string,
	id: string,
	now: Date
): Promise<UserRefusal | null> {
	if (by === id) return 'yourself';
	return changing(db, id, async (tx, user, accountId) => {
		const isLast = user.roles.includes('administrator') && !(await hasOtherAdministrator(tx, id));
		if (isLast) return 'lastAdministrator';
		await tx`update staff set active = false where id = ${id}`;
		if (accountId) {
			await tx`delete from staff_log_ins where account_id = ${accountId}`;
			await tx`delete from staff_invitations where account_id = ${accountId}`;
			await revokeSessionsOf(tx, accountId, now);
		}
		await recordUser(tx, by, 'deactivated', id, {}, now);
		return null;
	});
}

export async function activate(db: Database, by: string, id: string, now: Date): Promise<UserRefusal | null> {
	return changing(db, id, async (tx) => {
		await tx`update staff set active = true where id = ${id}`;
		await recordUser(tx, by, 'activated', id, {}, now);
		return null;
	});
}

/**
 * Password and second factor are gone, and a link by mail begins anew. A factor that were taken away alone would leave a
 * stolen password with nothing to stop it.
 */
export async function resetEntry(
	{ db, sealing }: Desk,
	by: string,
	id: string,
	language: Locale,
	now: Date
): Promise<UserRefusal | null> {
	if (by === id) return 'yourself';
	return changing(db, id, async (tx, { email, atProvider }, accountId) => {
		if (atProvider || !accountId) return 'atProvider';
		await clearFactors(tx, accountId, now);
		await sendInvitation(tx, sealing, { accountId, email, language, template: 'staffReset' }, now);
		await recordUser(tx, by, 'secondFactorReset', id, {}, now);
		return null;
	});
}

async function changing(
	db: Database,
	id: string,
	change: (tx: Sql, user: StaffUser, accountId: string | undefined) => Promise<UserRefusal | null>
): Promise<UserRefusal | null> {
	return db.begin(async (tx) => {
		// All of them: two administrators who deactivate each other at one moment would leave none.
		await tx`select from staff order by id for update`;
		const user = await findStaffUser(tx, id);
		if (!user) return 'notFound';
		const [account] = await tx`select id from accounts where staff_id = ${id} and ended_at is null`;
		return change(tx, user, account?.id);
	});
}

async function hasOtherAdministrator(tx: Sql, id: string): Promise<boolean> {
	const others = await tx`
		select from staff where id <> ${id} and active and 'administrator' = any (roles) limit 1`;
	return others.length > 0;
}

async function sendInvitation(
	tx: Sql,
	sealing: Sealing,
	{
		accountId,
		email,
		language,
		template
	}: { accountId: string; email: string; language: Locale; template: 'staffInvitation' | 'staffReset' },
	now: Date
) {
	const path = await makeInvitation(tx, accountId, now);
	await queueMail(tx, { to: email, language, template, data: { path } }, sealing);
}

async function recordUser(
	tx: Sql,
	by: string,
	action: AuditAction,
	id: string,
	details: Record<string, unknown>,
	now: Date
) {
	await record(tx, { by: { kind: 'staff', id: by }, action, object: { kind: 'staff', id }, details }, now);
}
