import type { Attachment } from '$lib/domain/attachments';
import type { ObjectStore } from '$lib/server/blobs';
import type { Database } from '$lib/server/db';
import { findUpload } from '$lib/server/uploads';

/** How much of each photo that is on its way has arrived, from 0 to 1, by the attachment's id (O4). */
export async function photoProgress(
	db: Database,
	store: ObjectStore,
	personId: string,
	attachments: Attachment[],
	now: Date
): Promise<Record<string, number>> {
	const shares = await Promise.all(
		attachments
			.filter(({ state }) => state === 'expected')
			.map(async ({ id, sha }): Promise<[string, number]> => {
				const upload = await findUpload(db, store, { personId, principalId: personId, sha }, now);
				return [id, upload.state === 'partial' ? upload.received / upload.total : 0];
			})
	);
	return Object.fromEntries(shares.filter(([, share]) => share > 0));
}
