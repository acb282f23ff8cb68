import { expect, test } from 'vitest';
import { conversationQuestionIds, messageText, needsText, unanswered } from './conversation-questions';

const labels = Object.fromEntries(conversationQuestionIds.map((id) => [id, () => id])) as Record<
	(typeof conversationQuestionIds)[number],
	() => string
>;

test('M1 a key order says which key and how many', () => {
	expect(unanswered('keyOrder', {})).toEqual(['whichKey', 'howMany']);
	for (const howMany of ['0', 'kaksi', '100', '-1'])
		expect(unanswered('keyOrder', { whichKey: 'asunnon avain', howMany })).toEqual(['howMany']);
	expect(unanswered('keyOrder', { whichKey: 'asunnon avain', howMany: ' 2 ' })).toEqual([]);
});

test('M1 answers are the first lines of the message, in their order, and what is not answered is not there', () => {
	const answers = { howMany: '2', whichKey: ' asunnon avain ', movedOut: 'kesäkuussa' };
	expect(messageText('keyOrder', answers, ' Kiitos ', labels)).toBe(
		'whichKey: asunnon avain\nhowMany: 2\n\nKiitos'
	);
	expect(messageText('debtCollection', {}, 'Hei', labels)).toBe('Hei');
});

test('M1 only a classification without required questions needs a message of its own', () => {
	expect(needsText('feedback')).toBe(true);
	expect(needsText('leaseControl')).toBe(true);
	expect(needsText('keyOrder')).toBe(false);
});
