import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Who the database is asked for, by which its row-level security decides (migrations/0015): a person, one of the staff,
 * nobody, or the portal itself, which sees all: jobs, imports, commands.
 */
export type ActingAs = `person:${string}` | `staff:${string}` | 'nobody' | 'portal';

const acting = new AsyncLocalStorage<ActingAs>();

/** All that `work` asks of the database, however deep, is asked for this one. */
export function actingAs<T>(who: ActingAs, work: () => T): T {
	return acting.run(who, work);
}

export function whoActs(): ActingAs | undefined {
	return acting.getStore();
}
