import { actingAs } from '$lib/server/acting';
import { record } from '$lib/server/audit/record';
import type { Standing } from '$lib/domain/standing';
import { startSessionIn, type SessionCookie } from '$lib/server/auth/sessions';
import type { Database } from '$lib/server/db';
import type { Identification } from './identifications';
import { readStanding } from './standing';

export type IdentifiedLogIn =
	| { loggedIn: 'resident'; personId: string; cookie: SessionCookie; language: string | null }
	| { refused: Exclude<Standing, 'found'> | 'notRegistered' };

/** Logs in whoever has identified strongly (A6), if they have registered: a user id is chosen first. */
export function logInIdentified(
	db: Database,
	identification: Pick<Identification, 'personId' | 'identity'>,
	browser: Browser,
	now: Date
): Promise<IdentifiedLogIn> {
	// Whoever logs in is nobody yet, and their language is their profile's.
	return actingAs('portal', () => logIn(db, identification, browser, now));
}

interface Browser {
	device: string;
	/** The session that it had until now. */
	replaces: string | null;
}

async function logIn(
	db: Database,
	identification: Pick<Identification, 'personId' | 'identity'>,
	{ device, replaces }: Browser,
	now: Date
): Promise<IdentifiedLogIn> {
	const standing = await readStanding(db.sql, identification, now);
	const by = { kind: 'resident', id: identification.personId! } as const;
	if (standing !== 'found') {
		const details = { why: standing, by: 'identification' };
		const who = identification.personId ? by : ({ kind: 'unknown' } as const);
		await record(db.sql, { by: who, action: 'logInFailed', details }, now);
		return { refused: standing };
	}
	const personId = identification.personId!;
	return db.begin(async (tx) => {
		const [account] = await tx<{ id: string; language: string | null }[]>`
			select account.id, profile.language from accounts account
			left join profiles profile on profile.id = account.person_id
			where account.person_id = ${personId} and account.ended_at is null`;
		if (!account) return { refused: 'notRegistered' };
		const { cookie } = await startSessionIn(tx, { accountId: account.id, device, replaces }, now);
		await record(tx, { by, action: 'logIn', details: { by: 'identification' } }, now);
		return { loggedIn: 'resident', personId, cookie, language: account.language };
	});
}
