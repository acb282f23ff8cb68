import * as v from 'valibot';
import { arrival } from './actor';
import { uuid } from './fields';
import { defineMutation } from './mutation';

/**
 * That a person was shown something, and in which version: unread counts, and the landlord's evidence that a rescue
 * plan was communicated (Rescue Act 379/2011, Decree 407/2011). Its id is the id of what was read.
 */
export interface ReadMark {
	id: string;
	subjectKind: 'bulletin' | 'rescuePlan' | 'conversation' | 'defectReport';
	version: number;
	/** When the server heard of it; the device's own time decides nothing. */
	readAt: string | null;
}

export const markRead = defineMutation({
	name: 'markRead',
	v: 1,
	who: 'resident',
	target: 'readMark',
	args: v.object({
		id: uuid,
		subjectKind: v.picklist(['bulletin', 'rescuePlan', 'conversation', 'defectReport']),
		version: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))
	}),
	targetId: (args) => args.id,
	rule(mark, { id, subjectKind, version }, circumstances) {
		if (mark && mark.version >= version) return [];
		const row: ReadMark = { id, subjectKind, version, readAt: arrival(circumstances) };
		return [mark ? { change: 'readMark', row } : { create: 'readMark', row }];
	}
});
