import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';

const compressibleTypes =
	/^(text\/(?!event-stream)|application\/(json|javascript|manifest\+json|xml)|image\/svg)/;
/** Below this a compressed body and its header are no shorter. */
const smallest = 200;
/** How long a short beginning of unknown length waits for the rest, in milliseconds. */
const patience = 10;

type Encoding = 'br' | 'gzip';

/**
 * Sends the head, and compresses the body that follows if the reader accepts it and it is worth it. Call it
 * when status and headers are set.
 */
export function sendCompressed(
	request: IncomingMessage,
	response: ServerResponse,
	sendHead: () => void
): void {
	const encoding = encodingFor(request, response);
	if (!encoding) return sendHead();
	if (response.hasHeader('content-length')) return pipeThrough(encoding, response, sendHead);

	// The length is not known: the first bytes are held back until it is known to be worth it.
	const held: Buffer[] = [];
	const own = { write: response.write, end: response.end };
	const decide = () => {
		clearTimeout(deadline);
		pipeThrough(encoding, Object.assign(response, own), sendHead);
		for (const chunk of held) response.write(chunk);
	};
	const deadline = setTimeout(decide, patience);
	response.on('close', () => clearTimeout(deadline));
	response.write = ((chunk: Buffer | string) => {
		held.push(Buffer.from(chunk as string));
		if (bytesOf(held) >= smallest) decide();
		return true;
	}) as ServerResponse['write'];
	response.end = ((...last: unknown[]) => {
		const chunk = last.find((each) => typeof each === 'string' || each instanceof Uint8Array);
		if (chunk) held.push(Buffer.from(chunk as string));
		const callback = last.find((each) => typeof each === 'function') as (() => void) | undefined;
		if (callback) response.once('finish', callback);
		if (bytesOf(held) >= smallest) {
			decide();
			return response.end();
		}
		clearTimeout(deadline);
		response.setHeader('content-length', bytesOf(held));
		sendHead();
		return Object.assign(response, own).end(Buffer.concat(held));
	}) as ServerResponse['end'];
}

function encodingFor(request: IncomingMessage, response: ServerResponse): Encoding | undefined {
	if (!compressibleTypes.test(String(response.getHeader('content-type') ?? ''))) return undefined;
	if (!response.hasHeader('vary')) response.setHeader('vary', 'accept-encoding');
	const hasBody = request.method !== 'HEAD' && ![204, 205, 206, 304].includes(response.statusCode);
	if (!hasBody || response.hasHeader('content-encoding')) return undefined;
	if (Number(response.getHeader('content-length') ?? smallest) < smallest) return undefined;
	if (String(response.getHeader('cache-control') ?? '').includes('no-transform')) return undefined;
	const accepted = String(request.headers['accept-encoding'] ?? '');
	const accepts = (name: string) =>
		new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(accepted);
	if (accepts('br')) return 'br';
	return accepts('gzip') ? 'gzip' : undefined;
}

function pipeThrough(encoding: Encoding, response: ServerResponse, sendHead: () => void) {
	response.setHeader('content-encoding', encoding);
	response.removeHeader('content-length');
	const etag = response.getHeader('etag');
	if (typeof etag === 'string' && !etag.startsWith('W/')) response.setHeader('etag', `W/${etag}`);
	sendHead();

	const encoder =
		encoding === 'br'
			? createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
			: createGzip({ level: 6 });
	const write = response.write.bind(response) as (chunk: Buffer) => boolean;
	const end = response.end.bind(response) as () => ServerResponse;
	encoder.on('data', (chunk: Buffer) => {
		if (!write(chunk)) encoder.pause();
	});
	encoder.on('end', () => end());
	encoder.on('drain', () => response.emit('drain'));
	response.on('drain', () => encoder.resume());
	response.on('close', () => encoder.destroy());
	response.write = ((chunk: Buffer | string) => {
		const flowing = encoder.write(chunk);
		// What a streamed page has so far should be seen soon, not when the encoder's window is full.
		setImmediate(() => {
			if (!encoder.writableEnded && !encoder.destroyed) encoder.flush();
		});
		return flowing;
	}) as ServerResponse['write'];
	response.end = ((...last: unknown[]) => {
		const chunk = last.find((each) => typeof each === 'string' || each instanceof Uint8Array);
		const callback = last.find((each) => typeof each === 'function') as (() => void) | undefined;
		if (callback) response.once('finish', callback);
		encoder.end(chunk);
		return response;
	}) as ServerResponse['end'];
}

function bytesOf(chunks: Buffer[]): number {
	return chunks.reduce((sum, chunk) => sum + chunk.length, 0);
}
