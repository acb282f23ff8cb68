import { initTRPC, TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { expect, test } from 'vitest';
import { CallError, createClient } from './trpc';

// Against tRPC's own server, whose protocol it is.

const { router, procedure } = initTRPC.create();
const anyInput = (input: unknown) => input;
const server = router({
	profile: router({
		echo: procedure.input(anyInput).mutation(({ input }) => ({ echoed: input })),
		nothing: procedure.mutation(() => undefined),
		refuse: procedure.mutation(() => {
			throw new TRPCError({ code: 'FORBIDDEN' });
		})
	})
});

interface Calls {
	profile: Record<'echo' | 'nothing' | 'refuse' | 'unknown', { mutate(input?: unknown): Promise<unknown> }>;
}
const client = (fetch = answer, headers?: Record<string, string>) =>
	createClient(fetch, headers) as unknown as Calls;

function answer(url: string, init: RequestInit): Promise<Response> {
	const req = new Request(new URL(url, 'https://portal.example'), init);
	return fetchRequestHandler({ endpoint: '/api/trpc', req, router: server });
}

test('a call brings its input and its answer as they are', async () => {
	const input = { text: 'Ääkköset ja €', deep: [{ none: null }] };
	expect(await client().profile.echo.mutate(input)).toEqual({ echoed: input });
	expect(await client().profile.echo.mutate()).toEqual({});
	expect(await client().profile.nothing.mutate()).toBeUndefined();
});

test('a call takes its headers along', async () => {
	let sent: Headers | undefined;
	const listening = (url: string, init: RequestInit) => {
		sent = new Headers(init.headers);
		return answer(url, init);
	};
	await client(listening, { 'x-client': 'c' }).profile.nothing.mutate();
	expect([sent?.get('x-client'), sent?.get('content-type')]).toEqual(['c', 'application/json']);
});

test.each([
	['refuse', 'FORBIDDEN'],
	['unknown', 'NOT_FOUND']
] as const)('what the server says no to fails with its code: %s', async (name, code) => {
	const failed = client().profile[name].mutate();
	await expect(failed).rejects.toBeInstanceOf(CallError);
	await expect(failed).rejects.toMatchObject({ code });
});

test.each([
	['no network', () => Promise.reject(new TypeError('fetch failed'))],
	['a captive portal', () => Promise.resolve(new Response('<html>Log in</html>'))],
	['something else that speaks JSON', () => Promise.resolve(Response.json({ hello: 'you' }))],
	['something that says nothing', () => Promise.resolve(Response.json(null))]
])('%s fails with no code', async (_what, fetch) => {
	await expect(client(fetch).profile.nothing.mutate()).rejects.toMatchObject({ code: undefined });
	await expect(client(fetch).profile.nothing.mutate()).rejects.toBeInstanceOf(CallError);
});
