import { readSessionCookie, sessionIsActive, tokenHash } from '$lib/server/auth/sessions';
import type { Sql } from '$lib/server/db';
import { peekCursor, principalsDigest } from './cursor';

/**
 * "Is there anything new?", in one statement and without a write: 204 no, 200 yes, 401 no session that is alive. The
 * reason for a 401, and everything else, is told by `sync.exchange`.
 */
export async function answerIdleSync(
	sql: Sql,
	headers: { cookie?: string | undefined; 'x-cursor'?: string | undefined },
	now = new Date()
): Promise<{ status: 204 | 200 | 401 }> {
	const token = readSessionCookie(headers.cookie ?? null);
	if (!token) return { status: 401 };
	const rows = await sql`
		select account.person_id, epoch.epoch, held.scope_id, held.principal_id, held.matters, scope.ver
		from sessions session
		join accounts account on account.id = session.account_id
		cross join sync_epoch epoch
		left join sync_grant held on held.person_id = account.person_id and held.valid @> ${now}::timestamptz
		left join sync_scope scope on scope.id = held.scope_id
		where session.id = ${tokenHash(token)} and ${sessionIsActive(sql, now)}`;
	const [first] = rows;
	if (!first?.personId) return { status: 401 };
	const cursor = peekCursor(headers['x-cursor'] ?? '');
	if (!cursor || cursor.epoch !== first.epoch) return { status: 200 };

	const granted = new Map<number, { ver: number; principals: Set<string>; matters: Set<string> | null }>();
	for (const row of rows) {
		if (row.scopeId === null) continue;
		const scope = granted.get(row.scopeId) ?? { ver: row.ver, principals: new Set(), matters: new Set() };
		scope.principals.add(row.principalId);
		if (row.matters === null) scope.matters = null;
		else for (const matter of row.matters) scope.matters?.add(matter);
		granted.set(row.scopeId, scope);
	}
	const unchanged =
		granted.size > 0 &&
		granted.size === cursor.scopes.length &&
		cursor.scopes.every((held) => {
			const scope = granted.get(held.id);
			return (
				scope !== undefined &&
				held.rows === scope.ver &&
				held.tombs === scope.ver &&
				held.principals ===
					principalsDigest(first.personId, [...scope.principals], scope.matters && [...scope.matters])
			);
		});
	return { status: unchanged ? 204 : 200 };
}
