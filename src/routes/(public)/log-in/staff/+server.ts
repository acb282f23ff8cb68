import { error, redirect } from '@sveltejs/kit';
import { isStaffPath, ownPath } from '$lib/server/auth/next-path';
import { beginAtProvider } from '$lib/server/auth/staff-provider/log-in';
import { readStaffProvider } from '$lib/server/auth/staff-provider/settings';
import { portal } from '$lib/server/portal';
import type { RequestHandler } from './$types';

/** To the landlord's own provider. */
export const GET: RequestHandler = async ({ cookies, url }) => {
	const provider = readStaffProvider();
	if (!provider) error(404);
	const { db, now, alert } = portal();
	const next = ownPath(url.searchParams.get('next'), '/staff');
	const begun = await beginAtProvider(
		db.sql,
		provider,
		{ redirectUri: `${url.origin}/log-in/staff/callback`, next: isStaffPath(next) ? next : '/staff' },
		now()
	).catch((thrown: unknown) => {
		alert('staff provider', thrown);
	});
	if (!begun) redirect(303, '/log-in?provider=failed');
	const { name, value, attributes } = begun.cookie;
	cookies.set(name, value, attributes);
	redirect(303, begun.url);
};
