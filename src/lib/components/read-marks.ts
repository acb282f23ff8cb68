import type { View } from '$lib/device/portal-types';
import type { ReadMarks } from '$lib/domain/news';

export function readMarks(view: View): ReadMarks {
	return new Map(view.list('readMark').map((mark) => [mark.id, mark]));
}
