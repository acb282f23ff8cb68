import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Sql } from '$lib/server/db';
import { readSessionCookie, tokenHash } from '$lib/server/auth/sessions';
import { noteUse } from '$lib/server/auth/session-store';
import { answerIdleSync } from '$lib/server/sync/idle';

/**
 * "Is there anything new?" is what nearly every request asks, so it is answered before SvelteKit is involved.
 */
export async function answerIdle(
	sql: Sql,
	request: IncomingMessage,
	response: ServerResponse
): Promise<void> {
	const { cookie, 'x-cursor': cursor } = request.headers;
	const { status } = await answerIdleSync(sql, {
		cookie,
		'x-cursor': typeof cursor === 'string' ? cursor : undefined
	});
	response.writeHead(status, {
		'cache-control': 'no-store',
		...(status === 204 ? {} : { 'content-length': 0 })
	});
	response.end();
	if (status !== 401) await keepAlive(sql, readSessionCookie(cookie ?? null));
}

const noted = new Map<string, number>();
const noteEveryMs = 15 * 60_000;

/**
 * Somebody who only ever asks whether there is anything new uses the portal too, and must not be logged out for it.
 * After the answer, and seldom: the question itself stays one statement without a write.
 */
async function keepAlive(sql: Sql, token: string | null): Promise<void> {
	if (!token) return;
	const id = tokenHash(token);
	const now = Date.now();
	if (now - (noted.get(id) ?? 0) < noteEveryMs) return;
	if (noted.size > 10_000) noted.clear();
	noted.set(id, now);
	await noteUse(sql, id, new Date(now));
}
