import { openEvents } from '$lib/server/events';
import { portal } from '$lib/server/portal';
import type { RequestHandler } from './$types';

/** Hints only, for a page that is visible; plain SSE, because a subscription of the RPC layer costs nine times the memory. */
export const GET: RequestHandler = async ({ locals }) => {
	const { session } = locals;
	if (!session) return new Response(null, { status: 401 });
	return new Response(await openEvents(portal(), session), {
		headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }
	});
};
