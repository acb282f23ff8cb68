import type * as v from 'valibot';
import { answerConversation, closeConversation, seeConversation } from './conversation-handling';
import {
	answerDefectReport,
	changeDefectState,
	planVisit,
	seeDefectReport,
	takeDefectReport
} from './defect-handling';

/** What the staff do, online, by the same rules on the same rows. */
export const staffMutations = {
	answerConversation,
	answerDefectReport,
	changeDefectState,
	closeConversation,
	planVisit,
	seeConversation,
	seeDefectReport,
	takeDefectReport
};

export type StaffMutations = typeof staffMutations;
export type StaffArgsOf<N extends keyof StaffMutations> = v.InferOutput<StaffMutations[N]['args']>;
