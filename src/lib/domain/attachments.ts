import * as v from 'valibot';
import { sha256, uuid } from './fields';

/** A photo or file of a report or message. The row is there before the bytes are (O4). */
export interface Attachment {
	id: string;
	subjectKind: 'defectReport' | 'conversation';
	subjectId: string;
	/** The addition or message that it came with; null for a report's first photos. */
	entryId: string | null;
	sha: string;
	type: string;
	/** Bytes on the way: what the device will send. */
	size: number;
	width: number;
	height: number;
	position: number;
	state: 'expected' | 'ready' | 'rejected';
	readyAt: string | null;
}

export const photoTypes = ['image/webp', 'image/jpeg', 'image/png'] as const;
export const maxPhotoBytes = 3_000_000;
export const maxPhotosAtOnce = 10;

export const photo = v.object({
	id: uuid,
	sha: sha256,
	type: v.picklist(photoTypes),
	size: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxPhotoBytes)),
	width: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
	height: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000))
});
export type Photo = v.InferOutput<typeof photo>;
export const photos = v.optional(v.pipe(v.array(photo), v.maxLength(maxPhotosAtOnce)), []);

export function expectedAttachments(
	subjectKind: Attachment['subjectKind'],
	subjectId: string,
	entryId: string | null,
	sent: Photo[]
): Attachment[] {
	return sent.map((each, position) => ({
		...each,
		subjectKind,
		subjectId,
		entryId,
		position,
		state: 'expected',
		readyAt: null
	}));
}
