import type { OutboxItem, View } from '$lib/device/portal-types';
import type { ReportArgs } from './report-draft';

/** On its way for so long, a report is not arriving: then a call is due, whatever the connection says. */
const patienceMs = 2 * 60 * 1000;

/** An urgent report that has not arrived, and of which one must be reminded to call (O13). */
export function urgentWaiting(view: View, isOnline: boolean, now: Date): OutboxItem | undefined {
	return view.items.find((item) => {
		if (item.name !== 'reportDefect' || !(item.args as ReportArgs).urgentKind) return false;
		if (item.state === 'refused' || item.state === 'held') return true;
		return !isOnline || now.getTime() - Date.parse(item.writtenAt) > patienceMs;
	});
}
