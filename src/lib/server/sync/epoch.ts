import type { Sql } from '$lib/server/db';

export interface Epoch {
	epoch: number;
	secret: Uint8Array;
}

export async function readEpoch(sql: Sql): Promise<Epoch> {
	const [row] = await sql<Epoch[]>`select epoch, secret from sync_epoch`;
	if (!row) throw new Error('sync_epoch is empty: the migrations have not run');
	return row;
}

/**
 * Raises the epoch where this database is not the one that devices talked to: another cluster, timeline or database.
 * Called at every start, and by the restore command with `always`.
 */
export async function adoptDatabase(sql: Sql, always = false): Promise<boolean> {
	const raised = await sql`
		with here as (
			select (select system_identifier from pg_control_system()) as system_identifier,
				(select timeline_id from pg_control_checkpoint()) as timeline,
				(select oid from pg_database where datname = current_database()) as database_oid
		), raised as (
			update sync_epoch set
				epoch = epoch + case when sync_epoch.system_identifier is null and not ${always} then 0 else 1 end,
				system_identifier = here.system_identifier, timeline = here.timeline, database_oid = here.database_oid
			from here
			where ${always} or (sync_epoch.system_identifier, sync_epoch.timeline, sync_epoch.database_oid)
				is distinct from (here.system_identifier, here.timeline::bigint, here.database_oid)
			returning epoch
		), ${forgetTransactions(sql)}
		select epoch from raised`;
	return raised.length > 0;
}

/** Transaction ids of another cluster mean nothing here, and could equal one of ours. In the statement that raises. */
const forgetTransactions = (sql: Sql) => sql`
	forgotten as (
		update sync_scope set last_xid = null where last_xid is not null and exists (select from raised)
	)`;

/** A genuine cursor was ahead of the server: the folder was copied back. Raised once, whoever notices first. */
export async function raiseEpoch(sql: Sql, seen: number): Promise<void> {
	await sql`
		with raised as (
			update sync_epoch set epoch = epoch + 1 where epoch = ${seen} returning epoch
		), ${forgetTransactions(sql)}
		select from raised`;
}
