-- Whoever writes to a scope holds it against other writers, and against nobody else: a row that refers to it (a grant, a
-- report) takes a key share of it, and a writer that took that first and the lock afterwards would wait in a ring with
-- those who stand in line for the lock. `no key` is compatible with a key share.

create or replace function sync_hold(scope bigint) returns bigint
	language sql
	begin atomic
	select id from sync_scope where id = scope for no key update;
	end;

create or replace function sync_purge_tombs(before timestamptz) returns bigint
	language plpgsql as $$
declare
	purged bigint;
begin
	perform from sync_scope
	where id in (select scope_id from sync_tomb where at < before)
	order by id for no key update;
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
