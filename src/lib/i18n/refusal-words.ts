import type { Refusal, RefusalReason } from '$lib/domain/refusal';
import { formatDate } from './format';
import { m } from './generated/messages';

const words: Record<RefusalReason, (detail: string) => string> = {
	accessEnded: m.refusal_accessEnded,
	alreadyHandled: m.refusal_alreadyHandled,
	conversationClosed: m.refusal_conversationClosed,
	idTaken: m.refusal_idTaken,
	notCurrentHome: m.refusal_notCurrentHome,
	notDone: m.refusal_notDone,
	notFound: m.refusal_notFound,
	notValid: m.refusal_notValid,
	parked: m.refusal_parked,
	reopeningPeriodOver: (detail) => m.refusal_reopeningPeriodOver({ date: formatDate(detail) }),
	staffOnly: m.refusal_staffOnly,
	changedMeanwhile: m.refusal_changedMeanwhile,
	tooManyPhotos: m.refusal_tooManyPhotos
};

/** A rule's "no" in the reader's language. A newer server may know reasons that this program does not. */
export function refusalWords({ refused, detail = '' }: Refusal): string {
	return (words[refused] ?? words.notValid)(detail);
}
