/**
 * A rule's "no", as a value: it is stored by the server, travels to the device, and is put into words only there.
 * `reason` is a key of the messages `refusal_<reason>`; `detail` names what the words need (a date, a number).
 */
export interface Refusal {
	readonly refused: RefusalReason;
	readonly detail?: string;
}

export const refusalReasons = [
	'accessEnded',
	'alreadyHandled',
	'conversationClosed',
	'idTaken',
	'notCurrentHome',
	'notDone',
	'notFound',
	'notValid',
	'parked',
	'reopeningPeriodOver',
	'staffOnly',
	'changedMeanwhile',
	'tooManyPhotos'
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export function refuse(reason: RefusalReason, detail?: string): Refusal {
	return detail === undefined ? { refused: reason } : { refused: reason, detail };
}

export function isRefusal(outcome: unknown): outcome is Refusal {
	return typeof outcome === 'object' && outcome !== null && 'refused' in outcome;
}
