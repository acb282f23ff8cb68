import { error } from '@sveltejs/kit';
import { isUuid } from '$lib/domain/fields';
import { getLocale } from '$lib/i18n/generated/runtime';
import { rowRefusalWords } from '$lib/i18n/import-words';
import { cell } from '$lib/server/imports/csv-cell';
import { findImport, readRefusals } from '$lib/server/imports/report';
import { portal } from '$lib/server/portal';
import { staffWith } from '$lib/server/staff/pages';
import type { RequestHandler } from './$types';

const atOnce = 5000;

/** Every refused row of an import, in the reader's language, as Finnish spreadsheets open it. */
export const GET: RequestHandler = async ({ locals, params }) => {
	staffWith(locals, 'imports');
	const { db } = portal();
	if (!isUuid(params.id) || !(await findImport(db.sql, params.id))) error(404);
	const locale = getLocale();
	const lines = ['register;file;line;externalId;field;reason'];
	for (let from = 0; ; from += atOnce) {
		const refusals = await readRefusals(db.sql, params.id, { from, limit: atOnce });
		for (const refusal of refusals) {
			const { register, file, line, key, field } = refusal;
			const words = rowRefusalWords(refusal, { locale });
			lines.push([register, file, line, key ?? '', field ?? '', words].map(cell).join(';'));
		}
		if (refusals.length < atOnce) break;
	}
	return new Response(`\ufeff${lines.join('\r\n')}\r\n`, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="refused-rows.csv"',
			'cache-control': 'no-store'
		}
	});
};
