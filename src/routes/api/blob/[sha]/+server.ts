import { isUuid } from '$lib/domain/fields';
import { portal } from '$lib/server/portal';
import { findUpload, receivePiece, type UploadKey } from '$lib/server/uploads';
import type { RequestEvent, RequestHandler } from './$types';

// Named as ours, because a captive portal answers 200 to anything.
const noStore = { 'cache-control': 'no-store', 'x-kellari': '1' };

/** 200: it is here. 202 with `upload-offset`: send on from there. 404: not expected from you. 415: no picture. */
export const HEAD: RequestHandler = async (event) => {
	const key = keyOf(event);
	if (!key) return new Response(null, { status: 401, headers: noStore });
	const { db, store, now } = portal();
	const found = await findUpload(db, store, key, now());
	return answer(found);
};

/** `PUT ?o=<offset>&n=<total>` with the bytes from that offset on, at most 256 KiB. */
export const PUT: RequestHandler = async (event) => {
	const key = keyOf(event);
	if (!key) return new Response(null, { status: 401, headers: noStore });
	const offset = Number(event.url.searchParams.get('o'));
	const total = Number(event.url.searchParams.get('n'));
	const isSane = Number.isSafeInteger(offset) && Number.isSafeInteger(total) && offset >= 0 && total > offset;
	if (!isSane || !event.request.body) return new Response(null, { status: 400, headers: noStore });
	const { db, store, now } = portal();
	const body = tolerant(event.request.body);
	return answer(await receivePiece(db, store, key, { offset, total, body }, now()));
};

function answer(found: Awaited<ReturnType<typeof receivePiece>>): Response {
	const at = (status: number, offset?: number) =>
		new Response(null, {
			status,
			headers: offset === undefined ? noStore : { ...noStore, 'upload-offset': String(offset) }
		});
	switch (found.state) {
		case 'complete':
			return at(200);
		case 'partial':
			return at(202, found.received);
		case 'wrongOffset':
			return at(409, found.received);
		case 'mismatch':
			return at(422, 0);
		case 'rejected':
			return at(415);
		case 'overQuota':
			return at(429);
		case 'unknown':
			return at(404);
	}
}

function keyOf({ locals, params, url }: RequestEvent): UploadKey | undefined {
	const personId = locals.session?.personId;
	if (!personId || !/^[0-9a-f]{64}$/.test(params.sha)) return undefined;
	const principalId = url.searchParams.get('p') ?? personId;
	return isUuid(principalId) ? { personId, principalId, sha: params.sha } : undefined;
}

/** A body that ends where the connection breaks: what came before is worth keeping. */
async function* tolerant(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
	const reader = body.getReader();
	for (;;) {
		const piece = await reader.read().catch(() => undefined);
		if (!piece || piece.done) return;
		yield piece.value;
	}
}
