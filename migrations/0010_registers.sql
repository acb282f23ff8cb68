-- The registers' import, and the way back to the landlord's own system.

alter table staircases add column external_id text unique;

-- What is owed for a home, and what was paid of it. Amounts in cents; below zero for what is given back.
create table invoices (
	id uuid primary key,
	external_id text unique,
	agreement_id uuid not null references agreements,
	kind text not null default 'rent' check (kind in ('rent', 'water', 'parking', 'sauna', 'deposit', 'other')),
	description text not null default '',
	period_starts_on date,
	period_ends_on date,
	issued_on date,
	due_on date not null,
	amount_cents bigint not null check (amount_cents <> 0),
	-- To whom it is paid: the landlord's account, which every tenant is told.
	payee text not null,
	iban text not null,
	bic text,
	-- A national reference or an RF creditor reference, without spaces.
	reference text not null,
	check (period_ends_on is null or period_ends_on >= period_starts_on)
);
create index on invoices (agreement_id, due_on);

create table payments (
	id uuid primary key,
	external_id text unique,
	agreement_id uuid not null references agreements,
	-- Absent for what was paid in advance or without a reference.
	invoice_id uuid references invoices,
	paid_on date not null,
	amount_cents bigint not null check (amount_cents <> 0)
);
create index on payments (agreement_id, paid_on);
create index on payments (invoice_id);

-- The id of a register's row that an import makes: the same for the same name in the landlord's system, on every copy
-- of the portal. `registerId` (server/imports/ids.ts) is its twin. RFC 9562 version 8, over SHA-256.
create function register_id(register text, external_id text) returns uuid
	language sql immutable strict parallel safe
	return (
		select encode(
			set_byte(set_byte(digest, 6, get_byte(digest, 6) & 15 | 128), 8, get_byte(digest, 8) & 63 | 128), 'hex'
		)::uuid
		from (select substr(sha256(convert_to('kellari ' || register || chr(10) || external_id, 'UTF8')), 1, 16) as digest) made
	);

-- Programs that ask without a person. Whoever reads this table can't ask as one: it has the SHA-256 of the secret, which
-- is 32 random bytes.
create table api_keys (
	id uuid primary key,
	name text not null,
	secret_hash bytea not null,
	created_at timestamptz not null default now(),
	created_by uuid references staff,
	last_used_at timestamptz,
	revoked_at timestamptz
);

create table imports (
	id uuid primary key,
	started_at timestamptz not null default now(),
	finished_at timestamptz,
	asked_by text not null check (asked_by in ('command', 'staff', 'key')),
	staff_id uuid references staff,
	api_key_id uuid references api_keys,
	dry_run boolean not null,
	state text not null default 'checking' check (state in ('checking', 'applying', 'checked', 'done', 'refused', 'failed', 'interrupted')),
	-- Why nothing was changed, where it is the import as a whole.
	problem jsonb,
	files jsonb not null default '[]',
	counts jsonb not null default '{}',
	batches integer not null default 0,
	batches_done integer not null default 0
);
create index on imports (started_at);

-- Rows that were refused: where, and why. Never an identity code, a name or an account.
create table import_refusals (
	import_id uuid not null references imports on delete cascade,
	register text not null,
	file text not null,
	line bigint not null,
	key text,
	field text,
	reason text not null,
	detail text
);
create index on import_refusals (import_id, file, line);

-- As in 0001, from the person's side: of a union of joins Postgres takes one person's rows by their indexes only where the
-- person comes first. Else it reads all agreements of all people to find the homes of one.
create or replace view tenancies as
select person.id as person_id, held.apartment_id, held.role, held.opens_on, held.starts_on, held.ends_on
from people person
cross join lateral (
	select apartment_id, 'occupant' as role, starts_on as opens_on, starts_on, ends_on
	from occupancies where person_id = person.id
	union all
	select agreement.apartment_id, party.role,
		least(agreement.signed_on, agreement.starts_on), agreement.starts_on, agreement.ends_on
	from agreement_parties party
	join agreements agreement on agreement.id = party.agreement_id
	where party.person_id = person.id and agreement.signed_on is not null
) held;

