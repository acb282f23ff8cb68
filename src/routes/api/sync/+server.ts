import { portal } from '$lib/server/portal';
import { answerIdleSync } from '$lib/server/sync/idle';
import type { RequestHandler } from './$types';

// In production the small server in front answers this itself, by the same function; here for development.
export const GET: RequestHandler = async ({ request }) => {
	const { status } = await answerIdleSync(portal().db.sql, {
		cookie: request.headers.get('cookie') ?? undefined,
		'x-cursor': request.headers.get('x-cursor') ?? undefined
	});
	return new Response(null, { status, headers: { 'cache-control': 'no-store' } });
};
