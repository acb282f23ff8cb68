import { cookieMaxAge, cookieName, isLocale } from '$lib/i18n/generated/runtime';
import { ownPath } from '$lib/server/auth/next-path';
import { isPlain } from '$lib/server/auth/session-cookie';
import { redirect } from '@sveltejs/kit';
import { formOf } from '$lib/server/form-text';
import type { RequestHandler } from './$types';

/** A choice of language without a script. The app itself reads and sets the same cookie. */
export const POST: RequestHandler = async ({ request, cookies }) => {
	const form = await formOf(request);
	const locale = form.get('locale');
	if (isLocale(locale))
		cookies.set(cookieName, locale, {
			path: '/',
			maxAge: cookieMaxAge,
			sameSite: 'lax',
			secure: !isPlain(),
			httpOnly: false
		});
	redirect(303, ownPath(String(form.get('back') ?? ''), '/log-in'));
};