-- And from the apartment's.
create function holders_of(apartment uuid) returns setof uuid
	language sql stable
	begin atomic
	select person_id from occupancies where apartment_id = apartment
	union
	select party.person_id
	from agreements agreement join agreement_parties party on party.agreement_id = agreement.id
	where agreement.apartment_id = apartment;
	end;

-- An import says `set local kellari.import = 'on'`. What its rows affect is then noted, and made anew once for each
-- person and building as the transaction commits, instead of once a row. The trigger is the database's own: no import can
-- forget it.
create unlogged table refresh_wanted (
	xid xid8 not null default pg_current_xact_id(),
	kind text not null check (kind in ('building', 'person')),
	id uuid not null,
	primary key (xid, kind, id)
);

create function is_import() returns boolean
	language sql stable parallel safe
	return coalesce(current_setting('kellari.import', true) = 'on', false);

create function refresh_what_is_wanted() returns trigger
	language plpgsql as $$
declare
	wanted record;
begin
	-- The first of them does it for all, in an order: of two transactions that do it one waits for the other, and never
	-- each for the other.
	for wanted in
		with noted as (delete from refresh_wanted where xid = new.xid returning kind, id)
		select kind, id from noted order by kind, id
	loop
		if wanted.kind = 'building' then
			perform project_building(wanted.id);
		else
			perform refresh_person(wanted.id);
		end if;
	end loop;
	return null;
end $$;
create constraint trigger refresh after insert on refresh_wanted
	deferrable initially deferred for each row execute function refresh_what_is_wanted();

create function want_refresh(wanted_kind text, wanted uuid) returns void
	language sql
	begin atomic
	insert into refresh_wanted (kind, id) values (wanted_kind, wanted) on conflict do nothing;
	end;

create function renew_person(person uuid) returns void
	language plpgsql as $$
begin
	if is_import() then perform want_refresh('person', person); else perform refresh_person(person); end if;
end $$;

create function renew_membership(person uuid) returns void
	language plpgsql as $$
begin
	if is_import() then perform want_refresh('person', person); else perform project_membership(person); end if;
end $$;

create function renew_grants(person uuid) returns void
	language plpgsql as $$
begin
	if is_import() then perform want_refresh('person', person); else perform derive_grants(person); end if;
end $$;

create function renew_building(building uuid) returns void
	language plpgsql as $$
begin
	if is_import() then perform want_refresh('building', building); else perform project_building(building); end if;
end $$;

-- The triggers of 0006: what is affected is as it was, and is renewed now or at the commit.
create or replace function on_person_change() returns trigger language plpgsql as $$
begin
	perform renew_membership(new.id);
	if tg_op = 'INSERT' then perform renew_grants(new.id); end if;
	insert into profiles (scope_id, id, language, phone, email)
	values (sync_scope_for('person', new.id), new.id, new.language, new.phone, coalesce(new.email, ''))
	on conflict (id) do nothing;
	return null;
end $$;

create or replace function on_occupancy_change() returns trigger language plpgsql as $$
begin
	if tg_op <> 'DELETE' then perform hold_home(new.apartment_id); end if;
	if tg_op <> 'INSERT' then perform renew_person(old.person_id); end if;
	if tg_op <> 'DELETE' then perform renew_person(new.person_id); end if;
	return null;
end $$;

create or replace function on_agreement_party_change() returns trigger language plpgsql as $$
begin
	if tg_op <> 'DELETE' then
		-- Its foreign key holds the agreement against deletion only; its days must stay as well.
		perform hold_home(apartment_id) from agreements where id = new.agreement_id for share;
	end if;
	if tg_op <> 'INSERT' then perform renew_person(old.person_id); end if;
	if tg_op <> 'DELETE' then perform renew_person(new.person_id); end if;
	return null;
end $$;

create or replace function on_agreement_change() returns trigger language plpgsql as $$
declare
	party uuid;
