import type { Section } from '$lib/components/sections';
import { questionsOnAccess } from './questions-on-access';
import { questionsOnDevices } from './questions-on-devices';
import { questionsOnMatters } from './questions-on-matters';

/** The words of the help, in the order in which people need them: for the public page, and for the one in the app. */
export const questionGroups = [
	{ id: 'matters', questions: questionsOnMatters },
	{ id: 'devices', questions: questionsOnDevices },
	{ id: 'access', questions: questionsOnAccess }
] as const;

export const questions: Section[] = questionGroups.flatMap((group) => group.questions);
