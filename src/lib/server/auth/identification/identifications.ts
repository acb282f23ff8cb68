import { randomBytes, randomUUID } from 'node:crypto';
import type { Sql } from '$lib/server/db';
import { sealedHetu, type Sealing } from '$lib/server/sealing';
import { hashOf, type Purpose } from './attempts';
import type { Identity } from './identity';

/** Who was identified in this browser a moment ago. */
export interface Identification {
	/** What the database knows the token by. */
	id: string;
	purpose: Purpose;
	/** Null where nobody in the registers has the identity code. */
	personId: string | null;
	identity: Identity;
}

/** Long enough to think of a password, and short for whoever sits down at a shared computer next. */
export const identificationLifetime = 15 * 60 * 1000;

/** Matches the person to the registers (A1) and remembers it under a token that the browser did not have before. */
export async function keepIdentification(
	sql: Sql,
	sealing: Sealing,
	{ identity, purpose }: { identity: Identity; purpose: Purpose },
	now: Date
): Promise<{ token: string; identification: Identification }> {
	const token = randomBytes(32).toString('base64url');
	const id = hashOf(token);
	const personId = await findPersonId(sql, sealing, identity.hetu);
	await sql`
		insert into identifications (id, purpose, person_id, identity_sealed, expires_at)
		values (${id}, ${purpose}, ${personId}, ${sealing.seal(JSON.stringify(identity), 'identity')},
			${new Date(now.getTime() + identificationLifetime)})`;
	return { token, identification: { id, purpose, personId, identity } };
}

export async function findIdentification(
	sql: Sql,
	sealing: Sealing,
	token: string | undefined,
	now: Date
): Promise<Identification | null> {
	if (!token) return null;
	const [found] = await sql`
		select id, purpose, person_id, identity_sealed from identifications
		where id = ${hashOf(token)} and expires_at > ${now}`;
	if (!found) return null;
	const { id, purpose, personId, identitySealed } = found;
	return {
		id,
		purpose,
		personId,
		identity: JSON.parse(sealing.unseal(identitySealed, 'identity')) as Identity
	};
}

/** Once it has served: what was identified for one thing is no key to another. */
export async function forgetIdentification(sql: Sql, { id }: Pick<Identification, 'id'>): Promise<void> {
	await sql`delete from identifications where id = ${id}`;
}

/**
 * The person's row in the registers; a new one where there is none, for somebody who comes in by another's leave alone (A13).
 * Nothing opens by it.
 */
export async function personIdentified(
	tx: Sql,
	sealing: Sealing,
	{ id, personId, identity }: Identification
): Promise<string> {
	if (personId) return personId;
	const { hetu, familyName, givenNames, bornOn } = identity;
	const { hetuSealed, hetuLookup } = sealedHetu(sealing, hetu);
	const callName = givenNames.split(' ')[0] || givenNames;
	const [person] = await tx<{ id: string }[]>`
		insert into people (id, hetu_sealed, hetu_lookup, family_name, given_names, call_name, born_on)
		values (${randomUUID()}, ${hetuSealed}, ${hetuLookup}, ${familyName}, ${givenNames}, ${callName}, ${bornOn})
		-- Two windows at once: both have the row of the first.
		on conflict (hetu_lookup) do update set hetu_lookup = excluded.hetu_lookup
		returning id`;
	await tx`update identifications set person_id = ${person!.id} where id = ${id}`;
	return person!.id;
}

export async function purgeIdentifications(sql: Sql, now: Date): Promise<void> {
	await sql`delete from identification_attempts where expires_at <= ${now}`;
	await sql`delete from identifications where expires_at <= ${now}`;
}

async function findPersonId(sql: Sql, sealing: Sealing, hetu: string): Promise<string | null> {
	const [found] = await sql<{ id: string }[]>`
		select id from people where hetu_lookup in ${sql(sealing.lookups(hetu, 'hetu'))}`;
	return found?.id ?? null;
}
