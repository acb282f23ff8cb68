import type { ReportDraft } from '$lib/components/report-draft';
import { longText, optionalText, phoneNumber } from '$lib/domain/fields';
import { m } from '$lib/i18n/generated/messages';
import * as v from 'valibot';

export const steps = ['where', 'what', 'describe', 'access', 'check'] as const;
export type Step = (typeof steps)[number];

export interface FieldError {
	field: string;
	message: string;
}

/** What is missing on one page of the form, in the order of the page. */
export function errorsIn(step: Step, draft: ReportDraft): FieldError[] {
	return questions[step]
		.filter((question) => question.isWrong(draft))
		.map(({ field, message }) => ({ field, message: message() }));
}

/** How far one has come: a page opened by address or by "back" after sending never shows more than was answered. */
export function firstUnanswered(draft: ReportDraft): Step {
	return steps.find((step) => errorsIn(step, draft).length > 0) ?? 'check';
}

export function isReachable(step: Step, draft: ReportDraft): boolean {
	return steps.indexOf(step) <= steps.indexOf(firstUnanswered(draft));
}

interface Question {
	field: string;
	isWrong: (draft: ReportDraft) => boolean;
	message: () => string;
}

const tooLong = (schema: v.GenericSchema<unknown>, text: string) => text.trim() !== '' && !v.is(schema, text);
const inApartment = (draft: ReportDraft) => draft.place === 'apartment';

const questions: Record<Step, Question[]> = {
	where: [
		{ field: 'home', isWrong: (draft) => draft.apartmentId === null, message: m.error_choose_home },
		{ field: 'place', isWrong: (draft) => draft.place === null, message: m.error_choose_place },
		{
			field: 'room',
			isWrong: (draft) => draft.place !== null && draft.room === null,
			message: m.error_choose_room
		}
	],
	what: [
		{ field: 'urgent', isWrong: (draft) => draft.urgentKind === null, message: m.error_choose_urgent },
		{ field: 'category', isWrong: (draft) => draft.category === null, message: m.error_choose_category }
	],
	describe: [
		{
			field: 'description',
			isWrong: (draft) => draft.description.trim() === '',
			message: m.error_description
		},
		{
			field: 'description',
			isWrong: (draft) => tooLong(longText, draft.description),
			message: m.error_too_long
		}
	],
	access: [
		{
			field: 'master-key',
			isWrong: (draft) => inApartment(draft) && draft.masterKey === null,
			message: m.error_choose_master_key
		},
		{
			field: 'pets',
			isWrong: (draft) => inApartment(draft) && tooLong(optionalText, draft.pets),
			message: m.error_too_long
		},
		{
			field: 'times',
			isWrong: (draft) => inApartment(draft) && tooLong(optionalText, draft.goodTimes),
			message: m.error_too_long
		},
		{ field: 'phone', isWrong: (draft) => !v.is(phoneNumber, draft.phone), message: m.error_phone }
	],
	check: []
};
