import type { Sql } from '$lib/server/db';

/**
 * One connection, because what is staged lies in temporary tables. A `Database` of a single connection is one; so is a
 * transaction, in which the import then succeeds or fails as a whole.
 */
export interface ImportSession {
	sql: Sql;
	begin<T>(fn: (tx: Sql) => Promise<T>): Promise<T>;
}

/** A session inside a transaction that is open already: each batch ends as if it were committed. */
export function within(tx: Sql): ImportSession {
	return {
		sql: tx,
		async begin(fn) {
			const done = await fn(tx);
			await tx`set constraints all immediate`;
			await tx`set constraints all deferred`;
			await tx`select set_config('kellari.import', 'off', true)`;
			return done;
		}
	};
}
