import type { Translated } from './fields';
import type { ReadMark } from './read-marks';

/** A message from the landlord to everybody, to buildings or to staircases. */
export interface Bulletin {
	id: string;
	/** Raised by every published change, so that a corrected bulletin is unread again. */
	version: number;
	title: Translated;
	/** Markdown: paragraphs, lists, emphasis, links. */
	body: Translated;
	urgency: 'normal' | 'important' | 'urgent';
	publishedAt: string;
	/** Ended ones are in the archive. */
	endsAt: string | null;
	/** Pictures and files, in the order to show them. */
	files: BulletinFile[];
}

export interface BulletinFile {
	id: string;
	type: 'image/webp' | 'application/pdf';
	/** What the picture shows, or the file is. */
	name: Translated;
	size: number;
	width: number;
	height: number;
}

const urgencyOrder = { urgent: 0, important: 1, normal: 2 };

/** Newest and urgent first. */
export function byUrgencyThenNewest(a: Bulletin, b: Bulletin): number {
	return urgencyOrder[a.urgency] - urgencyOrder[b.urgency] || (a.publishedAt < b.publishedAt ? 1 : -1);
}

export function isArchived(bulletin: Bulletin, now: Date): boolean {
	return bulletin.endsAt !== null && new Date(bulletin.endsAt) <= now;
}

export function isUnread(
	subject: { id: string; version: number },
	marks: ReadonlyMap<string, ReadMark>
): boolean {
	return (marks.get(subject.id)?.version ?? -1) < subject.version;
}
