import { AsyncLocalStorage } from 'node:async_hooks';
import postgres from 'postgres';
import { whoActs, type ActingAs } from './acting';
import { isTransient } from './failures';

// An interface would not do: it has no index signature that postgres.js asks for.
type Types = { bigint: number; date: string };

/** What a transaction and the pool's query function have in common: repository functions take it first. */
export type Sql = postgres.ISql<Types>;
export type Transaction = postgres.TransactionSql<Types>;

/**
 * A pool of connections. Inside `begin` only the handed transaction may be used; `sql` throws there,
 * because a query on another connection would not see the transaction and may wait for it for ever.
 */
export interface Database {
	sql: Sql;
	/** @param options what follows `begin`: `'isolation level repeatable read read only'` */
	begin<T>(options: string, fn: (tx: Transaction) => Promise<T>): Promise<T>;
	begin<T>(fn: (tx: Transaction) => Promise<T>): Promise<T>;
	/** Calls `fn` with each payload notified on the channel, also after a reconnection. */
	listen(channel: string, fn: (payload: string) => void): Promise<{ unlisten(): Promise<void> }>;
	end(): Promise<void>;
}

export interface ConnectionOptions {
	/** at most so many connections, not counting the one that listens */
	connections?: number;
	applicationName?: string;
	/** milliseconds; 0 for none */
	statementTimeout?: number;
	/** for whom, where nobody says so by `actingAs` */
	actingAs?: ActingAs;
}

interface Slot {
	client: postgres.Sql<Types>;
	/** queries sent and not answered */
	load: number;
	inTransaction: boolean;
	/** its connection has just broken */
	resting: boolean;
	/** for whom the connection's session was last told to ask; undefined where that isn't certain */
	actingAs: ActingAs | undefined;
	/** whether it was ever told another than the default */
	wasTold: boolean;
}

/** The part of postgres.js's query that decides where it runs; its types don't show it. */
interface RoutedQuery extends Promise<unknown> {
	handler: (query: RoutedQuery) => void;
	executed: boolean;
}

// postgres.js's own pool of several slows with every query ever made (holes in its queue of connections),
// so each client here has one connection and the choice among them is ours.
export function connect(url: string, options: ConnectionOptions = {}): Database {
	const byDefault = options.actingAs ?? 'portal';
	const slots: Slot[] = Array.from({ length: options.connections ?? 10 }, () => {
		// What it was told is gone with the connection, and what had been queued may tell the next one something else.
		const closed = () => (slot.actingAs = undefined);
		const slot: Slot = {
			client: newClient(url, options, closed),
			load: 0,
			inTransaction: false,
			resting: false,
			actingAs: byDefault,
			wasTold: false
		};
		return slot;
	});
	const waiting: ((slot: Slot) => void)[] = [];
	const current = new AsyncLocalStorage<{ open: boolean }>();
	let listener: postgres.Sql<Types> | undefined;

	function leastLoaded(candidates: readonly Slot[]): Slot | undefined {
		let best: Slot | undefined;
		for (const slot of candidates) if (!best || slot.load < best.load) best = slot;
		return best;
	}

	/** Queries are lazy and may be fragments of another, so the connection is chosen when one really runs. */
	function routed<Q>(made: Q): Q {
		const query = made as unknown as RoutedQuery;
		const ownHandler = query.handler;
		query.handler = Object.assign(function send(running: RoutedQuery) {
			const rested = slots.filter((each) => !each.resting);
			const slot = leastLoaded(rested.filter((each) => !each.inTransaction)) ?? leastLoaded(rested);
			if (!slot) return void setTimeout(send, restMs, running);
			slot.load++;
			running.then(
				() => void slot.load--,
				(error: unknown) => {
					slot.load--;
					if (isTransient(error)) rest(slot);
				}
			);
			const who = whoActs() ?? byDefault;
			if (slot.actingAs !== who) tellSession(slot, who);
			handlerOf(slot)(running);
		}, ownHandler);
		return made;
	}

	function refuseInTransaction() {
		if (current.getStore()?.open)
			throw new Error('The pool was queried inside a transaction: use the transaction that was handed over.');
	}

	const first = slots[0]!.client;
	const sql = new Proxy(first, {
		apply(client, _this, [template, ...parameters]: [TemplateStringsArray, ...never[]]) {
			const made: unknown = client(template, ...parameters);
			// `sql('name')` and `sql({ … })` are parts of a statement, not statements.
			if (!Array.isArray(template?.raw)) return made;
			refuseInTransaction();
			return routed(made);
		},
		get(client, name) {
			if (name !== 'unsafe') return Reflect.get(client, name);
			return (...statement: Parameters<Sql['unsafe']>) => {
				refuseInTransaction();
				return routed(client.unsafe(...statement));
			};
		}
	}) as Sql;

	function acquire(): Slot | Promise<Slot> {
		const free = leastLoaded(slots.filter((slot) => !slot.inTransaction));
		if (!free) return new Promise((resolve) => waiting.push(resolve));
		free.inTransaction = true;
		return free;
	}

	function release(slot: Slot) {
		const next = waiting.shift();
		if (next) next(slot);
		else slot.inTransaction = false;
	}

	async function begin<T>(
		optionsOrFn: string | ((tx: Transaction) => Promise<T>),
		fn?: (tx: Transaction) => Promise<T>
	): Promise<T> {
		refuseInTransaction();
		const run = typeof optionsOrFn === 'string' ? fn! : optionsOrFn;
		const slot = await acquire();
		const scope = { open: true };
		while (slot.resting) await new Promise((rested) => setTimeout(rested, restMs));
		try {
			const who = whoActs() ?? byDefault;
			const inScope = (tx: Transaction) => {
				// Sent with what follows it; if it failed, so would that. Also where the session was told the same: that may
				// still be on its way, behind this transaction.
				if (who !== byDefault || slot.wasTold)
					tx`select set_config('kellari.acting_as', ${who}, true)`.catch(() => undefined);
				return current.run(scope, () => run(tx));
			};
			return (await slot.client.begin(typeof optionsOrFn === 'string' ? optionsOrFn : '', inScope)) as T;
		} catch (error) {
			if (isTransient(error)) rest(slot);
			throw error;
		} finally {
			scope.open = false;
			release(slot);
		}
	}

	return {
		sql,
		begin,
		async listen(channel, fn) {
			listener ??= newClient(url, options);
			return listener.listen(channel, fn);
		},
		async end() {
			const clients = [...slots.map((slot) => slot.client), ...(listener ? [listener] : [])];
			await Promise.all(clients.map((client) => client.end({ timeout: 5 })));
		}
	};
}

