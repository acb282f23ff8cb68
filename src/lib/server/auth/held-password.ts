import type { Sql } from '$lib/server/db';

/**
 * Whether the password is still the one that was compared, and holds it so until the transaction ends. To compare takes
 * a while: a reset that came in between has the last word, and one that comes now waits and ends what is begun here.
 */
export async function holdPassword(
	tx: Sql,
	{ accountId, passwordHash }: { accountId: string; passwordHash: string | null }
): Promise<boolean> {
	const held = await tx`
		select from accounts
		where id = ${accountId} and password_hash = ${passwordHash} and ended_at is null
		for share`;
	return held.length === 1;
}
