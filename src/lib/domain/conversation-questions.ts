import type { Classification } from './conversations';

/** What is asked beside the message itself, so that nobody has to ask it back (M1). */
export interface ConversationQuestion {
	id: ConversationQuestionId;
	isRequired: boolean;
	/** A small number of things. */
	isCount?: true;
}

export const conversationQuestionIds = [
	'whichPayment',
	'paymentProposal',
	'outOfUse',
	'outOfUseSince',
	'movedOut',
	'letterReference',
	'whichKey',
	'howMany'
] as const;
export type ConversationQuestionId = (typeof conversationQuestionIds)[number];

const required = (id: ConversationQuestionId): ConversationQuestion => ({ id, isRequired: true });
const optional = (id: ConversationQuestionId): ConversationQuestion => ({ id, isRequired: false });

/** ONE place: the form, its check and the message's first lines follow from here. */
export const conversationQuestions: Record<Classification, readonly ConversationQuestion[]> = {
	paymentAgreement: [required('whichPayment'), required('paymentProposal')],
	rentalCompensation: [required('outOfUse'), required('outOfUseSince')],
	depositReturn: [required('movedOut')],
	leaseControl: [optional('whichPayment')],
	debtCollection: [optional('letterReference')],
	tenantDemocracy: [],
	keyOrder: [required('whichKey'), { id: 'howMany', isRequired: true, isCount: true }],
	customerService: [],
	feedback: []
};

/** Where the questions say what it is about, the message may be left out. */
export function needsText(classification: Classification): boolean {
	return !conversationQuestions[classification].some(({ isRequired }) => isRequired);
}

export type ConversationAnswers = Partial<Record<ConversationQuestionId, string>>;

/** Questions that are not answered, or not in a way that can be used. */
export function unanswered(
	classification: Classification,
	answers: ConversationAnswers
): ConversationQuestionId[] {
	return conversationQuestions[classification]
		.filter(({ id, isRequired, isCount }) => {
			const answer = answers[id]?.trim() ?? '';
			if (answer === '') return isRequired;
			return isCount === true && !/^[1-9][0-9]?$/.test(answer);
		})
		.map(({ id }) => id);
}

/** The message as it is sent: the answers line by line in the writer's words, then what was written. */
export function messageText(
	classification: Classification,
	answers: ConversationAnswers,
	written: string,
	labels: Record<ConversationQuestionId, () => string>
): string {
	const lines = conversationQuestions[classification].flatMap(({ id }) => {
		const answer = answers[id]?.trim();
		return answer ? [`${labels[id]()}: ${answer}`] : [];
	});
	return [lines.join('\n'), written.trim()].filter(Boolean).join('\n\n');
}
