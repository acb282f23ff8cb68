import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { emailAddress } from '$lib/domain/fields';
import { record } from '$lib/server/audit/record';
import { makeInvitation } from '$lib/server/auth/invitations';
import type { Database } from '$lib/server/db';

export type FirstAdministrator = { path: string } | { refused: 'notValid' | 'emailTaken' };

/**
 * Opens the way in for an administrator from the server's own command line: the first one, and one more where nobody comes
 * in any longer. Asked again for somebody who has not chosen a password yet, it gives a new link.
 */
export async function openToAdministrator(
	db: Database,
	{ email, name }: { email: string; name: string },
	now: Date
): Promise<FirstAdministrator> {
	const address = v.safeParse(emailAddress, email.toLowerCase());
	const called = name.trim().slice(0, 100);
	if (!address.success || called.length < 2) return { refused: 'notValid' };
	return db.begin(async (tx) => {
		const [known] = await tx`
			select account.id, account.password_hash, staff.roles from accounts account
			left join staff on staff.id = account.staff_id and staff.active
			where lower(account.email) = ${address.output} and account.ended_at is null`;
		if (known && (known.passwordHash !== null || !known.roles?.includes('administrator')))
			return { refused: 'emailTaken' };
		if (known) return { path: await makeInvitation(tx, known.id, now) };
		const [staffId, accountId] = [randomUUID(), randomUUID()];
		await tx`
			insert into staff (id, name, shown_name, roles) values (${staffId}, ${called}, ${called}, '{administrator}')`;
		await tx`
			insert into accounts (id, staff_id, email, created_at)
			values (${accountId}, ${staffId}, ${address.output}, ${now})`;
		await record(
			tx,
			{ by: { kind: 'system' }, action: 'invite', object: { kind: 'staff', id: staffId } },
			now
		);
		return { path: await makeInvitation(tx, accountId, now) };
	});
}
