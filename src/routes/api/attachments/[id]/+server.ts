import { fileType } from '$lib/domain/attachments';
import { findFileFor, type FoundFile } from '$lib/server/attachments';
import type { ObjectStore } from '$lib/server/blobs';
import { recordOpenedFile } from '$lib/server/audit/looks';
import { portal } from '$lib/server/portal';
import type { RequestHandler } from './$types';

const common = {
	'x-content-type-options': 'nosniff',
	'cache-control': 'no-store',
	'content-security-policy': "default-src 'none'; sandbox"
};

/** A photo or file of a report, message or bulletin, for whoever may see that: `?size=thumb` or `full` of a picture. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { db, store, now } = portal();
	const size = url.searchParams.get('size') === 'thumb' ? 'thumb' : 'full';
	const file = locals.session && (await findFileFor(db.sql, locals.session, params.id, now()));
	const answer = file && (await contentOf(store, file, size));
	// The small pictures are part of the case that is open; a look at one is a look of its own.
	if (answer && locals.session?.staff && size === 'full')
		await recordOpenedFile(db.sql, locals.session.staff, file.id, now());
	return answer ?? new Response(null, { status: 404, headers: common });
};

async function contentOf(store: ObjectStore, file: FoundFile, size: string): Promise<Response | undefined> {
	const isPicture = file.type !== fileType;
	const bytes = await store.get(isPicture ? `pictures/${file.id}/${size}.webp` : `files/${file.id}.pdf`);
	if (!bytes) return undefined;
	return new Response(new Uint8Array(bytes), {
		headers: {
			...common,
			'content-type': isPicture ? 'image/webp' : fileType,
			// A file that somebody sent is saved, and never opened within this address.
			'content-disposition': isPicture ? 'inline' : `attachment; filename*=UTF-8''${encodedName(file)}`
		}
	});
}

function encodedName({ id, name }: FoundFile): string {
	const words = typeof name === 'string' ? name : (Object.values(name)[0] ?? id);
	const called = words.toLowerCase().endsWith('.pdf') ? words : `${words}.pdf`;
	// RFC 8187: these too are no attr-char.
	return encodeURIComponent(called).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
}
