import type { PowerMatter } from '$lib/domain/powers-of-attorney';
import { actingAs } from '$lib/server/acting';
import { retrying } from '$lib/server/failures';
import type { Database, Sql, Transaction } from '$lib/server/db';
import { queueMail } from '$lib/server/mail/queue';
import { recordPower } from './history';
import { mailId, powerTokenHash } from './invite';

/** What the link's page shows before anybody has identified: whoever holds the link was meant to read it. */
export interface OpenInvitation {
	id: string;
	principalId: string;
	principalName: string;
	invitedName: string;
	matters: PowerMatter[];
	endsOn: string;
}

/** Undefined where the link was used, has run out, was taken back, or never was. */
export async function findInvitation(
	sql: Sql,
	token: string,
	now: Date
): Promise<OpenInvitation | undefined> {
	const [found] = await sql<OpenInvitation[]>`
		select power.id, power.principal_id, principal.call_name || ' ' || principal.family_name as principal_name,
			power.invited_name, power.matters, power.ends_on
		from powers_of_attorney power
		join people principal on principal.id = power.principal_id
		where power.token_hash = ${powerTokenHash(token)} and power.token_ends_at > ${now}
			and power.state = 'invited' and helsinki_period(null, power.ends_on) @> ${now}::timestamptz`;
	return found;
}

export type AcceptOutcome =
	| { accepted: string }
	/** `own`: the principal followed the link that was meant for another. */
	| { refused: 'notFound' | 'own' | 'underAge' };

/**
 * Somebody who has just identified strongly accepts a power, by the link in their mail. `personId` is who the bank says
 * they are, in the registers; to have the link alone is not enough.
 */
export function acceptPower(
	db: Database,
	{ token, personId }: { token: string; personId: string },
	now: Date
): Promise<AcceptOutcome> {
	// As the portal: the principal's language and address are not the attorney's to see.
	return actingAs('portal', () => retrying(() => db.begin((tx) => accept(tx, { token, personId }, now))));
}

async function accept(
	tx: Transaction,
	{ token, personId }: { token: string; personId: string },
	now: Date
): Promise<AcceptOutcome> {
	const invitation = await findInvitation(tx, token, now);
	if (!invitation) return { refused: 'notFound' };
	if (invitation.principalId === personId) return { refused: 'own' };
	const [person] = await tx`
		select coalesce(adult_since(born_on) <= ${now}::timestamptz, true) as is_of_age from people where id = ${personId}`;
	if (!person?.isOfAge) return { refused: 'underAge' };
	const [power] = await tx<{ id: string; principalId: string }[]>`
		update powers_of_attorney
		set attorney_id = ${personId}, accepted_at = ${now}, token_hash = null, token_ends_at = null
		where id = ${invitation.id} and state = 'invited'
		returning id, principal_id`;
	// Two windows with one link: the first one has it.
	if (!power) return { refused: 'notFound' };
	await tellPrincipal(tx, power.id, 'powerAccepted');
	const by = { kind: 'resident', id: personId } as const;
	await recordPower(tx, { ...power, by, change: 'accepted' }, now);
	return { accepted: power.principalId };
}

/** A mail to the principal, at the address by which they log in; without one they see it in the portal. */
async function tellPrincipal(tx: Sql, powerId: string, template: 'powerAccepted'): Promise<void> {
	const [told] = await tx<{ email: string; language: 'fi' | 'sv' | 'en'; attorney: string }[]>`
		select account.email, coalesce(profile.language, person.language) as language,
			attorney.call_name || ' ' || attorney.family_name as attorney
		from powers_of_attorney power
		join people person on person.id = power.principal_id
		join people attorney on attorney.id = power.attorney_id
		join accounts account on account.person_id = person.id and account.ended_at is null
		left join profiles profile on profile.id = person.id
		where power.id = ${powerId}`;
	if (!told) return;
	const { email: to, language, attorney } = told;
	await queueMail(tx, { id: mailId(powerId, template), to, language, template, data: { attorney } });
}
