import { parseHetu } from '$lib/domain/hetu';
import type { Broker } from './brokers';

/** Whom the bank has identified. */
export interface Identity {
	/** In its normal form. */
	hetu: string;
	/** `YYYY-MM-DD` */
	bornOn: string;
	familyName: string;
	givenNames: string;
}

/**
 * Why an identification that the bank stands by is of no use here. `noCode`: somebody without a Finnish identity code.
 * `invalidCode`: one that can't be, or an artificial one where only real people are let in.
 */
export type UnusableIdentity = 'noCode' | 'invalidCode';

export function identityFrom(
	claims: Record<string, unknown>,
	broker: Broker,
	allowArtificial: boolean
): { identity: Identity } | { unusable: UnusableIdentity } {
	const text = (name: keyof Broker['claims']) => {
		const value = claims[broker.claims[name]];
		return typeof value === 'string' ? value.trim() : '';
	};
	if (!text('hetu')) return { unusable: 'noCode' };
	const hetu = parseHetu(text('hetu'));
	if (!hetu || (hetu.isArtificial && !allowArtificial)) return { unusable: 'invalidCode' };
	const { code, bornOn } = hetu;
	// The day that the bank names would be another word for the same thing, or a contradiction.
	if (text('bornOn') && text('bornOn') !== bornOn) return { unusable: 'invalidCode' };
	return {
		identity: { hetu: code, bornOn, familyName: text('familyName'), givenNames: text('givenNames') }
	};
}
