import type { View } from '$lib/device/portal-types';
import { isUnread } from '$lib/domain/bulletins';
import type { ReadMark } from '$lib/domain/read-marks';

export function readMarks(view: View): ReadonlyMap<string, ReadMark> {
	return new Map(view.list('readMark').map((mark) => [mark.id, mark]));
}

interface Said {
	by: 'resident' | 'staff';
	arrivedAt: string | null;
}

/**
 * The version of a matter for its read mark: the instant, in milliseconds, of the last thing that the staff said in
 * it. Zero where they have said nothing, which nobody needs to read.
 */
export function newsVersion(said: Said[]): number {
	return Math.max(
		0,
		...said.map(({ by, arrivedAt }) => (by === 'staff' && arrivedAt ? Date.parse(arrivedAt) : 0))
	);
}

export function hasNews(id: string, said: Said[], marks: ReadonlyMap<string, ReadMark>): boolean {
	const version = newsVersion(said);
	return version > 0 && isUnread({ id, version }, marks);
}

export function unreadConversations(view: View): number {
	const marks = readMarks(view);
	const messages = view.list('message');
	const isNew = ({ id }: { id: string }) =>
		hasNews(
			id,
			messages.filter((message) => message.conversationId === id),
			marks
		);
	return view.list('conversation').filter(isNew).length;
}
