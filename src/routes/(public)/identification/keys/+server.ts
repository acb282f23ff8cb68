import { identificationSettings } from '$lib/server/auth/identification/settings';
import { portal } from '$lib/server/portal';
import { error, json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** The public half of our keys, for the brokers. */
export const GET: RequestHandler = async () => {
	const { keys } = await identificationSettings(portal().db.sql);
	if (!keys) error(404);
	return json(keys.publicSet, { headers: { 'cache-control': 'public, max-age=300' } });
};
