import type * as v from 'valibot';
import {
	answerConversation,
	closeConversation,
	replyInConversation,
	seeConversation,
	startConversation
} from './conversations';
import {
	answerDefectReport,
	changeDefectState,
	planVisit,
	seeDefectReport,
	takeDefectReport
} from './defect-handling';
import { addToDefectReport, reopenDefectReport, reportDefect, withdrawDefectReport } from './defect-reports';
import { followDefect, unfollowDefect } from './defect-follows';
import type { Mutation } from './mutation';
import { changeContactDetails, chooseLanguage, chooseNotifications } from './profiles';
import { markRead } from './read-marks';

/** Everything that a resident can do with no network. */
export const residentMutations = {
	addToDefectReport,
	changeContactDetails,
	chooseLanguage,
	chooseNotifications,
	followDefect,
	markRead,
	reopenDefectReport,
	replyInConversation,
	reportDefect,
	startConversation,
	unfollowDefect,
	withdrawDefectReport
};

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

/** Marks and choices travel in the same queue as what a person says, and nobody would miss them. */
export const silentMutations: ReadonlySet<string> = new Set([
	chooseLanguage.name,
	chooseNotifications.name,
	markRead.name
]);

export type ResidentMutations = typeof residentMutations;
export type StaffMutations = typeof staffMutations;
export type MutationName = keyof ResidentMutations | keyof StaffMutations;
export type ArgsOf<N extends MutationName> = v.InferOutput<(ResidentMutations & StaffMutations)[N]['args']>;

/**
 * A mutation whose target and arguments the caller does not know: the engine's view. The registry's entries differ in
 * both, which no common supertype but this erased one can say; `parseArgs` gives each rule only what its schema passed.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- erased on purpose, see above
export type AnyMutation = Mutation<any, any>;

/** Looks a queued item's mutation up; an unknown name or a newer version is for a newer program than this one. */
export function findMutation(name: string, version: number): AnyMutation | undefined {
	const mutation = findCurrent(name);
	return mutation && version <= mutation.v ? mutation : undefined;
}

function findCurrent(name: string): AnyMutation | undefined {
	if (Object.hasOwn(residentMutations, name)) return residentMutations[name as keyof ResidentMutations];
	if (Object.hasOwn(staffMutations, name)) return staffMutations[name as keyof StaffMutations];
	return undefined;
}

/** Brings arguments of an older published version up to today's. One entry for each `(name, v)` of the last 12 months. */
export const upcasters: Record<string, Record<number, (args: unknown) => unknown>> = {};

export function upcast(name: string, version: number, args: unknown): unknown {
	const mutation = findCurrent(name);
	let lifted = args;
	for (let at = version; mutation && at < mutation.v; at++)
		lifted = upcasters[name]?.[at]?.(lifted) ?? lifted;
	return lifted;
}
