-- What is kept for devices that come back, and not for ever.

-- Tombstones: a device that holds an older cursor than the last purged one loads that scope again.
create function sync_purge_tombs(before timestamptz) returns bigint
	language plpgsql as $$
declare
	purged bigint;
begin
	perform from sync_scope
	where id in (select scope_id from sync_tomb where at < before)
	order by id for update;
	with gone as (
		delete from sync_tomb where at < before returning scope_id, ver
	), highest as (
		select scope_id, max(ver) as ver, count(*) as rows from gone group by scope_id
	), raised as (
		update sync_scope scope set min_ver = greatest(scope.min_ver, highest.ver)
		from highest where highest.scope_id = scope.id
		returning highest.rows
	)
	select coalesce(sum(rows), 0) into purged from raised;
	return purged;
end $$;
