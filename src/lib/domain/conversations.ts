import * as v from 'valibot';
import { actedBy, arrival, currentTenancies, type Circumstances } from './actor';
import { expectedAttachments, photos } from './attachments';
import { instant, longText, optionalText, uuid } from './fields';
import { defineMutation, type Change } from './mutation';
import { refuse } from './refusal';

export const classifications = [
	'paymentAgreement',
	'rentalCompensation',
	'depositReturn',
	'leaseControl',
	'debtCollection',
	'tenantDemocracy',
	'keyOrder',
	'customerService',
	'feedback'
] as const;
export type Classification = (typeof classifications)[number];

/** A thread between a resident and the landlord; everything said in it is its messages (M2). */
export interface Conversation {
	id: string;
	classification: Classification;
	subject: string;
	apartmentId: string | null;
	state: 'open' | 'closed';
	/** When the last message arrived; null while the first is still on the device. */
	lastMessageAt: string | null;
	readByStaffAt: string | null;
}

export interface Message {
	id: string;
	conversationId: string;
	by: 'resident' | 'staff';
	authorName: string;
	/** The author where it was written for another (A12); null for one's own, and for the staff. */
	actedBy: string | null;
	text: string;
	writtenAt: string;
	arrivedAt: string | null;
}

export const startConversation = defineMutation({
	name: 'startConversation',
	v: 1,
	who: 'resident',
	target: 'conversation',
	creates: { kind: 'message', id: (args) => args.messageId },
	args: v.object({
		id: uuid,
		messageId: uuid,
		classification: v.picklist(classifications),
		subject: optionalText,
		apartmentId: v.nullable(uuid),
		text: longText,
		writtenAt: instant,
		photos
	}),
	targetId: (args) => args.id,
	rule(existing, args, circumstances) {
		if (existing) return [];
		const homes = currentTenancies(circumstances);
		if (homes.length === 0) return refuse('accessEnded');
		if (args.apartmentId && !homes.some((home) => home.apartmentId === args.apartmentId))
			return refuse('notCurrentHome');
		const conversation: Conversation = {
			id: args.id,
			classification: args.classification,
			subject: args.subject,
			apartmentId: args.apartmentId,
			state: 'open',
			lastMessageAt: arrival(circumstances),
			readByStaffAt: null
		};
		const said = { ...args, conversationId: args.id };
		return [{ create: 'conversation', row: conversation }, ...say(said, circumstances, args.photos)];
	}
});

export const replyInConversation = defineMutation({
	name: 'replyInConversation',
	v: 1,
	who: 'resident',
	target: 'conversation',
	creates: { kind: 'message', id: (args) => args.messageId },
	args: v.object({ conversationId: uuid, messageId: uuid, text: longText, writtenAt: instant, photos }),
	targetId: (args) => args.conversationId,
	rule(conversation, args, circumstances) {
		if (!conversation) return refuse('notFound');
		return [
			{
				change: 'conversation',
				row: {
					...conversation,
					state: 'open',
					lastMessageAt: arrival(circumstances) ?? conversation.lastMessageAt,
					readByStaffAt: null
				}
			},
			...say(args, circumstances, args.photos)
		];
	}
});

interface Said {
	conversationId: string;
	messageId: string;
	text: string;
	writtenAt: string;
}

export function say(args: Said, circumstances: Circumstances, sent: v.InferOutput<typeof photos>): Change[] {
	const message: Message = {
		id: args.messageId,
		conversationId: args.conversationId,
		by: circumstances.by.kind,
		authorName: circumstances.by.name,
		actedBy: actedBy(circumstances),
		text: args.text,
		writtenAt: args.writtenAt,
		arrivedAt: arrival(circumstances)
	};
	const attachments = expectedAttachments('conversation', args.conversationId, args.messageId, sent);
	return [
		{ create: 'message', row: message },
		...attachments.map((row): Change => ({ create: 'attachment', row }))
	];
}
