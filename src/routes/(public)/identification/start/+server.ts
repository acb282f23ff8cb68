import { getLocale } from '$lib/i18n/generated/runtime';
import { purposes } from '$lib/server/auth/identification/attempts';
import { holdToken } from '$lib/server/auth/identification/identification-cookies';
import { beginIdentification } from '$lib/server/auth/identification/identify';
import { identificationSettings } from '$lib/server/auth/identification/settings';
import { ownPath } from '$lib/server/auth/next-path';
import { log } from '$lib/server/log';
import { portal } from '$lib/server/portal';
import { error, redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

// By a link and not by a form: browsers hold a form's policy against the bank that the answer leads to. What it changes is
// a row of the asker's own.
export const GET: RequestHandler = async ({ url, cookies, getClientAddress, locals }) => {
	const purpose = purposes.find((each) => each === (url.searchParams.get('purpose') ?? 'register'));
	if (!purpose) error(404);
	const { db, sealing, now } = portal();
	const settings = await identificationSettings(db.sql);
	const broker = url.searchParams.get('broker') ?? settings.brokers[0]?.id ?? '';
	const nextPath = ownPath(url.searchParams.get('next'), '');
	const begun = await beginIdentification(
		{ sql: db.sql, sealing, settings },
		{ broker, purpose, nextPath, clientAddress: getClientAddress(), locale: getLocale() },
		now()
	);
	if (!begun) error(404);
	if ('failed' in begun) {
		const { failed, reason } = begun;
		log.warn({ id: locals.requestId, broker, failed, reason }, 'identification not begun');
		redirect(303, `/identification/failed?${new URLSearchParams({ why: failed, purpose })}`);
	}
	holdToken(cookies, 'attempt', begun.token);
	redirect(303, begun.url.href);
};
