import type { Database, Sql, Transaction } from '$lib/server/db';

/** A statement as it went to Postgres. */
export interface Statement {
	text: string;
	parameters: unknown[];
	/** Statements of one transaction have the same number; those outside of any have one each. */
	transaction: number;
	/** What followed `begin`. */
	options: string;
}

/** What postgres.js knows of a query that has run; its types don't show it. */
interface RanQuery {
	string?: string;
	parameters?: unknown[];
}

/** Thrown at the end of a transaction that leaves nothing behind. */
class Undone extends Error {
	readonly value: unknown;
	constructor(value: unknown) {
		super('undone');
		this.value = value;
	}
}

/**
 * A database like the given one that keeps what runs on it.
 * @param undo rolls each transaction back when it is done, so that it can be run again
 */
export function recording(db: Database, { undo = false } = {}): { db: Database; statements(): Statement[] } {
	const ran: { query: RanQuery; transaction: number; options: string }[] = [];
	let transactions = 0;

	const watched = <S extends Sql>(sql: S, transaction?: number, options = ''): S =>
		new Proxy(sql, {
			apply(target, self, parts: [TemplateStringsArray, ...never[]]) {
				const query = Reflect.apply(target as never, self, parts) as RanQuery;
				if (Array.isArray(parts[0]?.raw))
					ran.push({ query, transaction: transaction ?? ++transactions, options });
				return query;
			},
			get(target, name) {
				const held: unknown = Reflect.get(target, name);
				if (name !== 'savepoint' || typeof held !== 'function') return held;
				return (run: Run) => (held as Savepoint).call(target, (tx) => run(watched(tx, transaction, options)));
			}
		});

	async function begin(...given: [string, Run] | [Run]) {
		const run = given.at(-1) as Run;
		const options = given.length === 2 ? (given[0] as string) : '';
		const transaction = ++transactions;
		try {
			return await db.begin(options, async (tx) => {
				const value = await run(watched(tx, transaction, options));
				if (undo) throw new Undone(value);
				return value;
			});
		} catch (error) {
			if (error instanceof Undone) return error.value;
			throw error;
		}
	}

	return {
		db: { ...db, sql: watched(db.sql), begin: begin as Database['begin'] },
		// A fragment of another statement is a query that never ran.
		statements: () =>
			ran.flatMap(({ query: { string, parameters = [] }, transaction, options }) =>
				string === undefined ? [] : [{ text: string, parameters, transaction, options }]
			)
	};
}

type Run = (tx: Transaction) => Promise<unknown>;
type Savepoint = (run: Run) => Promise<unknown>;

/** How much of the database a statement touches, and how. */
export interface Touched {
	statement: string;
	/** Pages of 8 kB, found in memory or read. */
	buffers: number;
	/** Tables that are read from end to end, by this plan or by the one for any parameters. */
	scanned: string[];
}

interface Plan {
	'Node Type': string;
	'Relation Name'?: string;
	'Shared Hit Blocks'?: number;
	'Shared Read Blocks'?: number;
	Plans?: Plan[];
}

/** Runs statements again, each transaction rolled back, and asks Postgres what each of them touched. */
export async function explain(db: Database, statements: readonly Statement[]): Promise<Touched[]> {
	const touched: Touched[] = [];
	for (const transaction of new Set(statements.map((each) => each.transaction))) {
		const own = statements.filter((each) => each.transaction === transaction);
		const again = recording(db, { undo: true });
		await again.db.begin(own[0]!.options, async (tx) => {
			for (const { text, parameters } of own) touched.push(await explainOne(tx, text, parameters));
		});
	}
	return touched;
}

async function explainOne(tx: Transaction, text: string, parameters: unknown[]): Promise<Touched> {
	const [measured] = await tx.unsafe(
		`explain (analyze, buffers, timing off, format json) ${text}`,
		parameters as never[]
	);
	const [general] = await tx.unsafe(`explain (generic_plan, format json) ${text}`);
	const planOf = (row: Record<string, unknown> | undefined) =>
		(row?.['QUERY PLAN'] as [{ Plan: Plan }])[0].Plan;
	const plan = planOf(measured);
	const nodes = [...nodesOf(plan), ...nodesOf(planOf(general))];
	return {
		statement: text.replace(/\s+/g, ' ').trim(),
		buffers: (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0),
		scanned: nodes.flatMap((node) => (node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? '?'] : []))
	};
}

function nodesOf(plan: Plan): Plan[] {
	return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}
