import type { OutboxItem, View } from '$lib/device/portal-types';
import { silentMutations } from '$lib/domain/mutations';

/** What a person would miss if it were lost. */
export function submissions(view: View): OutboxItem[] {
	return view.items.filter((item) => !silentMutations.has(item.name));
}
