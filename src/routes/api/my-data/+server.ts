import { isUuid } from '$lib/domain/fields';
import { recordActingLook } from '$lib/server/audit/looks';
import { collectMyData } from '$lib/server/my-data/collect';
import { readablePage } from '$lib/server/my-data/readable';
import { portal } from '$lib/server/portal';
import { findActingScope, mayLogIn } from '$lib/server/scopes';
import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Everything on oneself, or on a ward, as a file to keep: `?as=json`, else a page to read (P3). */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { db, sealing, now } = portal();
	const personId = locals.session?.personId;
	if (!personId || !(await mayLogIn(db.sql, personId, now()))) redirect(303, '/log-in?next=/profile/my-data');
	const wanted = url.searchParams.get('for') ?? personId;
	const isMine = wanted === personId || (await actsInAll(personId, wanted));
	if (!isMine) return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } });
	// Before anything is read: what cannot be written down is not shown.
	await recordActingLook(db.sql, { personId, principalId: wanted }, 'myData', now());
	const data = await collectMyData(db.sql, sealing, wanted, now());
	const asJson = url.searchParams.get('as') === 'json';
	return new Response(asJson ? JSON.stringify(data, null, '\t') : readablePage(data), {
		headers: {
			'content-type': asJson ? 'application/json' : 'text/html; charset=utf-8',
			'content-disposition': `attachment; filename="kellari-${now().toISOString().slice(0, 10)}.${asJson ? 'json' : 'html'}"`,
			'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
			'cache-control': 'no-store'
		}
	});

	/** An attorney sees what the power names; all that there is, a guardian alone. */
	async function actsInAll(asker: string, principalId: string): Promise<boolean> {
		if (!isUuid(principalId)) return false;
		return (await findActingScope(db.sql, asker, principalId, undefined, now())) !== undefined;
	}
};
