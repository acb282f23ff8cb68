import { findAttachmentFor } from '$lib/server/attachments';
import { portal } from '$lib/server/portal';
import type { RequestHandler } from './$types';

/** A photo of a report or message, for whoever may see that: `?size=thumb` or `full`. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { db, store, now } = portal();
	const size = url.searchParams.get('size') === 'thumb' ? 'thumb' : 'full';
	const id = locals.session && (await findAttachmentFor(db.sql, locals.session, params.id, now()));
	const bytes = id && (await store.get(`pictures/${id}/${size}.webp`));
	if (!bytes) return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } });
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': 'image/webp',
			'content-disposition': 'inline',
			'x-content-type-options': 'nosniff',
			'cache-control': 'no-store'
		}
	});
};
