import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Sql } from '$lib/server/db';

// Programs of the landlord's own come in by a key: `kellari.<id>.<secret>`, with `Authorization: Bearer`. The database
// has the SHA-256 of the secret, which is 32 random bytes: nobody finds it by trying.

/** @returns the key, which is shown once and kept nowhere */
export async function makeApiKey(
	sql: Sql,
	{ name, staffId = null }: { name: string; staffId?: string | null }
): Promise<{ id: string; key: string }> {
	const id = randomUUID();
	const secret = randomBytes(32);
	await sql`
		insert into api_keys (id, name, secret_hash, created_by)
		values (${id}, ${name}, ${hashOf(secret)}, ${staffId})`;
	return { id, key: `kellari.${id}.${secret.toString('base64url')}` };
}

/** The key's id; null for anything else, in the same time whether there is such a key or not. */
export async function findApiKey(sql: Sql, authorization: string | null, now: Date): Promise<string | null> {
	const [, id, secret] =
		/^Bearer kellari\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/.exec(
			authorization ?? ''
		) ?? [];
	if (!id || !secret) return null;
	const [row] = await sql`select secret_hash, revoked_at from api_keys where id = ${id}`;
	const kept = row ? Buffer.from(row.secretHash as Uint8Array) : Buffer.alloc(32);
	const isRight = timingSafeEqual(kept, hashOf(Buffer.from(secret, 'base64url')));
	if (!row || !isRight || row.revokedAt !== null) return null;
	await sql`
		update api_keys set last_used_at = ${now}
		where id = ${id} and (last_used_at is null or last_used_at < ${now}::timestamptz - interval '1 minute')`;
	return id;
}

export interface ApiKey {
	id: string;
	name: string;
	createdAt: Date;
	lastUsedAt: Date | null;
}

export async function readApiKeys(sql: Sql): Promise<ApiKey[]> {
	const rows = await sql<ApiKey[]>`
		select id, name, created_at, last_used_at from api_keys where revoked_at is null order by created_at`;
	return [...rows];
}

export async function revokeApiKey(sql: Sql, id: string, now: Date): Promise<void> {
	await sql`update api_keys set revoked_at = ${now} where id = ${id} and revoked_at is null`;
}

const hashOf = (secret: Buffer) => createHash('sha256').update(secret).digest();
