import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { helsinkiDay } from '$lib/domain/helsinki-time';
import { invitationDays, isPossibleEnd, type Invitation } from '$lib/domain/powers-of-attorney';
import type { AuditActor } from '$lib/server/audit/record';
import type { Database, Sql } from '$lib/server/db';
import { queueMail } from '$lib/server/mail/queue';
import type { Sealing } from '$lib/server/sealing';
import { recordPower } from './history';

/** In force or waiting for an answer, all together; and so many invitations a day, because each is a mail to a stranger. */
const mostAtOnce = 5;
const mostADay = 10;

export interface Inviter {
	principalId: string;
	/** Who does it: the principal, or somebody of the staff who has the power on paper before them. */
	by: AuditActor & { kind: 'resident' | 'staff'; id: string };
}

export type InviteOutcome =
	| { invited: string }
	/** `noAccess`: the principal has no home of their own with the landlord, or is under age. */
	| { refused: 'noAccess' | 'endsOn' | 'ownAddress' | 'tooMany' };

/**
 * A principal names who may act for them (A13). Nothing can be done by it until the invited person has identified
 * strongly and accepted by the link in the mail.
 */
export async function invite(
	db: Database,
	sealing: Sealing,
	{ principalId, by }: Inviter,
	{ name, email, matters, endsOn }: Invitation,
	now: Date
): Promise<InviteOutcome> {
	if (!isPossibleEnd(endsOn, helsinkiDay(now))) return { refused: 'endsOn' };
	return db.begin(async (tx) => {
		const principal = await findPrincipal(tx, principalId, now);
		if (!principal) return { refused: 'noAccess' };
		if (email.toLowerCase() === principal.email.toLowerCase()) return { refused: 'ownAddress' };
		if (await hasTooMany(tx, principalId, now)) return { refused: 'tooMany' };
		const [id, token] = [randomUUID(), randomBytes(32).toString('base64url')];
		await tx`
			insert into powers_of_attorney (id, principal_id, invited_name, invited_email, matters, ends_on, entered_by,
				token_hash, token_ends_at, invited_at)
			values (${id}, ${principalId}, ${name}, ${email}, ${[...new Set(matters)]}, ${endsOn},
				${by.kind === 'staff' ? by.id : null}, ${powerTokenHash(token)}, ${linkEnd(now)}, ${now})`;
		await queueMail(
			tx,
			{
				id: mailId(id, 'invitation'),
				to: email,
				language: principal.language,
				template: 'powerInvitation',
				data: { principal: principal.name, path: `/power-of-attorney/${token}` }
			},
			sealing
		);
		await recordPower(tx, { id, principalId, by, change: 'invited' }, now);
		return { invited: id };
	});
}

/** What the database knows a link by: whoever reads the table can't accept with it. */
export function powerTokenHash(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}

/** An id made of what the mail tells of, so that it is sent once. */
export function mailId(powerId: string, about: string): string {
	const hex = createHash('sha256').update(`${powerId} ${about}`).digest('hex');
	return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

async function findPrincipal(sql: Sql, id: string, now: Date) {
	const [found] = await sql<{ name: string; email: string; language: 'fi' | 'sv' | 'en' }[]>`
		select person.call_name || ' ' || person.family_name as name,
			coalesce(nullif(profile.email, ''), person.email, '') as email,
			coalesce(profile.language, person.language) as language
		from people person left join profiles profile on profile.id = person.id
		where person.id = ${id}
			and coalesce(adult_since(person.born_on) <= ${now}::timestamptz, true)
			and exists (
				select from tenancies held
				where held.person_id = person.id and helsinki_period(held.opens_on, held.ends_on) @> ${now}::timestamptz
			)
		-- Two invitations at the same moment are counted one after the other.
		for no key update of person`;
	return found;
}

async function hasTooMany(sql: Sql, principalId: string, now: Date): Promise<boolean> {
	const [counted] = await sql<{ open: number; today: number }[]>`
		select count(*) filter (where state <> 'ended' and ends_on >= ${helsinkiDay(now)}::date
				and (state = 'accepted' or token_ends_at > ${now})) as open,
			count(*) filter (where invited_at > ${now}::timestamptz - interval '1 day') as today
		from powers_of_attorney where principal_id = ${principalId}`;
	return (counted?.open ?? 0) >= mostAtOnce || (counted?.today ?? 0) >= mostADay;
}

const linkEnd = (now: Date) => new Date(now.getTime() + invitationDays * 24 * 60 * 60 * 1000);
