import { isOfLegalAge } from './legal-age';

/**
 * What somebody who has identified strongly is told, and nobody else (A2). `notMatched`: no record has their identity
 * code. `incomplete`: the record contradicts it. `applicant`: known, and holds nothing yet. `ended`: held something once.
 */
export type Standing = 'found' | 'notMatched' | 'incomplete' | 'underAge' | 'applicant' | 'ended';

export interface IdentifiedPerson {
	/** The person's row in the registers and what it opens (A4), now or once. */
	record: { bornOn: string | null; isOpen: boolean; wasOpen: boolean } | null;
	/** By the identity code. */
	bornOn: string;
	/** In Helsinki. */
	today: string;
}

export function standingOf({ record, bornOn, today }: IdentifiedPerson): Standing {
	if (!record) return 'notMatched';
	// The bank is right about it, but age is counted from the registers, and by this record it would be counted wrong.
	if (record.bornOn !== bornOn) return 'incomplete';
	if (!isOfLegalAge(bornOn, today)) return 'underAge';
	if (record.isOpen) return 'found';
	return record.wasOpen ? 'ended' : 'applicant';
}
