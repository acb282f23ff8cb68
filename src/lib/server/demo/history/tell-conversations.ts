import { answerConversation, closeConversation, seeConversation } from '$lib/domain/conversation-handling';
import { replyInConversation, startConversation, type Conversation } from '$lib/domain/conversations';
import { demoId } from '$lib/server/demo/ids';
import type { ConversationSeed, ConversationStep } from './story';
import { actorFor, homeOn, Telling, type Setting, type Told } from './telling';

export function tellConversation(
	seed: ConversationSeed,
	index: number,
	setting: Setting
): Told<Conversation> {
	const { calendar, people } = setting;
	const owner = seed.actingFor ?? seed.by;
	const conversationId = demoId('conversation', owner, index);
	const began = calendar.at(-seed.daysAgo, seed.at);
	const telling = new Telling('conversation', setting, actorFor(setting, seed.by, owner), began);
	const args = {
		id: conversationId,
		messageId: demoId('message', owner, index),
		classification: seed.classification,
		subject: seed.subject,
		apartmentId: homeOn(people, owner, calendar.day(-seed.daysAgo)),
		text: seed.says,
		writtenAt: began.toISOString(),
		photos: telling.photos(seed.photos ?? [], 'conversation', owner, index)
	};
	telling.run(startConversation, args, 'resident', began);
	seed.then.forEach((step, at) => tellStep(telling, seed, step, ['conversation', owner, index, at]));
	if (!telling.subject) throw new Error(`${seed.by} wrote nothing`);
	return {
		personId: people.get(owner).id,
		reporterId: people.get(seed.by).id,
		subject: telling.subject,
		rows: telling.rows,
		attachments: telling.attachments,
		staffSaidAt: telling.staffSaidAt,
		unread: seed.unread ?? false,
		note: seed.note ? { ...seed.note, writtenAt: telling.lastActAt } : null
	};
}

function tellStep(
	telling: Telling<'conversation'>,
	seed: ConversationSeed,
	step: ConversationStep,
	name: (string | number)[]
): void {
	const at = telling.instantOf(step.by, seed.daysAgo - step.after, step.at);
	const conversationId = telling.subject!.id;
	const said = { conversationId, messageId: demoId('message', ...name), writtenAt: at.toISOString() };
	switch (step.did) {
		case 'see':
			return telling.run(seeConversation, { conversationId }, step.by, at);
		case 'close':
			return telling.run(closeConversation, { conversationId }, step.by, at);
		case 'answer':
			return telling.run(answerConversation, { ...said, text: step.text, close: step.close }, step.by, at);
		case 'reply':
			return telling.run(
				replyInConversation,
				{ ...said, text: step.text, photos: telling.photos(step.photos, ...name) },
				'resident',
				at
			);
	}
}
