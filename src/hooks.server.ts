import { building } from '$app/environment';
import { byItselfCookie } from '$lib/domain/by-itself';
import { startAfterEarlyPaint } from '$lib/server/app-shell';
import { withOrigin } from '$lib/server/audit/origin';
import { deviceName } from '$lib/server/auth/device-name';
import { actingAs } from '$lib/server/acting';
import { isOwnRequest } from '$lib/server/auth/own-request';
import { findSession, readSessionCookie, tokenHash } from '$lib/server/auth/sessions';
import { readStaffProvider } from '$lib/server/auth/staff-provider/settings';
import { isStillStaff } from '$lib/server/auth/staff-provider/still-staff';
import { isTransient } from '$lib/server/failures';
import { log, traceOf } from '$lib/server/log';
import { portal } from '$lib/server/portal';
import { paraglideMiddleware } from '$lib/i18n/generated/server';
import { error, redirect, type Handle, type HandleServerError, type RequestEvent } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { randomUUID } from 'node:crypto';
import needsScript from './needs-script.html?raw';

/** The small server in front names each request, so that a log line and an error page can be put together. */
const nameRequest: Handle = ({ event, resolve }) => {
	event.locals.requestId = event.request.headers.get('x-request-id') ?? randomUUID();
	return resolve(event);
};

/** The audit log says from where something was done, wherever in the request it is written. */
const keepOrigin: Handle = ({ event, resolve }) => {
	if (building) return resolve(event);
	const device = deviceName(event.request.headers.get('user-agent'));
	return withOrigin({ address: () => event.getClientAddress(), device }, () => resolve(event));
};

const refuseForeign: Handle = ({ event, resolve }) => {
	if (isOwnRequest(event.request, event.url.origin)) return resolve(event);
	return new Response('This request did not come from a page of this service.', {
		status: 403,
		headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
	});
};

const recogniseSession: Handle = async ({ event, resolve }) => {
	const { locals, request } = event;
	const token = building ? null : readSessionCookie(request.headers.get('cookie'));
	locals.sessionId = token && tokenHash(token);
	locals.session =
		locals.sessionId && asksWhoItIs(event) ? await activeSession(event, locals.sessionId) : null;
	return resolve(event);
};

/** Not for an address that leads nowhere, nor for a resident's page: that is the same for everybody, until it syncs. */
function asksWhoItIs({ route }: RequestEvent): boolean {
	return route.id !== null && !route.id.startsWith('/(resident)');
}

async function activeSession(event: RequestEvent, sessionId: string) {
	const { route } = event;
	const { db, now } = portal();
	try {
		const found = await findSession(db.sql, sessionId, now(), !asksByItself(event));
		if (!found || !('active' in found)) return null;
		const { active } = found;
		const provider = active.staff && readStaffProvider();
		return !provider || (await isStillStaff(portal(), provider, active, now())) ? active : null;
	} catch (thrown) {
		if (!isTransient(thrown)) throw thrown;
		log.warn(traceOf(thrown), 'database is away');
		// Help and contact are there for everybody, whoever it is.
		if (route.id?.startsWith('/(public)')) return null;
		error(503);
	}
}

/** What a page asks while nobody touches it, which keeps no session alive: its live updates, and who else is there. */
function asksByItself({ cookies, route }: RequestEvent): boolean {
	return (
		route.id?.endsWith('/presences') || route.id === '/api/events' || cookies.get(byItselfCookie) === '1'
	);
}

/** Whatever a page forgets to check, the database gives it only what this person may see. */
const askForThem: Handle = ({ event, resolve }) => {
	const { session } = event.locals;
	if (session?.staff) return actingAs(`staff:${session.staff.id}`, () => resolve(event));
	if (session?.personId) return actingAs(`person:${session.personId}`, () => resolve(event));
	return actingAs('nobody', () => resolve(event));
};

/** Residents are told of the staff's pages what everybody is told of a page that isn't there. */
const keepStaffPages: Handle = ({ event, resolve }) => {
	if (!event.route.id?.startsWith('/(staff)')) return resolve(event);
	const { session } = event.locals;
	if (session?.staff) return resolve(event);
	if (session) error(404);
	const { pathname, search } = event.url;
	redirect(303, `/log-in?next=${encodeURIComponent(pathname + search)}`);
};

const speakLanguage: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, ({ locale }) =>
		resolve(event, {
			transformPageChunk: ({ html }) => {
				const page = html
					.replace('%lang%', locale)
					// Only where the page is made on the device: a public page is there, with its title, without a script.
					.replace('%title%', isMadeOnDevice(event) ? '<title>Kellari</title>' : '')
					.replace('%needs-script%', isMadeOnDevice(event) ? needsScript : '')
					// Whole, because the page's policy allows the script by the hash of exactly this text.
					.replace(/<script>\s*%early-paint%;?\s*<\/script>/, () => `<script>${__EARLY_PAINT__}</script>`);
				return building && event.route.id === '/app-shell' ? startAfterEarlyPaint(page) : page;
			}
		})
	);

function isMadeOnDevice({ route }: RequestEvent): boolean {
	return route.id === '/app-shell' || route.id?.startsWith('/(resident)') === true;
}

const keepFromCaches: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	if (building || response.headers.has('cache-control')) return response;
	// The answer to a form may begin a session, and its address may be a link that opens something.
	const isAnswer = !['GET', 'HEAD'].includes(event.request.method);
	const isPersonal =
		isAnswer || event.locals.session !== null || /^\/(\(staff\)|api\/)/.test(event.route.id ?? '');
	response.headers.set('cache-control', isPersonal ? 'no-store' : 'private, no-cache');
	return response;
};

export const handle = sequence(
	nameRequest,
	keepFromCaches,
	keepOrigin,
	refuseForeign,
	recogniseSession,
	askForThem,
	keepStaffPages,
	speakLanguage
);

/** The page shows an id that is in the log; what happened is for the log alone, and no word of anybody's is in that. */
export const handleError: HandleServerError = ({ error: thrown, event, status, message }) => {
	const id = event.locals.requestId;
	if (status < 500) return { message };
	log.error({ id, route: event.route.id, status, ...traceOf(thrown) }, 'unexpected error');
	return { message: 'Internal Error', id };
};
