import type { ExchangeOutcome, ExchangeRequest } from '$lib/domain/sync-wire';
import { LineError, type Transport, type UploadAnswer, type UploadKey } from '$lib/device/transport';
import type { Chance } from './chance';
import type { VirtualClock } from './clock';

export const lineFaults = [
	'requestLost',
	'answerLost',
	'duplicated',
	'duplicatedAtOnce',
	'duplicatedLate',
	'slow',
	'cutShort',
	'captivePortal',
	'tooLarge',
	'serverError',
	'errorAfterwards',
	'tooMany',
	'stalled',
	'noCookie'
] as const;
export type LineFault = (typeof lineFaults)[number];

/** The server as the line reaches it; everything that it throws is a status to the device. */
export interface FarEnd {
	idle(token: string | undefined, cursor: string): Promise<204 | 200 | 401>;
	exchange(token: string | undefined, request: ExchangeRequest): Promise<ExchangeOutcome>;
	findUpload(token: string | undefined, photo: UploadKey): Promise<UploadAnswer>;
	sendPiece(
		token: string | undefined,
		photo: UploadKey,
		offset: number,
		body: AsyncIterable<Uint8Array>
	): Promise<UploadAnswer>;
}

export interface Weather {
	/** How often a request meets a fault. */
	rate: number;
	faults: readonly LineFault[];
	isOffline: boolean;
}

const patienceMs = 45_000;

/** A device's line to the server: takes time, and fails in every way that the weather has. */
export class Line {
	readonly #far: FarEnd;
	readonly #clock: VirtualClock;
	readonly #chance: Chance;
	readonly #weather: Weather;
	readonly #met: (fault: LineFault) => void;
	/** The browser's cookie: whoever logged in last, in whichever tab. */
	token: string | undefined;
	/** How often answers were lost with the server that gave them. */
	#stops = 0;

	constructor(
		far: FarEnd,
		clock: VirtualClock,
		chance: Chance,
		weather: Weather,
		met: (fault: LineFault) => void
	) {
		this.#far = far;
		this.#clock = clock;
		this.#chance = chance;
		this.#weather = weather;
		this.#met = met;
	}

	/**
	 * The server was stopped for its database to be put back: what it had answered never arrives. An answer that did would
	 * tell of what that database has lost, which is for no device to know.
	 */
	breakOff(): void {
		this.#stops++;
	}

	readonly transport: Transport = {
		idle: async (cookie, signal) => {
			const status = await this.#carry(
				signal,
				(token) => this.#far.idle(token, cookie),
				() => 200 as const
			);
			return status === 204 ? 'none' : 'some';
		},
		exchange: (request, signal) => {
			const sent = structuredClone(request);
			return this.#carry(
				signal,
				(token) => this.#far.exchange(token, sent),
				() => this.#chance.pick(foreignWords) as ExchangeOutcome
			);
		},
		findUpload: (photo, signal) => {
			const { sha, principalId, size } = photo;
			return this.#carry(signal, (token) => this.#far.findUpload(token, { sha, principalId, size }), notOurs);
		},
		sendPiece: (photo, offset, piece, signal) => {
			const { sha, principalId, size } = photo;
			const bytes = new Uint8Array(piece.slice(0));
			const send = (token: string | undefined, length = bytes.length) =>
				this.#far.sendPiece(token, { sha, principalId, size }, offset, inParts(bytes.subarray(0, length)));
			const cut = this.#chance.below(bytes.length);
			return this.#carry(signal, send, notOurs, (token) => send(token, cut));
		}
	};

	async #carry<T>(
		signal: AbortSignal,
		reach: (token: string | undefined) => Promise<T>,
		foreign: () => T,
		reachPartly: (token: string | undefined) => Promise<unknown> = async () => undefined
	): Promise<T> {
		const { isOffline, rate, faults } = this.#weather;
		if (isOffline) throw new LineError('offline');
		const fault = faults.length > 0 && this.#chance.happens(rate) ? this.#chance.pick(faults) : undefined;
		if (fault) this.#met(fault);
		const pause = async (ms: number) => {
			await this.#clock.sleep(ms, signal);
			if (signal.aborted) throw new LineError('broken off');
		};
		const there = (token: string | undefined) =>
			reach(token).catch((error: unknown) => {
				throw new LineError('status 500', { cause: error });
			});
		const { token } = this;
		await pause(this.#chance.between(10, fault === 'slow' ? 20_000 : 300));
		switch (fault) {
			case 'requestLost':
				throw new LineError('no answer');
			case 'stalled':
				if (this.#chance.happens(0.5)) await there(token);
				await pause(patienceMs);
				throw new LineError('no answer');
			case 'captivePortal':
				return foreign();
			case 'tooLarge':
				throw new LineError('status 413', { tooLarge: true });
			case 'serverError':
				throw new LineError(`status ${this.#chance.pick([500, 502, 503])}`);
			case 'tooMany':
				throw new LineError('status 429', { retryAfterMs: 7000 });
			case 'cutShort':
				await reachPartly(token).catch(() => undefined);
				throw new LineError('no answer');
			case 'duplicated':
				await there(token);
				break;
			case 'duplicatedLate':
				void this.#clock
					.sleep(this.#chance.between(1000, 90_000))
					.then(() => reach(token))
					.catch(() => undefined);
				break;
		}
		const stops = this.#stops;
		const answered = await (fault === 'noCookie'
			? there(undefined)
			: fault === 'duplicatedAtOnce'
				? Promise.all([there(token), there(token)]).then(([first]) => first)
				: there(token));
		await pause(this.#chance.between(10, fault === 'slow' ? 20_000 : 300));
		if (fault === 'answerLost' || stops !== this.#stops) throw new LineError('no answer');
		if (fault === 'errorAfterwards') throw new LineError('status 502');
		return answered as T;
	}
}

/** What a hotel says to everything. */
const foreignWords: unknown[] = [
	'<html>Welcome to our WiFi</html>',
	{},
	null,
	{ k: 1 },
	{ newClient: false },
	{ result: 'ok' }
];

function notOurs(): never {
	throw new LineError('not an answer of ours');
}

async function* inParts(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000);
}
