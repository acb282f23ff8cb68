import type { Locale } from '$lib/domain/fields';
import { countAsking } from '$lib/server/auth/log-in-limits';
import type { Sql } from '$lib/server/db';
import type { Sealing } from '$lib/server/sealing';
import { beginAttempt, claimAttempt, isStateOf, secretsOf, type Attempt, type Purpose } from './attempts';
import { authorizationUrl, BrokerFault, claimsFrom, type BrokerFailure, type Party } from './broker-client';
import { callbackPath } from './callback-path';
import { identityFrom, type UnusableIdentity } from './identity';
import { keepIdentification, type Identification } from './identifications';
import type { IdentificationSettings } from './settings';

export interface Identifying {
	sql: Sql;
	sealing: Sealing;
	settings: IdentificationSettings;
}

/** `over`: another browser's, too late, or a second time. */
export type IdentificationFailure = BrokerFailure | UnusableIdentity | 'over' | 'tooMany';

/** A crowd behind one address, each with a few tries, is let through. */
export const beginningsPerAddress = 60;

/** Where to send the browser, and the token that it keeps meanwhile. Null for a broker that isn't there. */
export async function beginIdentification(
	{ sql, settings }: Identifying,
	{ clientAddress, locale, ...attempt }: Attempt & { clientAddress: string; locale: Locale },
	now: Date
): Promise<{ token: string; url: URL } | { failed: IdentificationFailure; reason: string } | null> {
	const party = partyOf(settings, attempt.broker);
	if (!party) return null;
	if ((await countAsking(sql, 'identification', clientAddress, now)) > beginningsPerAddress)
		return { failed: 'tooMany', reason: 'limit' };
	const token = await beginAttempt(sql, attempt, now);
	try {
		return { token, url: await authorizationUrl(party, secretsOf(token), locale) };
	} catch (error) {
		return failureOf(error);
	}
}

export type Completion =
	| { identification: Identification; token: string; nextPath: string }
	/** `reason` is for the log. */
	| { failed: IdentificationFailure; reason: string; purpose: Purpose | null };

/** What came of it, from the browser's token and the parameters that the bank sent it back with. Null as above. */
export async function completeIdentification(
	{ sql, sealing, settings }: Identifying,
	{ token, broker, answer }: { token: string | undefined; broker: string; answer: URLSearchParams },
	now: Date
): Promise<Completion | null> {
	const party = partyOf(settings, broker);
	if (!party) return null;
	const over = (reason: string) => ({ failed: 'over' as const, reason, purpose: null });
	if (!token) return over('no cookie');
	if (!isStateOf(token, answer.get('state'))) return over('state');
	const attempt = await claimAttempt(sql, token, broker, now);
	if (!attempt) return over('used or expired');
	const { nextPath, purpose } = attempt;
	try {
		const claims = await claimsFrom(party, secretsOf(token), answer, now);
		const found = identityFrom(claims, party.broker, settings.allowArtificial);
		if ('unusable' in found) return { failed: found.unusable, reason: found.unusable, purpose };
		const { identity } = found;
		return { ...(await keepIdentification(sql, sealing, { identity, purpose }, now)), nextPath };
	} catch (error) {
		return { ...failureOf(error), purpose };
	}
}

function partyOf({ brokers, keys, origin }: IdentificationSettings, id: string): Party | null {
	const broker = brokers.find((each) => each.id === id);
	return broker && keys ? { broker, keys, redirectUri: origin + callbackPath(id) } : null;
}

function failureOf(error: unknown): { failed: IdentificationFailure; reason: string } {
	if (!(error instanceof BrokerFault)) throw error;
	return { failed: error.failure, reason: error.reason };
}
