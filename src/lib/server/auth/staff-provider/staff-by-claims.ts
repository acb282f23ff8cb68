import { randomUUID } from 'node:crypto';
import type { StaffRole } from '$lib/domain/actor';
import { record } from '$lib/server/audit/record';
import { clearFactors } from '$lib/server/auth/second-factor/factors';
import type { Sql } from '$lib/server/db';
import type { Claims } from './provider-client';
import { rolesOf, type StaffProvider } from './settings';

/** Who somebody is by what the provider says of them; roles and activity as they are now. */
export interface ProvidedStaff {
	staffId: string;
	accountId: string;
}

/** Roles follow from the groups; whoever has none, or is not active there, is out. */
export function providedRoles(claims: Claims, provider: StaffProvider): StaffRole[] {
	return claims.active === false ? [] : rolesOf(claims[provider.groupsClaim], provider);
}

/**
 * Finds somebody of the staff by the provider's name for them, else by the address that the provider has confirmed, else
 * makes them. Whoever had a password here loses it: they come in by the provider alone, and go with it.
 */
export async function staffByClaims(
	tx: Sql,
	provider: StaffProvider,
	claims: Claims,
	roles: StaffRole[],
	now: Date
): Promise<ProvidedStaff | undefined> {
	const [issuer, subject] = [provider.issuer.href, claims.sub];
	// Two first log-ins at one moment are one person.
	await tx`select pg_advisory_xact_lock(hashtextextended(${`${issuer} ${subject}`}, 0))`;
	const [known] = await tx`
		select staff.id as staff_id, account.id as account_id, staff.active, staff.roles from staff
		join accounts account on account.staff_id = staff.id and account.ended_at is null
		where staff.oidc_issuer = ${issuer} and staff.oidc_subject = ${subject}`;
	const { staffId, accountId, active } =
		known ?? (await adopt(tx, claims, now)) ?? (await make(tx, claims, now));
	if (!active) return undefined;
	await tx`
		update staff set roles = ${roles}, oidc_issuer = ${issuer}, oidc_subject = ${subject}
		where id = ${staffId}`;
	return { staffId, accountId };
}

async function adopt(tx: Sql, { email, email_verified: verified }: Claims, now: Date) {
	if (typeof email !== 'string' || verified !== true) return undefined;
	const [found] = await tx`
		select staff.id as staff_id, account.id as account_id, staff.active from staff
		join accounts account on account.staff_id = staff.id and account.ended_at is null
		where lower(account.email) = ${email.toLowerCase()} and staff.oidc_subject is null for update of staff`;
	if (found) await clearFactors(tx, found.accountId, now);
	return found;
}

async function make(
	tx: Sql,
	{ sub, name, email, email_verified: verified, given_name: given }: Claims,
	now: Date
) {
	const [staffId, accountId] = [randomUUID(), randomUUID()];
	const called = typeof name === 'string' && name.trim() ? name.trim().slice(0, 100) : sub.slice(0, 100);
	const shown = typeof given === 'string' && given.trim() ? given.trim().slice(0, 100) : called;
	await tx`insert into staff (id, name, shown_name, roles) values (${staffId}, ${called}, ${shown}, '{}')`;
	// An address that nobody has confirmed may be anybody's.
	const address = typeof email === 'string' && verified === true ? email.toLowerCase() : '';
	const [taken] = await tx`select from accounts where lower(email) = ${address} and ended_at is null`;
	// Somebody who also lives here has that address as a resident; the staff's account is another one.
	const userId = address && !taken ? address : `provider:${sub}`;
	await tx`
		insert into accounts (id, staff_id, email, created_at) values (${accountId}, ${staffId}, ${userId}, ${now})`;
	await record(tx, { by: { kind: 'system' }, action: 'invite', object: { kind: 'staff', id: staffId } }, now);
	return { staffId, accountId, active: true };
}
