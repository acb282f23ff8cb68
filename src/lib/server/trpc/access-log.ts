import * as v from 'valibot';
import { uuid } from '$lib/domain/fields';
import { recordActingLook } from '$lib/server/audit/looks';
import { readAccessLog, type AccessLogRow } from '$lib/server/audit/read';
import { findActingScope } from '$lib/server/scopes';
import { residentProcedure, router } from './init';

export const accessLogRouter = router({
	/** Who has looked at the information of oneself or a ward (T7). An attorney is told nothing: no power names it. */
	read: residentProcedure
		.input(v.object({ principalId: uuid }))
		.mutation(async ({ ctx: { db, personId, now }, input: { principalId } }): Promise<AccessLogRow[]> => {
			const scope = await findActingScope(db.sql, personId, principalId, undefined, now());
			if (scope === undefined) return [];
			await recordActingLook(db.sql, { personId, principalId }, 'accessLog', now());
			return readAccessLog(db.sql, { personId, principalId }, now());
		})
});
