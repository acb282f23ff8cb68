import type { ConversationQuestionId } from '$lib/domain/conversation-questions';
import { m } from './generated/messages';

interface Words {
	/** As it is asked. */
	asks: () => string;
	/** As it stands before the answer in the message. */
	says: () => string;
	hint?: () => string;
	/** What to do where it was not answered. */
	missing: () => string;
}

export const conversationQuestionWords: Record<ConversationQuestionId, Words> = {
	whichPayment: {
		asks: m.ask_whichPayment,
		says: m.say_whichPayment,
		hint: m.hint_whichPayment,
		missing: m.error_whichPayment
	},
	paymentProposal: {
		asks: m.ask_paymentProposal,
		says: m.say_paymentProposal,
		hint: m.hint_paymentProposal,
		missing: m.error_paymentProposal
	},
	outOfUse: { asks: m.ask_outOfUse, says: m.say_outOfUse, hint: m.hint_outOfUse, missing: m.error_outOfUse },
	outOfUseSince: { asks: m.ask_outOfUseSince, says: m.say_outOfUseSince, missing: m.error_outOfUseSince },
	movedOut: { asks: m.ask_movedOut, says: m.say_movedOut, missing: m.error_movedOut },
	letterReference: {
		asks: m.ask_letterReference,
		says: m.say_letterReference,
		hint: m.hint_letterReference,
		missing: m.error_text
	},
	whichKey: {
		asks: m.conversation_which_key,
		says: m.say_whichKey,
		hint: m.conversation_which_key_hint,
		missing: m.error_which_key
	},
	howMany: { asks: m.conversation_how_many, says: m.say_howMany, missing: m.error_how_many }
};
