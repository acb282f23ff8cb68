import * as v from 'valibot';
import { arrival, type Circumstances } from './actor';
import { say, type Conversation } from './conversations';
import { instant, longText, uuid } from './fields';
import { defineMutation } from './mutation';
import { refuse } from './refusal';

// What the staff do in a conversation.

export const answerConversation = defineMutation({
	name: 'answerConversation',
	v: 1,
	who: 'staff',
	target: 'conversation',
	creates: { kind: 'message', id: (args) => args.messageId },
	args: v.object({
		conversationId: uuid,
		messageId: uuid,
		text: longText,
		writtenAt: instant,
		close: v.optional(v.boolean(), false)
	}),
	targetId: (args) => args.conversationId,
	rule(conversation, args, circumstances) {
		if (!conversation) return refuse('notFound');
		return [
			{
				change: 'conversation',
				row: {
					...read(conversation, circumstances),
					state: args.close ? 'closed' : 'open',
					lastMessageAt: arrival(circumstances)
				}
			},
			...say(args, circumstances, [])
		];
	}
});

/** Nothing is left to answer: the resident has said "thank you". A reply opens it again. */
export const closeConversation = defineMutation({
	name: 'closeConversation',
	v: 1,
	who: 'staff',
	target: 'conversation',
	args: v.object({ conversationId: uuid }),
	targetId: (args) => args.conversationId,
	rule(conversation, _args, circumstances) {
		if (!conversation) return refuse('notFound');
		if (conversation.state === 'closed') return [];
		return [{ change: 'conversation', row: { ...read(conversation, circumstances), state: 'closed' } }];
	}
});

export const seeConversation = defineMutation({
	name: 'seeConversation',
	v: 1,
	who: 'staff',
	target: 'conversation',
	args: v.object({ conversationId: uuid }),
	targetId: (args) => args.conversationId,
	rule(conversation, _args, circumstances) {
		if (!conversation) return refuse('notFound');
		if (conversation.readByStaffAt !== null) return [];
		return [{ change: 'conversation', row: read(conversation, circumstances) }];
	}
});

/** Whoever of the staff acts in a conversation has read it. */
function read(conversation: Conversation, circumstances: Circumstances): Conversation {
	return { ...conversation, readByStaffAt: conversation.readByStaffAt ?? arrival(circumstances) };
}
