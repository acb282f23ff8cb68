import { personMarkCookie } from '$lib/domain/person-mark';
import { auditActorOf, record } from '$lib/server/audit/record';
import { blankSessionCookie, endSession } from '$lib/server/auth/sessions';
import { portal } from '$lib/server/portal';
import { redirect, type RequestEvent } from '@sveltejs/kit';

/** Ends the session. The app has cleared the device before it asks for this; what is on the device is not the server's. */
export async function logOut({ cookies, locals }: RequestEvent): Promise<never> {
	const { db, now } = portal();
	if (locals.sessionId) await endSession(db.sql, locals.sessionId, 'loggedOut', now());
	if (locals.session) await record(db.sql, { by: auditActorOf(locals.session), action: 'logOut' }, now());
	const { name, value, attributes } = blankSessionCookie(db.sql);
	cookies.set(name, value, attributes);
	cookies.delete(personMarkCookie, { path: '/' });
	redirect(303, '/log-in');
}
