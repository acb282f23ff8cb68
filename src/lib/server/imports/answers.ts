import type { Sql } from '$lib/server/db';
import { findImport, readRefusals } from './report';

const refusalsAtOnce = 1000;

export function answer(status: number, body: unknown): Response {
	return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}

/** An import as far as it is; its refused rows from number `from` on. */
export async function reported(sql: Sql, id: string, from: number): Promise<Response> {
	const found = await findImport(sql, id);
	if (!found) return answer(404, { error: 'notFound' });
	const { state, problem, dryRun, files, counts, batches, batchesDone } = found;
	const refusals = await readRefusals(sql, id, { from, limit: refusalsAtOnce });
	const goesOn = state === 'checking' || state === 'applying';
	return answer(goesOn ? 202 : state === 'refused' ? 422 : state === 'failed' ? 500 : 200, {
		...{ id, state, problem, dryRun, files, counts, batches, batchesDone, refusals },
		nextRefusals: refusals.length === refusalsAtOnce ? from + refusalsAtOnce : null
	});
}
