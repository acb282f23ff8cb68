import { readMailbox, readRecipients } from '$lib/server/demo/mailbox';
import { textOf } from '$lib/server/form-text';
import { findLandlord } from '$lib/server/landlord';
import { portal } from '$lib/server/portal';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Only the demo landlord has it; with any other it is a page that isn't there. */
export const load: PageServerLoad = async ({ url, setHeaders }) => {
	const { sql } = portal().db;
	if (!(await findLandlord(sql))?.isDemo) error(404);
	setHeaders({ 'cache-control': 'no-store' });
	const whose = textOf(url.searchParams, 'to', 320) || null;
	return { whose, mails: await readMailbox(sql, whose), recipients: await readRecipients(sql) };
};