begin
	perform hold_home(new.apartment_id);
	for party in select person_id from agreement_parties where agreement_id = new.id order by person_id loop
		perform renew_person(party);
	end loop;
	return null;
end $$;

create or replace function on_guardianship_change() returns trigger language plpgsql as $$
begin
	if tg_op <> 'INSERT' then perform renew_grants(old.guardian_id); end if;
	if tg_op <> 'DELETE' then perform renew_grants(new.guardian_id); end if;
	return null;
end $$;

create or replace function on_building_change() returns trigger language plpgsql as $$
declare
	person uuid;
begin
	perform renew_building(new.id);
	if tg_op = 'UPDATE' and (new.street_address, new.postal_code, new.city) is distinct from (old.street_address, old.postal_code, old.city) then
		for person in
			select distinct holder from apartments a join staircases s on s.id = a.staircase_id
			cross join lateral holders_of(a.id) holder
			where s.building_id = new.id order by holder
		loop
			perform renew_membership(person);
		end loop;
	end if;
	return null;
end $$;

create or replace function on_staircase_change() returns trigger language plpgsql as $$
declare
	person uuid;
begin
	perform from buildings where id = new.building_id for share;
	perform renew_building(new.building_id);
	if tg_op = 'UPDATE' and (new.building_id, new.name) is distinct from (old.building_id, old.name) then
		if new.building_id <> old.building_id then perform renew_building(old.building_id); end if;
		for person in
			select distinct holder from apartments a cross join lateral holders_of(a.id) holder
			where a.staircase_id = new.id order by holder
		loop
			perform renew_person(person);
		end loop;
	end if;
	return null;
end $$;

create or replace function on_apartment_change() returns trigger language plpgsql as $$
declare
	person uuid;
begin
	if tg_op <> 'DELETE' then perform hold_home(new.id); end if;
	if tg_op <> 'INSERT' then perform renew_building(s.building_id) from staircases s where s.id = old.staircase_id; end if;
	if tg_op <> 'DELETE' then perform renew_building(s.building_id) from staircases s where s.id = new.staircase_id; end if;
	if tg_op = 'UPDATE' then
		for person in select holder from holders_of(new.id) holder order by holder loop
			perform renew_person(person);
		end loop;
	end if;
	return null;
end $$;

-- How much there is now, for the planner; only a table's owner may count it.
create function analyze_registers() returns void
	language plpgsql security definer set search_path = public, pg_temp as $$
begin
	analyze buildings, staircases, apartments, people, agreements, agreement_parties, occupancies, guardianships, profiles,
		sync_scope, sync_grant, sync_projections, refresh_wanted;
end $$;

-- What the portal changed and the landlord's system must hear of (T9). Numbered as the transaction commits, under one
-- row's lock: a number that is seen is never followed by a lower one.
create table register_changes (
	id uuid primary key default gen_random_uuid(),
	seq bigint unique,
	register text not null,
	row_id uuid not null,
	change text not null check (change in ('added', 'changed', 'removed')),
	-- Columns and their new values.
	fields jsonb not null,
	changed_at timestamptz not null default now(),
	acknowledged_at timestamptz
);
create index on register_changes (register, row_id) where acknowledged_at is null;

create table register_change_counter (
	one boolean primary key default true check (one),
	last bigint not null default 0
);
insert into register_change_counter default values;

create function number_register_change() returns trigger
	language plpgsql as $$
declare
	next bigint;
begin
	update register_change_counter set last = last + 1 returning last into next;
	update register_changes set seq = next where id = new.id;
	return null;
end $$;
create constraint trigger number after insert on register_changes
	deferrable initially deferred for each row execute function number_register_change();

-- Whether the landlord's system has not yet said that it knows of a change of this field.
create function awaits_acknowledgement(changed_register text, changed_row uuid, field text) returns boolean
	language sql stable
	begin atomic
	select exists (
		select from register_changes
		where register = changed_register and row_id = changed_row and acknowledged_at is null and fields ? field
	);
	end;

create function record_register_change() returns trigger
	language plpgsql as $$
