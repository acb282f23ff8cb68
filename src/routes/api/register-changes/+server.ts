import { recordToldRegister } from '$lib/server/audit/looks';
import { findApiKey } from '$lib/server/auth/api-keys';
import { peopleIn, readChanges } from '$lib/server/imports/register-changes';
import { answer } from '$lib/server/imports/answers';
import { portal } from '$lib/server/portal';
import type { RequestHandler } from './$types';

/** `GET /api/register-changes?after=<seq>&limit=<n>`: the changes that follow, in order; the same answer every time. */
export const GET: RequestHandler = async ({ request, url }) => {
	const { db, sealing, now } = portal();
	const apiKeyId = await findApiKey(db.sql, request.headers.get('authorization'), now());
	if (!apiKeyId) return answer(401, { error: 'unauthorized' });
	const [after, limit] = [
		Number(url.searchParams.get('after') ?? 0),
		Number(url.searchParams.get('limit') ?? 1000)
	];
	if (!Number.isSafeInteger(after) || after < 0 || !Number.isSafeInteger(limit) || limit < 1)
		return answer(400, { error: 'badRequest' });
	const changes = await readChanges(db.sql, sealing, { after, limit });
	const told = { changes: changes.length, personIds: peopleIn(changes) };
	await recordToldRegister(db.sql, apiKeyId, told, now());
	return answer(200, { changes, last: changes.at(-1)?.seq ?? after });
};
