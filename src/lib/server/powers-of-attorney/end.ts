import { actingAs } from '$lib/server/acting';
import { retrying } from '$lib/server/failures';
import type { Database, Sql, Transaction } from '$lib/server/db';
import { queueMail } from '$lib/server/mail/queue';
import { recordPower } from './history';
import { mailId, powerTokenHash } from './invite';

/** Who ends it: either side by their own login, or somebody of the staff who was asked to. */
export type Ender = { personId: string } | { staffId: string };

/**
 * Ends a power from this moment, or takes an invitation back. False where there is none that this person may end; ending
 * it twice is ending it once. What the attorney's device holds of the principal goes at its next contact.
 */
export function endPower(db: Database, id: string, ender: Ender, now: Date): Promise<boolean> {
	// As the portal: each side is told in its own language, which is not the other's to see.
	return actingAs('portal', () => retrying(() => db.begin((tx) => end(tx, id, ender, now))));
}

async function end(tx: Transaction, id: string, ender: Ender, now: Date): Promise<boolean> {
	const by = 'personId' in ender ? ender.personId : null;
	const [power] = await tx<
		{ id: string; principalId: string; attorneyId: string | null; wasOpen: boolean }[]
	>`
		select id, principal_id, attorney_id, ended_at is null as was_open from powers_of_attorney
		where id = ${id} and ${by === null ? tx`true` : tx`${by}::uuid in (principal_id, attorney_id)`}
		for update`;
	if (!power) return false;
	if (!power.wasOpen) return true;
	const side = by === null ? 'staff' : by === power.principalId ? 'principal' : 'attorney';
	await settle(tx, id, side, now);
	await tellBoth(tx, id, by);
	const actor =
		'personId' in ender
			? ({ kind: 'resident', id: ender.personId } as const)
			: ({ kind: 'staff', id: ender.staffId } as const);
	await recordPower(tx, { id, principalId: power.principalId, by: actor, change: 'ended' }, now);
	return true;
}

/** The invited person says no, by the link alone: it takes nothing from anybody but themselves. */
export function declinePower(db: Database, token: string, now: Date): Promise<boolean> {
	return actingAs('portal', () => retrying(() => db.begin((tx) => decline(tx, token, now))));
}

async function decline(tx: Transaction, token: string, now: Date): Promise<boolean> {
	const [power] = await tx<{ id: string; principalId: string }[]>`
		select id, principal_id from powers_of_attorney
		where token_hash = ${powerTokenHash(token)} and state = 'invited' for update`;
	if (!power) return false;
	await settle(tx, power.id, 'attorney', now);
	await tellBoth(tx, power.id, null);
	await recordPower(tx, { ...power, by: { kind: 'unknown' }, change: 'ended' }, now);
	return true;
}

async function settle(tx: Sql, id: string, by: 'principal' | 'attorney' | 'staff', now: Date): Promise<void> {
	await tx`
		update powers_of_attorney
		set ended_at = greatest(${now}::timestamptz, accepted_at), ended_by = ${by}, token_hash = null, token_ends_at = null
		where id = ${id}`;
}

/** A mail to each side that has a login, but for the one who did it. */
async function tellBoth(tx: Sql, powerId: string, exceptPersonId: string | null): Promise<void> {
	const told = await tx<{ personId: string; email: string; language: 'fi' | 'sv' | 'en'; other: string }[]>`
		select account.person_id, account.email, coalesce(profile.language, person.language) as language,
			case when person.id = power.principal_id
				then coalesce(attorney.call_name || ' ' || attorney.family_name, power.invited_name)
				else principal.call_name || ' ' || principal.family_name end as other
		from powers_of_attorney power
		join people principal on principal.id = power.principal_id
		left join people attorney on attorney.id = power.attorney_id
		join people person on person.id in (power.principal_id, power.attorney_id)
		join accounts account on account.person_id = person.id and account.ended_at is null
		left join profiles profile on profile.id = person.id
		where power.id = ${powerId} and person.id is distinct from ${exceptPersonId}`;
	for (const { personId, email: to, language, other } of told)
		await queueMail(tx, {
			id: mailId(powerId, `ended ${personId}`),
			to,
			language,
			template: 'powerEnded',
			data: { other }
		});
}
