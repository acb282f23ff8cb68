import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { maxExchangeBytes } from '$lib/domain/sync-wire';

/** A little more than what is sent: what a request has beside its mutations. */
const largest = maxExchangeBytes + 4096;
const inflated = promisify(inflate);

/**
 * The request with its body as it was before the device packed it (`content-encoding: deflate`, RFC 9110); a response
 * where that can't be had: 413 for one that is too large, packed or not, 415 for another encoding, 400 for a broken one.
 */
export async function inflateRequest(request: Request): Promise<Request | Response> {
	if (Number(request.headers.get('content-length') ?? 0) > largest)
		return new Response(null, { status: 413 });
	const encoding = request.headers.get('content-encoding')?.toLowerCase() ?? null;
	if (encoding === null || encoding === 'identity') return request;
	if (encoding !== 'deflate')
		return new Response(null, { status: 415, headers: { 'accept-encoding': 'deflate' } });
	const packed = await request.arrayBuffer();
	try {
		const body = await inflated(packed, { maxOutputLength: largest });
		const headers = new Headers(request.headers);
		headers.delete('content-encoding');
		headers.set('content-length', String(body.length));
		return new Request(request.url, { method: request.method, headers, body: new Uint8Array(body) });
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : '';
		if (code === 'ERR_BUFFER_TOO_LARGE') return new Response(null, { status: 413 });
		if (code.startsWith('Z_')) return new Response(null, { status: 400 });
		throw error;
	}
}
