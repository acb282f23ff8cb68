import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Sql } from '$lib/server/db';
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
}
