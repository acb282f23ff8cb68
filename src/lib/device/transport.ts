import type { ExchangeOutcome, ExchangeRequest } from '$lib/domain/sync-wire';

/** What the engine asks of the line. Everything that fails on the way is thrown; only the server's own word is a value. */
export interface Transport {
	/** `none`: nothing is new. Anything else is told by `exchange`. */
	idle(cookie: string, signal: AbortSignal): Promise<'none' | 'some'>;
	exchange(request: ExchangeRequest, signal: AbortSignal): Promise<ExchangeOutcome>;
	/** How much of a photo the server has. */
	findUpload(photo: UploadKey, signal: AbortSignal): Promise<UploadAnswer>;
	sendPiece(photo: UploadKey, offset: number, piece: ArrayBuffer, signal: AbortSignal): Promise<UploadAnswer>;
}

export interface UploadKey {
	sha: string;
	principalId: string;
	size: number;
}

export type UploadAnswer =
	| { state: 'complete' }
	/** No picture after all; the server will not take it. */
	| { state: 'rejected' }
	| { state: 'partial'; received: number }
	/** Hash or size didn't match: all of it again. */
	| { state: 'startOver' }
	/** Its report has not been accepted yet, or nobody waits for it any more. */
	| { state: 'notExpected' }
	/** Nobody is logged in, as the server sees it: no word about the photo. */
	| { state: 'noSession' };

/** The line failed, or something on it answered that is not our server. */
export class LineError extends Error {
	/** The request was too large for something on the way. */
	readonly tooLarge: boolean;
	readonly retryAfterMs: number | undefined;
	constructor(
		message: string,
		options: { cause?: unknown; tooLarge?: boolean; retryAfterMs?: number | undefined } = {}
	) {
		super(message, { cause: options.cause });
		this.name = 'LineError';
		this.tooLarge = options.tooLarge ?? false;
		this.retryAfterMs = options.retryAfterMs;
	}
}

/** Whether something that came over the line is an outcome of ours: a captive portal answers 200 with its own words. */
export function isExchangeOutcome(answer: unknown): answer is ExchangeOutcome {
	if (typeof answer !== 'object' || answer === null) return false;
	if ('otherPerson' in answer) return answer.otherPerson === true;
	if ('newClient' in answer) return answer.newClient === true;
	if ('session' in answer)
		return answer.session === 'expired' || answer.session === 'revoked' || answer.session === 'accessEnded';
	return (
		'k' in answer &&
		typeof answer.k === 'string' &&
		'c' in answer &&
		typeof answer.c === 'string' &&
		answer.c.length > 4
	);
}
