import type { Portal } from '$lib/device/portal-types';
import { currentTime } from '$lib/i18n/clock';
import { unreadCount } from './unread';

interface Badges {
	setAppBadge?(count: number): Promise<void>;
	clearAppBadge?(): Promise<void>;
}

/**
 * The number of unread on the app's icon (O1), where the browser has badges; it goes with the last of them, and with
 * whoever logs out. Called while a component is made.
 */
export function showBadge(portal: Portal, badges: Badges = navigator as Badges): void {
	const count = $derived(portal.phase === 'ready' ? unreadCount(portal.view, currentTime()) : 0);
	$effect(() => {
		// Until the first rows are read, what the icon said last is the best that is known.
		if (portal.phase === 'starting') return;
		const done = count > 0 ? badges.setAppBadge?.(count) : badges.clearAppBadge?.();
		// Refused where the app is not installed, which is no fault of anybody's.
		done?.catch(() => undefined);
	});
}
