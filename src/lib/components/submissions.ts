import type { OutboxItem, View } from '$lib/device/portal-types';

/** What a person would miss if it were lost; marks and choices travel in the same queue and concern nobody. */
const silent = new Set(['markRead', 'chooseLanguage']);

export function submissions(view: View): OutboxItem[] {
	return view.items.filter((item) => !silent.has(item.name));
}
