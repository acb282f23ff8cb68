import * as v from 'valibot';
import { fileName, sha256, uuid } from './fields';

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
	/** Zero for a file that is no picture. */
	width: number;
	height: number;
	position: number;
	/** `missing`: it had not come after `missingAfterDays`; it is still taken when it does. */
	state: 'expected' | 'ready' | 'rejected' | 'missing';
	readyAt: string | null;
	/** A file's own name; a photo has none. */
	name: string;
}

export const photoTypes = ['image/webp', 'image/jpeg', 'image/png'] as const;
export const maxPhotoBytes = 3_000_000;
export const fileType = 'application/pdf';
export const maxFileBytes = 5_000_000;
export const maxPhotosAtOnce = 10;
export const missingAfterDays = 14;

const photo = v.object({
	id: uuid,
	sha: sha256,
	type: v.picklist(photoTypes),
	size: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxPhotoBytes)),
	width: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
	height: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000))
});

const file = v.object({
	id: uuid,
	sha: sha256,
	type: v.literal(fileType),
	size: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxFileBytes)),
	name: fileName
});
export type SentAttachment = v.InferOutput<typeof photo> | v.InferOutput<typeof file>;
/** What goes with a submission, by the name that its arguments have had from the beginning: photos, and files (M1). */
export const photos = v.optional(v.pipe(v.array(v.union([photo, file])), v.maxLength(maxPhotosAtOnce)), []);

export function expectedAttachments(
	subjectKind: Attachment['subjectKind'],
	subjectId: string,
	entryId: string | null,
	sent: SentAttachment[]
): Attachment[] {
	return sent.map((each, position) => ({
		width: 0,
		height: 0,
		name: '',
		...each,
		subjectKind,
		subjectId,
		entryId,
		position,
		state: 'expected',
		readyAt: null
	}));
}

export function isFile({ type }: Pick<Attachment, 'type'>): boolean {
	return type === fileType;
}
