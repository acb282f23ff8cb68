import { CallError, createClient } from '$lib/trpc';

const patienceMs = 20_000;

/** What is asked of the server now, with nothing kept on the device: the bank account, open sessions. */
export type OnlineClient = ReturnType<typeof createClient>;

/**
 * `noAnswer`: no network, or no server; nothing can be said of what was asked. `signedOut`: the session is over.
 * `stepUp`: the password is asked for first.
 */
export type Trouble = { trouble: 'noAnswer' | 'signedOut' | 'stepUp' };

export async function askServer<T>(ask: (client: OnlineClient) => Promise<T>): Promise<T | Trouble> {
	const client = createClient((url, init) =>
		fetch(url, { ...init, cache: 'no-store', signal: AbortSignal.timeout(patienceMs) })
	);
	try {
		return await ask(client);
	} catch (error) {
		if (!(error instanceof CallError)) throw error;
		if (error.code === 'UNAUTHORIZED') return { trouble: 'signedOut' };
		if (error.code === 'FORBIDDEN') return { trouble: 'stepUp' };
		return { trouble: 'noAnswer' };
	}
}

export function isTrouble(answer: unknown): answer is Trouble {
	return typeof answer === 'object' && answer !== null && 'trouble' in answer;
}
