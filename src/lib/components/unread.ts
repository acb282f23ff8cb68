import type { View } from '$lib/device/portal-types';
import { isUnread } from '$lib/domain/bulletins';
import { mattersWithNews, unreadBulletins } from '$lib/domain/news';
import { followedDefects, hasNewState } from './followed-defects';
import { readMarks } from './read-marks';

export function unreadConversations(view: View): number {
	return mattersWithNews(view.list('message'), ({ conversationId }) => conversationId, readMarks(view))
		.length;
}

/** Everything that has something new for the reader: the number on the app's icon (O1). */
export function unreadCount(view: View, now: Date): number {
	const marks = readMarks(view);
	return (
		unreadConversations(view) +
		mattersWithNews(view.list('defectEntry'), ({ reportId }) => reportId, marks).length +
		followedDefects(view).filter((defect) => hasNewState(defect, view)).length +
		unreadBulletins(view.list('bulletin'), marks, now).length +
		view.list('rescuePlan').filter((plan) => isUnread(plan, marks)).length
	);
}
