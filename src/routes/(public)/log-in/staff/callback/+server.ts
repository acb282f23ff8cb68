import { error, redirect } from '@sveltejs/kit';
import { deviceName } from '$lib/server/auth/device-name';
import { enter } from '$lib/server/auth/second-factor/pages';
import { completeAtProvider, requestCookie, requestCookieName } from '$lib/server/auth/staff-provider/log-in';
import { readStaffProvider } from '$lib/server/auth/staff-provider/settings';
import { portal } from '$lib/server/portal';
import type { RequestHandler } from './$types';

/** Back from the landlord's provider. What went wrong is in the log; the page says that it went wrong. */
export const GET: RequestHandler = async ({ cookies, locals, request, url }) => {
	const provider = readStaffProvider();
	if (!provider) error(404);
	const { alert, now } = portal();
	const outcome = await completeAtProvider(
		portal(),
		provider,
		{
			token: cookies.get(requestCookieName()),
			answer: url,
			replaces: locals.sessionId,
			device: deviceName(request.headers.get('user-agent'))
		},
		now()
	).catch((thrown: unknown) => {
		alert('staff provider', thrown);
		return { refused: 'provider' as const };
	});
	const spent = requestCookie('', 0);
	cookies.set(spent.name, spent.value, spent.attributes);
	if ('refused' in outcome) redirect(303, '/log-in?provider=failed');
	enter(cookies, outcome.cookie);
	redirect(303, outcome.next);
};
