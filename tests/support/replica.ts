import { randomUUID } from 'node:crypto';
import type { ExchangeAnswer, WireMutation } from '$lib/domain/sync-wire';
import type { Database } from '$lib/server/db';
import { exchange, type Exchanger } from '$lib/server/sync/exchange';

export interface Held {
	scope: number;
	kind: string;
	id: string;
	version: number;
	data: Record<string, unknown>;
}

/** A device in a few lines, for what the server alone must answer for. */
export class Replica {
	readonly client = randomUUID();
	readonly rows = new Map<string, Held>();
	readonly answers: ExchangeAnswer[] = [];
	cookie: string | undefined;
	last = 0;
	readonly #db: Database;
	readonly #who: Exchanger;

	constructor(db: Database, personId: string, now: Date, alert: Exchanger['alert'] = () => undefined) {
		this.#db = db;
		this.#who = { personId, now, alert };
	}

	/** One exchange, its answer applied where there is one. */
	async ask(more: { mutations?: WireMutation[]; reload?: number[]; now?: Date } = {}) {
		const { now = this.#who.now, ...request } = more;
		const outcome = await exchange(
			this.#db,
			{ ...this.#who, now },
			{
				client: this.client,
				last: this.last,
				...(this.cookie === undefined ? {} : { cookie: this.cookie }),
				...request
			}
		);
		if ('c' in outcome) this.#apply(outcome);
		return outcome;
	}

	/** Exchanges until no page is left; the last answer. */
	async catchUp(more: { reload?: number[]; now?: Date } = {}): Promise<ExchangeAnswer> {
		for (let pages = 0; pages < 100; pages++) {
			const outcome = await this.ask(pages === 0 ? more : { now: more.now });
			if (!('c' in outcome)) throw new Error(`no answer but ${JSON.stringify(outcome)}`);
			if (!outcome.m) return outcome;
		}
		throw new Error('pages without end');
	}

	ids(kind: string): string[] {
		return [...this.rows.values()]
			.filter((row) => row.kind === kind)
			.map(({ id }) => id)
			.sort();
	}

	scopes(): number[] {
		return [...new Set([...this.rows.values()].map(({ scope }) => scope))].sort((a, b) => a - b);
	}

	#apply(answer: ExchangeAnswer): void {
		this.answers.push(answer);
		if (answer.z) this.rows.clear();
		for (const id of answer.x ?? []) this.#drop(id);
		for (const { i, f, g = [], r = [] } of answer.s ?? []) {
			if (f) this.#drop(i);
			for (const [kind, id] of g) this.rows.delete(`${i} ${kind} ${id}`);
			for (const [kind, id, version, data] of r)
				this.rows.set(`${i} ${kind} ${id}`, { scope: i, kind, id, version, data });
		}
		this.cookie = answer.c;
		if (answer.l !== undefined) this.last = answer.l;
	}

	#drop(scope: number): void {
		for (const [key, row] of this.rows) if (row.scope === scope) this.rows.delete(key);
	}
}

/** A report as the wire carries it. */
export function reportOf(apartmentId: string, more: Record<string, unknown> = {}) {
	return {
		id: randomUUID(),
		apartmentId,
		place: 'apartment',
		room: 'kitchen',
		category: 'waterAndSewer',
		urgentKind: null,
		description: 'Hana vuotaa',
		masterKeyAllowed: true,
		phone: '',
		writtenAt: '2026-03-10T10:00:00.000Z',
		...more
	};
}
