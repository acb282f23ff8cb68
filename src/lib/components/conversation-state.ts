import type { Conversation, Message } from '$lib/domain/conversations';
import { m } from '$lib/i18n/generated/messages';

/** Whose turn it is, in a few words. */
export function conversationStateWords({ state }: Conversation, last: Message | undefined): string {
	if (state === 'closed') return m.conversation_closed();
	return last?.by === 'staff' ? m.conversation_answered() : m.conversation_waits_staff();
}
