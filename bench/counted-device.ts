import { randomUUID } from 'node:crypto';
import { browserTransport } from '$lib/device/browser-transport';
import type { ExchangeAnswer, WireMutation } from '$lib/domain/sync-wire';
import { sessionCookieName } from '$lib/server/auth/sessions';
import { origin } from './portal-in-process';
import { warmLine, type Cost, type WarmLine } from './warm-line';

/** A device that speaks with the portal by its own transport, over a line on which bytes are counted. */
export class CountedDevice {
	readonly client = randomUUID();
	readonly #line: WarmLine;
	readonly #person: string;
	readonly #transport = browserTransport();
	readonly #never = new AbortController().signal;
	cookie: string | undefined;
	last = 0;

	constructor(line: WarmLine, person: string) {
		this.#line = line;
		this.#person = person;
	}

	static async connect(
		portalPort: number,
		{ token, personId }: { token: string; personId: string }
	): Promise<CountedDevice> {
		return new CountedDevice(await warmLine(portalPort, `${sessionCookieName(origin)}=${token}`), personId);
	}

	idle(): Promise<Cost & { found: 'none' | 'some' }> {
		return this.#counted(async () => ({ found: await this.#transport.idle(this.cookie ?? '', this.#never) }));
	}

	exchange(...mutations: WireMutation[]): Promise<Cost & { answer: ExchangeAnswer }> {
		return this.#counted(async () => {
			const request = { client: this.client, person: this.#person, last: this.last };
			const cookie = this.cookie === undefined ? {} : { cookie: this.cookie };
			const sent = mutations.length > 0 ? { mutations } : {};
			const answer = await this.#transport.exchange({ ...request, ...cookie, ...sent }, this.#never);
			if (!('k' in answer)) throw new Error(`not answered: ${JSON.stringify(answer)}`);
			this.cookie = answer.c;
			this.last = answer.l ?? this.last;
			return { answer };
		});
	}

	close(): Promise<void> {
		return this.#line.close();
	}

	/** The transport asks by the global `fetch`, which is this line's for the moment. */
	async #counted<T extends object>(ask: () => Promise<T>): Promise<T & Cost> {
		const own = globalThis.fetch;
		globalThis.fetch = this.#line.fetch;
		try {
			return { ...(await ask()), ...this.#line.last };
		} finally {
			globalThis.fetch = own;
		}
	}
}
