-- How staff come in (T1), and who looked at and changed what (T7).

-- Null where somebody comes in another way, or was invited and has not chosen one yet.
alter table accounts alter column password_hash drop not null;

-- At the landlord's own provider: who it is there. A leaver is found again by it.
alter table staff add column oidc_issuer text;
alter table staff add column oidc_subject text;
alter table staff add check ((oidc_issuer is null) = (oidc_subject is null));
create unique index staff_oidc on staff (oidc_issuer, oidc_subject) where oidc_subject is not null;

-- Between the password and the second factor. It is no session: nothing but the page that asks for the factor knows it.
-- `id` is the SHA-256 of the token in its cookie.
create table staff_log_ins (
	id text primary key,
	account_id uuid not null references accounts on delete cascade,
	device text not null default '',
	-- The session that the browser had until now; it ends as the new one begins.
	replaces text,
	failures integer not null default 0,
	created_at timestamptz not null default now(),
	expires_at timestamptz not null
);
create index on staff_log_ins (account_id);

-- `offered_sealed` is a secret that was shown and not confirmed yet: the one in use goes on until then. Only the half
-- log-in or session that it was shown to may confirm it: whoever else has seen a secret must not know the one in use.
create table staff_totp (
	account_id uuid primary key references accounts on delete cascade,
	secret_sealed bytea,
	offered_sealed bytea,
	offered_to text,
	confirmed_at timestamptz,
	-- The time step of the last code that was taken: each works once (RFC 6238, 5.2).
	last_step bigint
);

create table staff_passkeys (
	id text primary key,
	account_id uuid not null references accounts on delete cascade,
	public_key bytea not null,
	counter bigint not null default 0,
	transports text[] not null default '{}',
	name text not null,
	created_at timestamptz not null default now(),
	last_used_at timestamptz
);
create index on staff_passkeys (account_id);

-- One at a time for whoever holds a half log-in or a session; gone with its first use.
create table passkey_challenges (
	holder text not null,
	purpose text not null check (purpose in ('logIn', 'add')),
	challenge text not null,
	expires_at timestamptz not null,
	primary key (holder, purpose)
);

create table staff_recovery_codes (
	account_id uuid not null references accounts on delete cascade,
	-- Stands in the code, so that one slow hash is compared and not ten.
	position integer not null,
	code_hash text not null,
	used_at timestamptz,
	primary key (account_id, position)
);

-- A link by mail by which somebody of the staff chooses a password: when invited, and after a reset.
create table staff_invitations (
	id text primary key,
	account_id uuid not null references accounts on delete cascade,
	expires_at timestamptz not null,
	used_at timestamptz
);
create index on staff_invitations (account_id);

-- On the way to the landlord's provider and back.
create table staff_oidc_requests (
	id text primary key,
	state text not null,
	nonce text not null,
	code_verifier text not null,
	next text not null default '',
	expires_at timestamptz not null
);

-- What the provider is asked again by, while the session lasts. `confirmed_at`: when it last said that this is still one
-- of the staff.
create table staff_oidc_sessions (
	session_id text primary key references sessions on delete cascade,
	refresh_token_sealed bytea,
	access_token_sealed bytea,
	confirmed_at timestamptz not null,
	check_due_at timestamptz not null
);

-- Append-only. Partitions lie in a schema of their own, where the application's role has no rights; what is older than
-- the settings say goes by dropping whole months, so that no row is ever deleted.
create schema audit;

create table audit_log (
	id bigint generated always as identity,
	at timestamptz not null default now(),
	actor_kind text not null check (actor_kind in ('resident', 'staff', 'system', 'unknown')),
	-- A person or somebody of the staff. No foreign key: an entry outlives whom it is about.
	actor_id uuid,
	-- For whom it was done: a ward, somebody who gave a power of attorney.
	principal_id uuid,
	-- Whose data it was.
	subject_ids uuid[] not null default '{}',
	action text not null,
	object_kind text,
	object_id uuid,
	details jsonb not null default '{}',
	address inet,
	device text not null default '',
	primary key (at, id)
) partition by range (at);
create index on audit_log (actor_id, at);
create index on audit_log using gin (subject_ids);
create index on audit_log (object_id, at);

create function audit_refuse() returns trigger
	language plpgsql as $$
begin
	raise exception 'the audit log is only added to' using errcode = '55000';
end $$;
create trigger refuse before update or delete on audit_log for each row execute function audit_refuse();
create trigger refuse_truncate before truncate on audit_log execute function audit_refuse();

-- For a month that nobody opened in time.
create table audit.log_other partition of audit_log default;
create trigger refuse_truncate before truncate on audit.log_other execute function audit_refuse();

-- Opens the months ahead and drops those that are no longer kept: as many months as the landlord's settings say, and
-- never less than a year, whoever calls it.
create function audit_keep(moment timestamptz default now()) returns void
	language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
	kept constant integer := greatest(12, coalesce((select (settings ->> 'auditKeptMonths')::integer from landlords), 24));
	month timestamptz;
	partition_name text;
	oldest constant text := 'log_' || to_char(least(moment, now()) at time zone 'utc' - make_interval(months => kept), 'YYYY_MM');
begin
	for month in
		select at at time zone 'utc'
		from generate_series(date_trunc('month', moment at time zone 'utc'), (moment at time zone 'utc') + interval '12 months', interval '1 month') at
	loop
		partition_name := 'log_' || to_char(month at time zone 'utc', 'YYYY_MM');
		if to_regclass('audit.' || partition_name) is null then
			begin
				execute format('create table audit.%I partition of public.audit_log for values from (%L) to (%L)',
					partition_name, month, (month at time zone 'utc' + interval '1 month') at time zone 'utc');
				execute format('create trigger refuse_truncate before truncate on audit.%I execute function public.audit_refuse()', partition_name);
			exception when check_violation then
				-- Entries of that month are in the other partition already, and stay there.
				null;
			end;
		end if;
	end loop;
	for partition_name in
		select relname from pg_class
		where relnamespace = 'audit'::regnamespace and relkind = 'r' and relname ~ '^log_\d{4}_\d{2}$' and relname < oldest
	loop
		execute format('drop table audit.%I', partition_name);
	end loop;
end $$;
select audit_keep();

do $$
begin
	execute format('revoke update, delete, truncate, references, trigger on audit_log from %I', current_setting('kellari.app_role'));
end $$;
