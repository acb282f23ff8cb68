import type { Portal } from '$lib/device/portal-types';
import { StorageError } from '$lib/device/storage';
import { isUnread } from '$lib/domain/bulletins';
import type { ReadMark } from '$lib/domain/read-marks';
import { readMarks } from './read-marks';

/** Says that the reader was shown something, once for each version of it. */
export async function markSeen(
	portal: Portal,
	subjectKind: ReadMark['subjectKind'],
	id: string,
	version: number
): Promise<void> {
	if (!isUnread({ id, version }, readMarks(portal.view))) return;
	try {
		await portal.send('markRead', { id, subjectKind, version });
	} catch (error) {
		// A full device says so in the strip; what was read stays unread, and reading goes on.
		if (!(error instanceof StorageError)) throw error;
	}
}
