import { isUuid } from '$lib/domain/fields';
import { findApiKey } from '$lib/server/auth/api-keys';
import { portal } from '$lib/server/portal';
import { answer, reported } from '$lib/server/imports/answers';
import type { RequestHandler } from './$types';

/** How far an import is, and the rows that it refused: `?from=1000` for the next thousand. */
export const GET: RequestHandler = async ({ params, request, url }) => {
	const { db, now } = portal();
	if (!(await findApiKey(db.sql, request.headers.get('authorization'), now())))
		return answer(401, { error: 'unauthorized' });
	const from = Number(url.searchParams.get('from') ?? 0);
	if (!isUuid(params.id) || !Number.isSafeInteger(from) || from < 0)
		return answer(404, { error: 'notFound' });
	return reported(db.sql, params.id, from);
};
