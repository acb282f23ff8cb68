import { holdPowerToken } from '$lib/server/powers-of-attorney/link-cookie';
import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** The link in the mail. Opening it uses nothing up: mailboxes open links by themselves, to look for what is harmful. */
export const GET: RequestHandler = ({ cookies, params }) => {
	holdPowerToken(cookies, params.token);
	redirect(303, '/power-of-attorney');
};