declare
	ours constant text[] := array['id', 'external_id', 'hetu_sealed', 'hetu_lookup'];
	was constant jsonb := case when tg_op = 'INSERT' then '{}' else to_jsonb(old) - ours end;
	is_now constant jsonb := case when tg_op = 'DELETE' then '{}' else to_jsonb(new) - ours end;
	fields jsonb;
begin
	if tg_op = 'DELETE' then
		fields := was;
	else
		select coalesce(jsonb_object_agg(key, value), '{}') into fields
		from jsonb_each(is_now) where tg_op = 'INSERT' or value is distinct from was -> key;
		if fields = '{}' then return null; end if;
		-- What a row is called by, where its id alone doesn't say it.
		if tg_nargs > 2 then fields := fields || jsonb_build_object(tg_argv[2], is_now -> tg_argv[2]); end if;
	end if;
	insert into register_changes (register, row_id, change, fields) values (
		tg_argv[0],
		(coalesce(to_jsonb(new), to_jsonb(old)) ->> tg_argv[1])::uuid,
		case tg_op when 'INSERT' then 'added' when 'UPDATE' then 'changed' else 'removed' end,
		fields
	);
	return null;
end $$;

create trigger record_change after insert or update or delete on people
	for each row when (not is_import()) execute function record_register_change('people', 'id');
create trigger record_change after insert or update or delete on occupancies
	for each row when (not is_import()) execute function record_register_change('occupancies', 'id');
create trigger record_change after insert or update or delete on agreements
	for each row when (not is_import()) execute function record_register_change('agreements', 'id');
create trigger record_change after insert or update or delete on agreement_parties
	for each row when (not is_import()) execute function record_register_change('parties', 'agreement_id', 'person_id');
create trigger record_change after insert or update or delete on guardianships
	for each row when (not is_import()) execute function record_register_change('guardianships', 'id');

-- `people` has what the landlord's system says, `profiles` what the resident says. The register's news reaches the
-- profile unless the resident's own are still on their way there.
create function carry_to_profile() returns trigger
	language plpgsql as $$
begin
	update profiles profile
	set phone = carried.phone, language = carried.language
	from (
		select
			case when new.phone is distinct from old.phone and not awaits_acknowledgement('people', new.id, 'phone')
				then new.phone else phone end as phone,
			case when new.language is distinct from old.language and not awaits_acknowledgement('people', new.id, 'language')
				then new.language else language end as language
		from profiles where id = new.id
	) carried
	where profile.id = new.id and (profile.phone, profile.language) is distinct from (carried.phone, carried.language);
	return null;
end $$;
create trigger carry_to_profile after update on people
	for each row when ((old.phone, old.language) is distinct from (new.phone, new.language))
	execute function carry_to_profile();

-- What the resident says of themselves. What was carried here from the register is the register's already.
create function record_profile_change() returns trigger
	language plpgsql as $$
declare
	shared constant text[] := array['phone', 'language', 'email', 'postal_address', 'next_of_kin'];
	registered constant jsonb := (select to_jsonb(p) from people p where p.id = new.id);
	told jsonb;
begin
	select coalesce(jsonb_object_agg(key, value), '{}') into told
	from jsonb_each(to_jsonb(new))
	where key = any (shared) and value is distinct from to_jsonb(old) -> key
		and (value is distinct from registered -> key or awaits_acknowledgement('people', new.id, key));
	if told <> '{}' then
		insert into register_changes (register, row_id, change, fields) values ('people', new.id, 'changed', told);
	end if;
	return null;
end $$;
create trigger record_change after update on profiles for each row execute function record_profile_change();

-- Where money is paid back to: told by the row that has it sealed, so that no second copy has to follow the keys.
create function record_bank_account() returns trigger
	language plpgsql as $$
begin
	insert into register_changes (register, row_id, change, fields)
	values ('people', new.person_id, 'changed', jsonb_build_object('bank_account_id', new.id));
	return null;
end $$;
create trigger record_change after insert on bank_accounts for each row execute function record_bank_account();
