import type { Attachment } from '$lib/domain/attachments';
import type { Conversation, Message } from '$lib/domain/conversations';
import { isUuid } from '$lib/domain/fields';
import type { Sql } from '$lib/server/db';
import { published } from '$lib/server/rows';
import { conversationIsSeenBy, type Staff } from './access';
import { readAttachments, residentColumns, residentOf, type CaseResident } from './defect-case';
import { readNotes, type CaseNote } from './notes';

export interface ConversationCase {
	scopeId: number;
	conversation: Conversation;
	messages: Message[];
	attachments: Attachment[];
	notes: CaseNote[];
	resident: CaseResident;
	place: { address: string; postalPlace: string } | null;
	assignedTo: { id: string; name: string } | null;
}

/** Undefined where there is none or it is not for this person: the two look the same. */
export async function findConversationCase(
	sql: Sql,
	staff: Staff,
	id: string
): Promise<ConversationCase | undefined> {
	if (!isUuid(id)) return undefined;
	const [found] = await sql`
		select conversation.scope_id, to_jsonb(conversation) as data,
			address_of(building, staircase, apartment) as address,
			building.postal_code || ' ' || building.city as postal_place,
			${residentColumns(sql)}, handler.id as handler_id, handler.name as handler_name
		from conversations conversation
		join sync_scope scope on scope.id = conversation.scope_id
		join people person on person.id = scope.key
		left join profiles profile on profile.id = person.id
		left join apartments apartment on apartment.id = conversation.apartment_id
		left join staircases staircase on staircase.id = apartment.staircase_id
		left join buildings building on building.id = staircase.building_id
		left join case_assignments assignment on assignment.subject_id = conversation.id
		left join staff handler on handler.id = assignment.staff_id
		where conversation.id = ${id} and ${conversationIsSeenBy(sql, staff)}`;
	if (!found) return undefined;
	const [messages, attachments, notes] = await Promise.all([
		sql`
			select to_jsonb(message) as data from messages message
			where message.conversation_id = ${id} order by message.arrived_at, message.id`,
		readAttachments(sql, id),
		readNotes(sql, id)
	]);
	const { address, postalPlace } = found;
	return {
		scopeId: found.scopeId,
		conversation: { id, ...published('conversation', found.data) } as unknown as Conversation,
		messages: messages.map(
			({ data }) => ({ id: data.id, ...published('message', data) }) as unknown as Message
		),
		attachments,
		notes,
		resident: residentOf(found),
		place: address === null ? null : { address, postalPlace },
		assignedTo: found.handlerId ? { id: found.handlerId, name: found.handlerName } : null
	};
}
