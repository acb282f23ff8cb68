import { findApiKey } from '$lib/server/auth/api-keys';
import { retrying } from '$lib/server/failures';
import { acknowledgeChanges } from '$lib/server/imports/register-changes';
import { answer } from '$lib/server/imports/answers';
import { portal } from '$lib/server/portal';
import * as v from 'valibot';
import type { RequestHandler } from './$types';

const acknowledgement = v.object({ upTo: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) });

/** `POST {"upTo": <seq>}`: everything up to there is known in the landlord's system. */
export const POST: RequestHandler = async ({ request }) => {
	const { db, now } = portal();
	if (!(await findApiKey(db.sql, request.headers.get('authorization'), now())))
		return answer(401, { error: 'unauthorized' });
	const said = v.safeParse(acknowledgement, await request.json().catch(() => null));
	if (!said.success) return answer(400, { error: 'badRequest' });
	const acknowledged = await retrying(() => acknowledgeChanges(db, said.output.upTo, now()));
	return answer(200, { acknowledged });
};
