import { createTRPCClient, httpLink } from '@trpc/client';
import type { AppRouter } from '$lib/server/trpc/router';

/** The browser's typed client; of the server it knows the router's type and nothing else. */
export function createClient(
	fetch: (input: RequestInfo | URL | string, init?: RequestInit) => Promise<Response>,
	headers: Record<string, string> = {}
) {
	const link = httpLink({ url: '/api/trpc', fetch: fetch as typeof globalThis.fetch, headers });
	return createTRPCClient<AppRouter>({ links: [link] });
}