const handlers = new WeakMap<Slot, RoutedQuery['handler']>();

/** A client's handler is reachable only through a query of its own; an unexecuted one sends nothing. */
function handlerOf(slot: Slot): RoutedQuery['handler'] {
	const known = handlers.get(slot);
	if (known) return known;
	const { handler } = slot.client`select` as unknown as RoutedQuery;
	handlers.set(slot, handler);
	return handler;
}

const restMs = 20;

/**
 * Between a connection's error and its end, postgres.js 3.4.9 takes queries that it will never answer. So nothing is
 * asked of it in the moment after one has failed.
 */
function rest(slot: Slot) {
	slot.resting = true;
	setTimeout(() => (slot.resting = false), restMs).unref();
}

/** Goes out on the same connection before what is asked for this one; it has only one. */
function tellSession(slot: Slot, who: ActingAs) {
	slot.actingAs = who;
	slot.wasTold = true;
	const telling =
		slot.client`select set_config('kellari.acting_as', ${who}, false)` as unknown as RoutedQuery;
	// Now, and not when somebody awaits it, which would be a turn too late. If it fails, so does what follows it.
	telling.executed = true;
	handlerOf(slot)(telling);
	telling.catch(() => undefined);
}

function newClient(
	url: string,
	options: ConnectionOptions,
	closed: () => void = () => undefined
): postgres.Sql<Types> {
	return postgres(url, {
		max: 1,
		onclose: closed,
		connect_timeout: 10,
		onnotice: () => undefined,
		connection: {
			application_name: options.applicationName ?? 'kellari',
			statement_timeout: options.statementTimeout ?? 15_000,
			idle_in_transaction_session_timeout: 60_000,
			'kellari.acting_as': options.actingAs ?? 'portal',
			TimeZone: 'UTC'
		},
		// Only column names: `postgres.camel` would rewrite the keys inside jsonb values too.
		transform: { column: { from: postgres.toCamel, to: postgres.fromCamel } },
		types: {
			bigint: { to: 20, from: [20], parse: safeInteger, serialize: (value: number) => String(value) },
			date: { to: 1082, from: [1082], parse: (day: string) => day, serialize: calendarDay }
		}
	});
}

function safeInteger(text: string): number {
	const number = Number(text);
	if (!Number.isSafeInteger(number)) throw new RangeError(`${text} is beyond what a number holds exactly`);
	return number;
}

/** A calendar day has no time zone: a Date for it would be another day for whoever is west of UTC. */
function calendarDay(day: string): string {
	// A query's parameters are not checked by their column's type, so a Date gets this far.
	if (typeof day !== 'string') throw new TypeError('A calendar day is given as YYYY-MM-DD');
	return day;
}
