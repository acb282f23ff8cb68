import { isArchived, isUnread, type Bulletin } from './bulletins';
import type { ReadMark } from './read-marks';

// What is new to a reader. Everything that can be read has a version, and a read mark says which one was seen (B2, M2).

export type ReadMarks = ReadonlyMap<string, ReadMark>;

interface Said {
	by: 'resident' | 'staff';
	arrivedAt: string | null;
}

/**
 * The version of a matter for its read mark: the instant, in milliseconds, of the last thing that the staff said in
 * it. Zero where they have said nothing, which nobody needs to read.
 */
export function newsVersion(said: readonly Said[]): number {
	return Math.max(
		0,
		...said.map(({ by, arrivedAt }) => (by === 'staff' && arrivedAt ? Date.parse(arrivedAt) : 0))
	);
}

export function hasNews(id: string, said: readonly Said[], marks: ReadMarks): boolean {
	const version = newsVersion(said);
	return version > 0 && isUnread({ id, version }, marks);
}

/** Ids of the matters in which the staff have said something that was not read, from all that was said. */
export function mattersWithNews<S extends Said>(
	said: readonly S[],
	matterOf: (each: S) => string,
	marks: ReadMarks
): string[] {
	const versions = new Map<string, number>();
	for (const each of said) {
		const id = matterOf(each);
		versions.set(id, Math.max(versions.get(id) ?? 0, newsVersion([each])));
	}
	return [...versions]
		.filter(([id, version]) => version > 0 && isUnread({ id, version }, marks))
		.map(([id]) => id);
}

/** Bulletins in force that were not read; what has ended is no news. */
export function unreadBulletins(bulletins: readonly Bulletin[], marks: ReadMarks, now: Date): Bulletin[] {
	return bulletins.filter((bulletin) => !isArchived(bulletin, now) && isUnread(bulletin, marks));
}
