import { isRegisterName, registers, type RegisterName } from '$lib/domain/registers';
import { findApiKey } from '$lib/server/auth/api-keys';
import { ImportRefused } from '$lib/server/imports/refused';
import { startWebImport } from '$lib/server/imports/web-import';
import { portal } from '$lib/server/portal';
import type { RequestHandler } from './$types';
import { answer, reported } from '$lib/server/imports/answers';

/** Longer than a small import takes, and shorter than a proxy waits. */
const patienceMs = 20_000;

/**
 * `POST /api/import?register=people` with `text/csv` or `application/json`; without `register`, JSON with several:
 * `{"people": […], "occupancies": […]}`. `dryRun=1`, `full=occupancies,parties`, `endEvenMany=1`, `acceptManyRefused=1`.
 * 200 with the report, or 202 while it goes on: then ask `GET /api/import/<id>`.
 */
export const POST: RequestHandler = async ({ request, url }) => {
	const { db, sealing, now } = portal();
	const apiKeyId = await findApiKey(db.sql, request.headers.get('authorization'), now());
	if (!apiKeyId) return answer(401, { error: 'unauthorized' });
	const name = nameOf(url.searchParams.get('register'), request.headers.get('content-type'));
	const full = (url.searchParams.get('full') ?? '').split(',').filter(Boolean);
	const isSane = full.every((each) => isRegisterName(each) && registers[each].canEnd);
	if (!name || !isSane || !request.body) return answer(400, { error: 'badRequest' });
	const isOn = (option: string) => url.searchParams.get(option) === '1';
	try {
		const running = await startWebImport({ sealing, now }, [{ name, body: request.body }], {
			askedBy: { by: 'key', apiKeyId },
			dryRun: isOn('dryRun'),
			full: full as RegisterName[],
			endEvenMany: isOn('endEvenMany'),
			acceptManyRefused: isOn('acceptManyRefused')
		});
		await Promise.race([running.outcome, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())]);
		return reported(db.sql, running.id, 0);
	} catch (error) {
		if (error instanceof ImportRefused) return answer(422, { state: 'refused', problem: error.problem });
		throw error;
	}
};

function nameOf(register: string | null, contentType: string | null): string | undefined {
	const type = contentType?.split(';')[0]?.trim().toLowerCase();
	if (register !== null && !isRegisterName(register)) return undefined;
	if (type === 'application/json' || type === 'application/x-ndjson')
		return `${register ?? 'registers'}.json`;
	return type === 'text/csv' && register ? `${register}.csv` : undefined;
}
