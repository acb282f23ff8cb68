import type { Section } from '$lib/components/sections';
import { questionsOnAccess } from './questions-on-access';
import { questionsOnDevices } from './questions-on-devices';
import { questionsOnMatters } from './questions-on-matters';

/** The words of the help, in the order in which people need them: for the public page, and for the one in the app. */
export const questions: Section[] = [...questionsOnMatters, ...questionsOnDevices, ...questionsOnAccess];
