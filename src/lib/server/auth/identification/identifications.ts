import { randomBytes } from 'node:crypto';
import type { Sql } from '$lib/server/db';
import type { Sealing } from '$lib/server/sealing';
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

/** Long enough to think of a password. */
export const identificationLifetime = 30 * 60 * 1000;

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

export async function purgeIdentifications(sql: Sql, now: Date): Promise<void> {
	await sql`delete from identification_attempts where expires_at <= ${now}`;
	await sql`delete from identifications where expires_at <= ${now}`;
}

async function findPersonId(sql: Sql, sealing: Sealing, hetu: string): Promise<string | null> {
	const [found] = await sql<{ id: string }[]>`
		select id from people where hetu_lookup in ${sql(sealing.lookups(hetu, 'hetu'))}`;
	return found?.id ?? null;
}
