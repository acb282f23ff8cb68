import type { TRPCClient } from '@trpc/client';
import type { AppRouter } from '$lib/server/trpc/router';

/** The router's procedures that a browser calls: each changes something, or reads what may stand in no log (POST). */
type Client = CallsOf<TRPCClient<AppRouter>>;
type CallsOf<R> = { [K in keyof R]: R[K] extends { mutate: infer M } ? { mutate: M } : CallsOf<R[K]> };

/**
 * The browser's typed client; of the server it knows the router's type and nothing else. It speaks tRPC's HTTP protocol
 * (https://trpc.io/docs/rpc) as far as that is used here, one call a request: tRPC's own client is ten times as much.
 */
export function createClient(
	fetch: (url: string, init: RequestInit) => Promise<Response>,
	headers: Record<string, string> = {}
): Client {
	async function call(path: string, input: unknown): Promise<unknown> {
		let answer: Answer | null;
		try {
			const response = await fetch(`/api/trpc/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', ...headers },
				body: JSON.stringify(input)
			});
			answer = (await response.json()) as Answer | null;
		} catch (cause) {
			throw new CallError('no answer', undefined, cause);
		}
		if (answer?.result) return answer.result.data;
		throw new CallError('refused', answer?.error?.data?.code);
	}
	return callsBelow([], call) as Client;
}

interface Answer {
	result?: { data?: unknown };
	error?: { data?: { code?: string } };
}

/** The call failed: with the code of tRPC that the server answered, or without one where no answer came. */
export class CallError extends Error {
	readonly code: string | undefined;
	constructor(message: string, code: string | undefined, cause?: unknown) {
		super(message, { cause });
		this.code = code;
	}
}

/** `client.profile.stepUp.mutate(input)` is a call of `profile.stepUp`. */
function callsBelow(path: string[], call: (path: string, input: unknown) => Promise<unknown>): unknown {
	return new Proxy(() => undefined, {
		get: (_target, name) => callsBelow([...path, String(name)], call),
		apply: (_target, _this, [input]) => call(path.slice(0, -1).join('.'), input)
	});
}
