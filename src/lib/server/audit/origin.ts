import { AsyncLocalStorage } from 'node:async_hooks';

/** From where something was asked for. */
export interface Origin {
	address: () => string | null;
	/** `Chrome · Android`, or a program's name. */
	device: string;
}

// Held for the length of a request, so that no function between the page and the table has to hand it on.
const current = new AsyncLocalStorage<Origin>();

export function withOrigin<T>(origin: Origin, work: () => T): T {
	return current.run(origin, work);
}

/** Nothing where no request is the cause: a job, a command. */
export function currentOrigin(): Origin {
	return current.getStore() ?? { address: () => null, device: '' };
}
