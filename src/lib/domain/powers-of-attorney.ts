import * as v from 'valibot';
import type { EntityKind } from './entities';
import { calendarDay, emailAddress, storable } from './fields';
import { addDays } from './helsinki-time';

/**
 * What a power of attorney (valtakirja, fullmakt) may name (A13). `defects` and `messages` are what is on the device;
 * termination and the bank account need the network, and each is asked for by its own name.
 */
export const powerMatters = ['defects', 'messages', 'termination', 'bankAccount'] as const;
export type PowerMatter = (typeof powerMatters)[number];

/**
 * Which matter a person's own rows belong to. What stands in none (the profile, read marks) is for nobody but the person
 * and their guardians, so that a kind that is new is shown to no attorney by oversight.
 */
export const matterOfKind: Partial<Record<EntityKind, PowerMatter>> = {
	conversation: 'messages',
	defectEntry: 'defects',
	defectFollow: 'defects',
	defectReport: 'defects',
	message: 'messages'
};

/** The longest time for which one can be given here; a longer one is given anew. */
export const longestPowerDays = 3 * 365;
/** So long the link in the invitation works. */
export const invitationDays = 14;

export const invitation = v.object({
	name: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(100), storable),
	email: emailAddress,
	matters: v.pipe(v.array(v.picklist(powerMatters)), v.minLength(1), v.maxLength(powerMatters.length)),
	endsOn: calendarDay
});
export type Invitation = v.InferOutput<typeof invitation>;

/** Whether the last day is one that can be chosen on `today`. */
export function isPossibleEnd(endsOn: string, today: string): boolean {
	return today <= endsOn && endsOn <= addDays(today, longestPowerDays);
}

/** A power as either side sees it. */
export interface PowerOfAttorney {
	id: string;
	principal: { id: string; name: string };
	/** As the registers have it once accepted; until then as the principal wrote it. */
	attorney: { id: string | null; name: string };
	matters: PowerMatter[];
	endsOn: string;
	state: 'invited' | 'accepted' | 'ended' | 'expired';
	endedBy: 'principal' | 'attorney' | 'staff' | null;
	onPaper: boolean;
}
