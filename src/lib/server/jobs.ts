import type { TaskList } from 'graphile-worker';
import { purgeIdentifications } from './auth/identification/identifications';
import { purgeLogInFailures } from './auth/log-in-limits';
import { purgeRegistrations } from './auth/registering/choose-user-id';
import { purgeHalfLogIns } from './auth/second-factor/half-log-in';
import { purgeSessions } from './auth/sessions';
import type { ObjectStore } from './blobs';
import type { Database } from './db';
import { purgeImports } from './imports/report';
import { flagMissing, purgeOrphanPieces } from './overdue-photos';

/** What runs in the background, by name. Each may run twice or late, and does no more by that. */
export function tasks({ sql }: Database, store: ObjectStore): TaskList {
	return {
		purge: async () => {
			// A device that comes back after 90 days loads its scopes again; its unsent items are untouched by that.
			await sql`select sync_purge_tombs(now() - interval '90 days')`;
			await sql`delete from sync_outcomes where at < now() - interval '90 days'`;
			await sql`select purge_defect_follows(now() - interval '30 days')`;
			await flagMissing(sql, new Date());
			await purgeOrphanPieces(sql, store, new Date());
			await purgeSessions(sql);
			await purgeLogInFailures(sql, new Date());
			await purgeIdentifications(sql, new Date());
			await purgeRegistrations(sql, new Date());
			await purgeHalfLogIns(sql, new Date());
			await purgeImports(sql);
			// The audit log's months: the next ones are opened, and those that are no longer kept go.
			await sql`select audit_keep()`;
		}
	};
}

/** At night, when few wait for a scope's lock: `minute hour day month weekday task`, in UTC. */
export const crontab = '17 1 * * * purge\n47 1 * * * purgeMails';
