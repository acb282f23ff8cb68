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

/** Three or four bytes in a cookie, and only where a database was ever restored. */
const largestEpoch = 2 ** 28;

/**
 * Another epoch, by chance: counted on, the same copy restored a second time would have the epoch of the first again, and
 * devices of that time would go on from what is lost.
 */
const another = (sql: Sql) =>
	sql`(epoch + 1 + floor(random() * ${largestEpoch - 1})::bigint) % ${largestEpoch}`;

/**
 * Renews the epoch where this database is not the one that devices talked to: another cluster, timeline or database.
 * Called at every start, and by the restore command with `always`.
 */
export async function adoptDatabase(sql: Sql, always = false): Promise<boolean> {
	const renewed = await sql`
		with here as (
			select (select system_identifier from pg_control_system()) as system_identifier,
				(select timeline_id from pg_control_checkpoint()) as timeline,
				(select oid from pg_database where datname = current_database()) as database_oid
		), renewed as (
			update sync_epoch set
				epoch = case when sync_epoch.system_identifier is null and not ${always} then epoch else ${another(sql)} end,
				system_identifier = here.system_identifier, timeline = here.timeline, database_oid = here.database_oid
			from here
			where ${always} or (sync_epoch.system_identifier, sync_epoch.timeline, sync_epoch.database_oid)
				is distinct from (here.system_identifier, here.timeline::bigint, here.database_oid)
			returning epoch
		), ${forgetTransactions(sql)}
		select epoch from renewed`;
	return renewed.length > 0;
}

/** Transaction ids of another cluster mean nothing here, and could equal one of ours. In the statement that renews. */
const forgetTransactions = (sql: Sql) => sql`
	forgotten as (
		update sync_scope set last_xid = null where last_xid is not null and exists (select from renewed)
	)`;

/** A genuine cursor was ahead of the server: the folder was copied back. Says whether it was renewed here: only once. */
export async function renewEpoch(sql: Sql, seen: number): Promise<boolean> {
	const renewed = await sql`
		with renewed as (
			update sync_epoch set epoch = ${another(sql)} where epoch = ${seen} returning epoch
		), ${forgetTransactions(sql)}
		select from renewed`;
	return renewed.length > 0;
}
