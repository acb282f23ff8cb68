import type { Database, Sql, Transaction } from '$lib/server/db';

/** A statement as it went to Postgres. */
export interface Statement {
	text: string;
	parameters: unknown[];
}

/** What postgres.js knows of a query that has run; its types don't show it. */
interface RanQuery {
	string?: string;
	parameters?: unknown[];
}

/** A database like the given one that keeps what runs on it, transaction by transaction (0: outside of any). */
export function recording(db: Database): { db: Database; statements(): Statement[] } {
	const queries: RanQuery[] = [];
	const watched = <S extends Sql>(sql: S): S =>
		new Proxy(sql, {
			apply(target, self, parts: [TemplateStringsArray, ...never[]]) {
				const made = Reflect.apply(target as never, self, parts) as RanQuery;
				if (Array.isArray(parts[0]?.raw)) queries.push(made);
				return made;
			},
			get(target, name) {
				const held: unknown = Reflect.get(target, name);
				if (name !== 'savepoint' || typeof held !== 'function') return held;
				return (run: (tx: Sql) => Promise<unknown>) =>
					(held as (run: (tx: Sql) => Promise<unknown>) => unknown).call(target, (tx: Sql) =>
						run(watched(tx))
					);
			}
		});
	const begin = (
		...given: [string, (tx: Transaction) => Promise<unknown>] | [(tx: Transaction) => Promise<unknown>]
	) => {
		const run = given.at(-1) as (tx: Transaction) => Promise<unknown>;
		const inside = (tx: Transaction) => run(watched(tx));
		return given.length === 2 ? db.begin(given[0] as string, inside) : db.begin(inside);
	};
	return {
		db: { ...db, sql: watched(db.sql), begin: begin as Database['begin'] },
		// A fragment of another statement is a query that never ran.
		statements: () =>
			queries.flatMap(({ string, parameters = [] }) =>
				string === undefined ? [] : [{ text: string, parameters }]
			)
	};
}
