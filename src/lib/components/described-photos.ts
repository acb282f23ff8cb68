import type { AttachmentToSend } from '$lib/device/portal-types';
import type { SentAttachment } from '$lib/domain/attachments';

/** What a submission says of its photos and files; the bytes follow on their own way (O4). */
export function describedPhotos(photos: AttachmentToSend[]): SentAttachment[] {
	return photos.map(({ bytes: _bytes, ...described }) => described);
}
