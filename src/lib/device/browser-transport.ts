import { packing, unpackAnswer } from '$lib/domain/sync-packing';
import { splitRequest } from '$lib/domain/sync-wire';
import { createClient } from '$lib/trpc';
import { anySignal } from './any-signal';
import { LineError, type Transport, type UploadAnswer, type UploadKey } from './transport';

/** On a line that passes a byte now and then a request may take long; one that passes none for so long is dead. */
const patienceMs = 45_000;
const slowestBytesPerSecond = 500;
/** Whatever a server asks for: within a day somebody tries again. */
const longestWaitMs = 24 * 3_600_000;

/** Characters of a body below which it gains nothing worth the processor. */
const leastToDeflate = 250;

/** The transport of a page or a service worker: `fetch`, and the typed client over it. */
export function browserTransport(): Transport {
	let deflates = 'CompressionStream' in globalThis;
	return {
		async idle(cookie, signal) {
			const answer = await ask('/api/sync', { headers: { 'x-cursor': cookie } }, signal);
			if (answer.status === 204) return 'none';
			if (answer.status === 200 || answer.status === 401) return 'some';
			throw refusedBy(answer);
		},
		async exchange(request, signal) {
			let answered: Response | undefined;
			const { headers, body } = splitRequest(request, packing);
			const client = createClient(async (url, init) => {
				answered = await ask(url, deflates ? await deflated(init) : init, signal);
				return answered;
			}, headers);
			try {
				const outcome = await client.sync.exchange.mutate(body);
				return 'q' in outcome ? unpackAnswer(outcome, request.mutations) : outcome;
			} catch (error) {
				// It may be that a server before this one, or something on the way, takes no packed requests.
				if (answered && !answered.ok) deflates = false;
				// Whatever went wrong, by status, by words or by silence, is the line's or the server's: nothing is consumed.
				if (error instanceof LineError) throw error;
				throw answered && !answered.ok
					? refusedBy(answered, error)
					: new LineError('no exchange', { cause: error });
			}
		},
		async findUpload(photo, signal) {
			return uploadAnswer(await ask(addressOf(photo), { method: 'HEAD' }, signal), photo);
		},
		async sendPiece(photo, offset, piece, signal) {
			const answer = await ask(
				`${addressOf(photo)}&o=${offset}&n=${photo.size}`,
				{ method: 'PUT', body: piece, headers: { 'content-type': 'application/octet-stream' } },
				signal
			);
			return uploadAnswer(answer, photo);
		}
	};
}

async function deflated(init: RequestInit): Promise<RequestInit> {
	const { body, headers } = init;
	if (typeof body !== 'string' || body.length < leastToDeflate) return init;
	const packed = new Response(body).body!.pipeThrough(new CompressionStream('deflate'));
	return {
		...init,
		headers: { ...(headers as Record<string, string>), 'content-encoding': 'deflate' },
		body: await new Response(packed).arrayBuffer()
	};
}

async function ask(url: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
	const size = init.body instanceof ArrayBuffer ? init.body.byteLength : String(init.body ?? '').length;
	const patience = AbortSignal.timeout(patienceMs + (size / slowestBytesPerSecond) * 1000);
	try {
		return await fetch(url, {
			...init,
			cache: 'no-store',
			credentials: 'same-origin',
			redirect: 'error',
			signal: anySignal([signal, patience])
		});
	} catch (error) {
		throw new LineError('no answer', { cause: error });
	}
}

function refusedBy(answer: Response, cause?: unknown): LineError {
	const retryAfter = Number(answer.headers.get('retry-after'));
	return new LineError(`status ${answer.status}`, {
		cause,
		tooLarge: answer.status === 413,
		retryAfterMs: retryAfter > 0 ? Math.min(retryAfter * 1000, longestWaitMs) : undefined
	});
}

function addressOf({ sha, principalId }: UploadKey): string {
	return `/api/blob/${sha}?p=${principalId}`;
}

function uploadAnswer(answer: Response, { size }: UploadKey): UploadAnswer {
	// A captive portal says 200 to everything; only our server names itself. What waits on the way may ask for a pause.
	if (!answer.headers.has('x-kellari')) throw refusedBy(answer, 'not an answer of ours');
	const received = Number(answer.headers.get('upload-offset'));
	switch (answer.status) {
		case 200:
			return { state: 'complete' };
		case 202:
		case 409:
			return { state: 'partial', received: Math.min(received, size) };
		case 415:
			return { state: 'rejected' };
		case 422:
			return { state: 'startOver' };
		case 401:
			return { state: 'noSession' };
		case 404:
			return { state: 'notExpected' };
		default:
			throw refusedBy(answer);
	}
}
