import { randomUUID } from 'node:crypto';
import { packing } from '$lib/domain/sync-packing';
import type { WireMutation } from '$lib/domain/sync-wire';
import { sessionCookieName } from '$lib/server/auth/sessions';
import type { Database } from '$lib/server/db';
import { openCursor, sealCursor, type Cursor } from '$lib/server/sync/cursor';
import { readEpoch } from '$lib/server/sync/epoch';
import { exchange } from '$lib/server/sync/exchange';
import type { Resident } from './landlord';
import { reportBy } from './report';
import { recording, type Statement } from './statements';

/** A resident's device whose requests can be written before they are sent: each report raises one version by one. */
export class Sender {
	readonly resident: Resident;
	lastRequest = '';
	readonly #db: Database;
	readonly #client = randomUUID();
	#seq = 0;
	#cursor: Cursor = { epoch: 0, last: 0, scopes: [] };
	#secret: Uint8Array = new Uint8Array();
	#ownScope = 0;

	private constructor(db: Database, resident: Resident) {
		this.#db = db;
		this.resident = resident;
	}

	/** Has all that there is, and has sent a report. */
	static async make(db: Database, resident: Resident): Promise<Sender> {
		const sender = new Sender(db, resident);
		sender.#secret = (await readEpoch(db.sql)).secret;
		const [scope] =
			await db.sql`select id from sync_scope where kind = 'person' and key = ${resident.personId}`;
		sender.#ownScope = scope?.id as number;
		let cookie = await sender.#exchange(db, undefined);
		cookie = await sender.#exchange(db, cookie, sender.#report());
		const cursor = openCursor(cookie, sender.#client, sender.#secret);
		if (!cursor?.genuine) throw new Error('no cursor');
		sender.#cursor = cursor;
		return sender;
	}

	/** What a report writes, as it went to Postgres, and what in it is another for each. */
	async inserts(): Promise<{ statements: Statement[]; fresh: { id: string; seq: number } }> {
		const { db, statements } = recording(this.#db);
		const report = this.#report();
		await this.#exchange(db, sealCursor(this.#cursor, this.#client, this.#secret), report);
		this.#arrived();
		const writes = statements().filter(({ text }) =>
			/^\s*(insert into (defect_reports|"defect_reports")|with stored as)/.test(text)
		);
		return { statements: writes, fresh: { id: (report[4] as { id: string }).id, seq: report[0] } };
	}

	/** The next report as an HTTP request, for one who sends them in order. */
	nextRequest(origin: string): string {
		const cookie = sealCursor(this.#cursor, this.#client, this.#secret);
		const body = JSON.stringify(this.#request(cookie, this.#report()));
		this.#arrived();
		const head = [
			'POST /api/trpc/sync.exchange HTTP/1.1',
			`host: ${new URL(origin).host}`,
			`origin: ${origin}`,
			'content-type: application/json',
			`content-length: ${Buffer.byteLength(body)}`,
			`cookie: ${sessionCookieName(origin)}=${this.resident.token}`
		];
		this.lastRequest = `${head.join('\r\n')}\r\n\r\n${body}`;
		return this.lastRequest;
	}

	#arrived() {
		const scopes = this.#cursor.scopes.map((held) =>
			held.id === this.#ownScope ? { ...held, rows: held.rows + 1, tombs: held.tombs + 1 } : held
		);
		this.#cursor = { ...this.#cursor, last: this.#seq, scopes };
	}

	#request(cookie: string | undefined, ...mutations: WireMutation[]) {
		const { personId: person } = this.resident;
		const last = this.#cursor.last;
		return { person, client: this.#client, last, packing, ...(cookie ? { cookie } : {}), mutations };
	}

	async #exchange(db: Database, cookie: string | undefined, ...mutations: WireMutation[]): Promise<string> {
		const who = { personId: this.resident.personId, now: new Date(), alert: () => undefined };
		const answer = await exchange(db, who, this.#request(cookie, ...mutations));
		if (!('c' in answer) || answer.m)
			throw new Error(`not answered in one page: ${JSON.stringify(answer).slice(0, 200)}`);
		return answer.c;
	}

	#report(): WireMutation {
		return reportBy(this.resident, ++this.#seq);
	}
}
