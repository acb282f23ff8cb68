import type { PowerMatter } from '$lib/domain/powers-of-attorney';
import type { SyncState } from './local-db';

/** Whom one may act for, oneself first. */
export function principalsOf({ personId, scopes }: SyncState): string[] {
	return [...new Set([personId, ...Object.values(scopes).flatMap(({ principals }) => principals)])];
}

/**
 * For whom one acts: whoever was chosen, for as long as one may. While pages are still to come, somebody whose scope is
 * not there yet stays chosen: what is typed for them must not turn into something of one's own.
 */
export function actingPrincipal(state: SyncState, chosen: string | null): string {
	const stays = chosen !== null && (!isSettled(state) || principalsOf(state).includes(chosen));
	return stays ? chosen : state.personId;
}

/** Somebody for whom one acted and may no more. What was not accepted from them is one's own to look at and to save. */
export function isFormer(state: SyncState, principalId: string): boolean {
	return isSettled(state) && !principalsOf(state).includes(principalId);
}

/** Reading marks, and one's own language, are one's own for whomever one acts: nobody has read it for another. */
export function principalOf(
	mutation: { target: string },
	targetId: string,
	personId: string,
	principalId: string
): string {
	const isOwn = mutation.target === 'readMark' || (mutation.target === 'profile' && targetId === personId);
	return isOwn ? personId : principalId;
}

/** Whether one may act for somebody in a matter: for oneself and for a ward in all, for others by what the power names. */
export function mayActIn({ scopes }: SyncState, principalId: string, matter: PowerMatter): boolean {
	const named = Object.values(scopes).find(
		({ principals, matters }) => matters !== undefined && principals.includes(principalId)
	);
	return named?.matters?.includes(matter) ?? true;
}

const isSettled = ({ cookie, partial, ended }: SyncState) =>
	(cookie !== undefined && !partial) || ended === true;
