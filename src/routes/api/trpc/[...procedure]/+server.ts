import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { readHeaders } from '$lib/domain/sync-wire';
import { portal } from '$lib/server/portal';
import { inflateRequest } from '$lib/server/trpc/inflate-request';
import { appRouter } from '$lib/server/trpc/router';
import type { RequestHandler } from './$types';

const answer: RequestHandler = async ({ request: sent, locals, cookies, getClientAddress }) => {
	const request = await inflateRequest(sent);
	if (request instanceof Response) return request;
	const { db, sealing, now, alert } = portal();
	return fetchRequestHandler({
		endpoint: '/api/trpc',
		req: request,
		router: appRouter,
		maxBatchSize: 4,
		createContext: () => ({
			db,
			sealing,
			now,
			alert,
			clientAddress: getClientAddress(),
			setCookie: ({ name, value, attributes }) => cookies.set(name, value, attributes),
			session: locals.session,
			sessionId: locals.sessionId,
			said: readHeaders(request.headers)
		}),
		onError: ({ error, path }) => {
			if (error.code === 'INTERNAL_SERVER_ERROR') alert(`procedure ${path}`, error.cause ?? error);
		}
	});
};

export const GET = answer;
export const POST = answer;
