import { record } from '$lib/server/audit/record';
import { endSession, revokeSessionsOf } from '$lib/server/auth/sessions';
import type { Database } from '$lib/server/db';
import type { Sealing } from '$lib/server/sealing';
import { keepTokens } from './log-in';
import { claimsNow, ProviderRefusal, type Claims, type Tokens } from './provider-client';
import type { StaffProvider } from './settings';
import { providedRoles } from './staff-by-claims';

/** A provider that can't be reached is asked again so soon, and believed to have meant yes for so long. */
const askAgainAfter = 30 * 1000;
const believedFor = 60 * 60 * 1000;

/**
 * Asks the provider again, every quarter of an hour of use, whether this is still one of the staff and with which roles. A
 * leaver is out at once, everywhere. Returns whether the session goes on.
 */
export async function isStillStaff(
	{ db, sealing }: { db: Database; sealing: Sealing },
	provider: StaffProvider,
	session: { id: string; accountId: string },
	now: Date
): Promise<boolean> {
	// One request asks; those beside it go on meanwhile.
	const [due] = await db.sql`
		update staff_oidc_sessions at_provider set check_due_at = ${new Date(now.getTime() + askAgainAfter)}
		from accounts account join staff on staff.id = account.staff_id
		where at_provider.session_id = ${session.id} and at_provider.check_due_at <= ${now} and account.id = ${session.accountId}
		returning at_provider.refresh_token_sealed, at_provider.access_token_sealed, at_provider.confirmed_at,
			staff.id as staff_id, staff.oidc_subject, staff.roles`;
	if (!due) return true;
	const open = (sealed: Uint8Array | null) => (sealed ? sealing.unseal(sealed, 'oidcToken') : undefined);
	const tokens = {
		accessToken: open(due.accessTokenSealed) ?? '',
		refreshToken: open(due.refreshTokenSealed)
	};
	const said = await ask(provider, due.oidcSubject, tokens);
	if (said === 'away') {
		if (now.getTime() - due.confirmedAt.getTime() < believedFor) return true;
		await endSession(db.sql, session.id, 'revoked', now);
		return false;
	}
	const roles = said === 'gone' ? [] : providedRoles(said.claims, provider);
	const by = { kind: 'system' as const };
	const object = { kind: 'staff', id: due.staffId };
	return db.begin(async (tx) => {
		if (said === 'gone' || roles.length === 0) {
			await revokeSessionsOf(tx, session.accountId, now);
			await record(tx, { by, action: 'deactivated', object, details: { why: 'provider' } }, now);
			return false;
		}
		if (String(roles) !== String(due.roles)) {
			await tx`update staff set roles = ${roles} where id = ${due.staffId}`;
			await record(tx, { by, action: 'rolesChanged', object, details: { roles, before: due.roles } }, now);
		}
		await keepTokens(tx, sealing, session.id, said.tokens, now);
		return true;
	});
}

async function ask(
	provider: StaffProvider,
	subject: string,
	tokens: Tokens
): Promise<{ claims: Claims; tokens: Tokens } | 'gone' | 'away'> {
	try {
		return await claimsNow(provider, subject, tokens);
	} catch (error) {
		if (error instanceof ProviderRefusal) return 'gone';
		// Unreachable, slow, or not itself at the moment.
		if (error instanceof Error) return 'away';
		throw error;
	}
}
