-- The pull side of the sync protocol (docs/sync.md). A scope is an audience; its version moves under its row lock, which
-- is held to commit, so that the order of versions is the order of commits: a cursor can't step over a row whose
-- transaction was still open.

create table sync_scope (
	id bigint generated always as identity primary key,
	kind text not null check (kind in ('landlord', 'building', 'staircase', 'person')),
	key uuid not null,
	ver bigint not null default 0,
	-- Tombstones below it are gone: a device that holds an older cursor loads the scope again.
	min_ver bigint not null default 0,
	last_xid xid8,
	row_count bigint not null default 0,
	version_sum numeric not null default 0,
	unique (kind, key)
) with (fillfactor = 70);

create table sync_grant (
	person_id uuid not null references people on delete cascade,
	scope_id bigint not null references sync_scope on delete cascade,
	-- For whom one sees it: oneself, a ward, somebody who gave a power of attorney.
	principal_id uuid not null references people on delete cascade,
	valid tstzrange not null
);
create index on sync_grant (person_id) include (scope_id, principal_id, valid);
create index on sync_grant (scope_id);
create index on sync_grant (principal_id);

create table sync_tomb (
	scope_id bigint not null references sync_scope on delete cascade,
	ver bigint not null,
	kind text not null,
	id uuid not null,
	at timestamptz not null default now()
);
create index on sync_tomb (scope_id, ver);
create index on sync_tomb (at);

-- One row. Raised when this database is another one than devices have talked to: a restored copy would else leave rows
-- on them that it never had.
create table sync_epoch (
	one boolean primary key default true check (one),
	epoch bigint not null default 1,
	system_identifier bigint,
	timeline bigint,
	database_oid oid,
	-- Seals cookies, so that only a genuine one can claim to be ahead of the server.
	secret bytea not null
);
insert into sync_epoch (secret) select decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');

create function sync_scope_for(scope_kind text, scope_key uuid) returns bigint
	language plpgsql as $$
declare
	found bigint;
begin
	select id into found from sync_scope where kind = scope_kind and key = scope_key;
	if found is null then
		insert into sync_scope (kind, key) values (scope_kind, scope_key)
		on conflict (kind, key) do nothing
		returning id into found;
		if found is null then
			select id into found from sync_scope where kind = scope_kind and key = scope_key;
		end if;
	end if;
	return found;
end $$;

-- The scope's next version, at most one a transaction. Guarded by last_xid alone: inside a savepoint xmin is the
-- subtransaction's, and would raise the version for every savepoint.
create function sync_next_ver(scope bigint) returns bigint
	language sql
	begin atomic
	update sync_scope
	set ver = case when last_xid is not distinct from pg_current_xact_id() then ver else ver + 1 end,
		last_xid = pg_current_xact_id()
	where id = scope
	returning ver;
	end;

create function sync_bury(scope bigint, at_ver bigint, row_kind text, row_id uuid) returns void
	language sql
	begin atomic
	insert into sync_tomb (scope_id, ver, kind, id) values (scope, at_ver, row_kind, row_id);
	end;

-- Stamps a row with its scope's version. BEFORE, because it writes into the row; what it counts is counted by
-- sync_account, AFTER, because an insert that meets a conflict has run its BEFORE triggers and is no row.
create function sync_stamp() returns trigger
	language plpgsql as $$
begin
	if tg_op = 'UPDATE' and new.scope_id = old.scope_id
		and to_jsonb(new) - 'sync_ver' = to_jsonb(old) - 'sync_ver' then
		-- Nothing that is published has changed. The old stamp stays; returning null would drop the update itself.
		new.sync_ver := old.sync_ver;
		return new;
	end if;
	new.sync_ver := sync_next_ver(new.scope_id);
	return new;
end $$;

create function sync_account() returns trigger
	language plpgsql as $$
declare
	published constant text := coalesce(tg_argv[0], '');
	row_kind text;
	at_ver bigint;
begin
	if tg_op = 'UPDATE' and new.scope_id = old.scope_id and new.id = old.id then
		if new.sync_ver <> old.sync_ver then
			update sync_scope set version_sum = version_sum + new.sync_ver - old.sync_ver where id = new.scope_id;
		end if;
		return null;
	end if;
	if tg_op in ('UPDATE', 'DELETE') then
		-- A projection table holds several kinds and names each in its row.
		row_kind := coalesce(nullif(published, ''), to_jsonb(old) ->> 'kind');
		at_ver := sync_next_ver(old.scope_id);
		perform sync_bury(old.scope_id, at_ver, row_kind, old.id);
		update sync_scope set row_count = row_count - 1, version_sum = version_sum - old.sync_ver where id = old.scope_id;
	end if;
	if tg_op in ('UPDATE', 'INSERT') then
		update sync_scope set row_count = row_count + 1, version_sum = version_sum + new.sync_ver where id = new.scope_id;
	end if;
	return null;
end $$;

create function sync_refuse_truncate() returns trigger
	language plpgsql as $$
begin
	raise exception 'a synced table can''t be truncated: devices would keep its rows' using errcode = '55000';
end $$;

-- Makes a table a synced one. Called once per table by the migration that creates it.
create function sync_publish(synced_table regclass, row_kind text) returns void
	language plpgsql as $$
begin
	execute format('create trigger sync_stamp before insert or update on %s for each row execute function sync_stamp()', synced_table);
	execute format('create trigger sync_account after insert or update or delete on %s for each row execute function sync_account(%L)', synced_table, row_kind);
	execute format('create trigger sync_refuse_truncate before truncate on %s execute function sync_refuse_truncate()', synced_table);
	execute format('create index on %s (scope_id, sync_ver)', synced_table);
end $$;

-- Rows that are made from registers and content: one per audience, so that each scope holds what its people see.
create table sync_projections (
	scope_id bigint not null references sync_scope on delete cascade,
	kind text not null,
	id uuid not null,
	data jsonb not null,
	sync_ver bigint not null default 0,
	primary key (scope_id, kind, id)
);
create index on sync_projections (kind, id);
select sync_publish('sync_projections', '');

-- The push side: a strict sequence per client, with the outcome of each mutation kept.
create table sync_clients (
	id uuid primary key,
	person_id uuid not null references people on delete cascade,
	last bigint not null default 0,
	created_at timestamptz not null default now(),
	seen_at timestamptz not null default now(),
	-- A mutation that fails by our own fault is tried again, then parked.
	failing_seq bigint,
	failing_tries integer not null default 0,
	failing_since timestamptz
);
create index on sync_clients (person_id);

create table sync_outcomes (
	client_id uuid not null references sync_clients on delete cascade,
	seq bigint not null,
	hash bytea not null,
	refusal jsonb,
	at timestamptz not null default now(),
	primary key (client_id, seq)
);
create index on sync_outcomes (at);

create table parked_mutations (
	client_id uuid not null,
	seq bigint not null,
	person_id uuid not null references people on delete cascade,
	principal_id uuid not null,
	name text not null,
	v integer not null,
	args jsonb not null,
	error text not null,
	parked_at timestamptz not null default now(),
	primary key (client_id, seq)
);
