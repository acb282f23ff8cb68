import type * as v from 'valibot';
import { replyInConversation, startConversation } from './conversations';
import { addToDefectReport, reopenDefectReport, reportDefect, withdrawDefectReport } from './defect-reports';
import { followDefect, unfollowDefect } from './defect-follows';
import type { Mutation } from './mutation';
import { changeContactDetails, chooseLanguage, chooseNotifications } from './profiles';
import { markRead } from './read-marks';

/** Everything that a resident can do with no network. What the staff do is apart, so that no resident's phone loads it. */
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

/** Marks and choices travel in the same queue as what a person says, and nobody would miss them. */
export const silentMutations: ReadonlySet<string> = new Set([
	chooseLanguage.name,
	chooseNotifications.name,
	markRead.name
]);

export type ResidentMutations = typeof residentMutations;
export type ArgsOf<N extends keyof ResidentMutations> = v.InferOutput<ResidentMutations[N]['args']>;

/**
 * A mutation whose target and arguments the caller does not know: the engine's view. The registry's entries differ in
 * both, which no common supertype but this erased one can say; `parseArgs` gives each rule only what its schema passed.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- erased on purpose, see above
export type AnyMutation = Mutation<any, any>;

/** Looks a queued item's mutation up; an unknown name or a newer version is for a newer program than this one. */
export function findMutation(name: string, version: number): AnyMutation | undefined {
	if (!Object.hasOwn(residentMutations, name)) return undefined;
	const mutation: AnyMutation = residentMutations[name as keyof ResidentMutations];
	return version <= mutation.v ? mutation : undefined;
}

/** Brings arguments of an older published version up to today's. One entry for each `(name, v)` of the last 12 months. */
export const upcasters: Record<string, Record<number, (args: unknown) => unknown>> = {};

export function upcast({ name, v: current }: AnyMutation, version: number, args: unknown): unknown {
	let lifted = args;
	for (let at = version; at < current; at++) lifted = upcasters[name]?.[at]?.(lifted) ?? lifted;
	return lifted;
}
