import { redirect, type Cookies, type RequestEvent } from '@sveltejs/kit';
import { isStaffPath, ownPath } from '$lib/server/auth/next-path';
import type { SessionCookie } from '$lib/server/auth/sessions';
import { portal } from '$lib/server/portal';
import { blankHalfLogInCookie, findHalfLogIn, halfLogInCookieName, type HalfLogIn } from './half-log-in';

/** Whoever is between the two steps; anybody else begins with the first. */
export async function halfLogInOf({
	cookies,
	url
}: Pick<RequestEvent, 'cookies' | 'url'>): Promise<HalfLogIn> {
	const { db, now } = portal();
	const half = await findHalfLogIn(db.sql, cookies.get(halfLogInCookieName()), now());
	if (!half) redirect(303, `/log-in${nextQuery(url)}`);
	return half;
}

/** The session's new cookie in the place of the half log-in's. */
export function enter(cookies: Cookies, cookie: SessionCookie): void {
	const half = blankHalfLogInCookie();
	cookies.set(half.name, half.value, half.attributes);
	cookies.set(cookie.name, cookie.value, cookie.attributes);
}

/** The staff's page that was asked for before logging in. */
export function staffPage(url: URL): string {
	const next = ownPath(url.searchParams.get('next'), '/staff');
	return isStaffPath(next) ? next : '/staff';
}

export function nextQuery(url: URL): string {
	const next = ownPath(url.searchParams.get('next'), '');
	return next && `?${new URLSearchParams({ next })}`;
}
