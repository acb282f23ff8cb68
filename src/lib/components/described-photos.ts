import type { PhotoToSend } from '$lib/device/portal-types';
import type { Photo } from '$lib/domain/attachments';

/** What a submission says of its photos; the bytes follow on their own way (O4). */
export function describedPhotos(photos: PhotoToSend[]): Photo[] {
	return photos.map(({ bytes: _bytes, ...photo }) => photo);
}
