-- An import's batch concerns some hundred people, and a change of a staircase everybody in it. What follows for them is
-- made by statements over all of them; for one person it is the same statement over one. They are planned once a
-- connection: made for each array anew, a plan costs more than what it does.

-- As in 0012, of several people.
drop function tenancies_in_turn(uuid);
create function tenancies_in_turn(whose uuid[])
	returns table (person_id uuid, apartment_id uuid, role text, opens_on date, starts_on date, ends_on date)
	language sql stable as $$
	with held as (
		select t.person_id, t.apartment_id, t.opens_on, t.starts_on, t.ends_on,
			array_position(array['occupant', 'spouse', 'signatory'], t.role) as strength
		from tenancies t
		where t.person_id = any (whose) and (t.ends_on is null or t.ends_on >= t.starts_on)
	), turns as (
		select person_id, apartment_id, starts_on as day from held
		union
		select person_id, apartment_id, ends_on + 1 from held where ends_on is not null
	), stretches as (
		select person_id, apartment_id, day as starts_on,
			lead(day) over (partition by person_id, apartment_id order by day) - 1 as ends_on
		from turns
	), strongest as (
		select s.person_id, s.apartment_id, s.starts_on, s.ends_on,
			max(h.strength) as strength, min(h.opens_on) as opens_on
		from stretches s
		join held h on h.person_id = s.person_id and h.apartment_id = s.apartment_id and h.starts_on <= s.starts_on
			and (h.ends_on is null or h.ends_on >= s.starts_on)
		group by s.person_id, s.apartment_id, s.starts_on, s.ends_on
	), marked as (
		select *, lag(strength) over earlier is distinct from strength
			or lag(ends_on) over earlier is distinct from starts_on - 1 as begins
		from strongest window earlier as (partition by person_id, apartment_id order by starts_on)
	), counted as (
		select *, count(*) filter (where begins) over (partition by person_id, apartment_id order by starts_on) as turn
		from marked
	)
	select person_id, apartment_id, (array['occupant', 'spouse', 'signatory'])[strength],
		least(min(opens_on), min(starts_on)), min(starts_on),
		case when bool_or(ends_on is null) then null else max(ends_on) end
	from counted group by person_id, apartment_id, turn, strength
$$;

create function project_memberships(whose uuid[]) returns void
	language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
	perform sync_hold(scope)
	from (
		select sync_scope_for('person', person) as scope from unnest(whose) person order by 1
	) held;
	-- Only what differs, as sync_project does it.
	insert into sync_projections (scope_id, kind, id, data)
	select made.scope_id, 'membership', made.id, made.data
	from (
		select scope.id as scope_id, p.id, jsonb_build_object(
			'id', p.id, 'familyName', p.family_name, 'givenNames', p.given_names, 'callName', p.call_name,
			'tenancies', coalesce(homes.list, '[]')
		) as data
		from people p
		join sync_scope scope on scope.kind = 'person' and scope.key = p.id
		left join (
			select t.person_id, jsonb_agg(jsonb_build_object(
				'apartmentId', a.id, 'buildingId', b.id, 'staircaseId', s.id,
				'address', address_of(b, s, a), 'postalPlace', b.postal_code || ' ' || b.city,
				'staircase', s.name, 'apartment', a.number, 'role', t.role,
				'opensOn', t.opens_on, 'startsOn', t.starts_on, 'endsOn', t.ends_on
			) order by t.starts_on desc, a.id) as list
			from tenancies_in_turn(whose) t
			join apartments a on a.id = t.apartment_id
			join staircases s on s.id = a.staircase_id
			join buildings b on b.id = s.building_id
			group by t.person_id
		) homes on homes.person_id = p.id
		where p.id = any (whose)
	) made
	left join sync_projections here on here.scope_id = made.scope_id and here.kind = 'membership' and here.id = made.id
	where here.data is distinct from made.data
	order by made.scope_id
	on conflict (scope_id, kind, id) do update set data = excluded.data;
end $$;

-- Grants as in 0012. Those that stay as they are stay where they are.
create function derive_grants_of(whose uuid[]) returns void
	language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
	landlord uuid := (select id from landlords);
begin
	-- Whoever changes a principal's homes holds the principal (refresh_people), whoever changes for whom somebody acts
	-- holds both.
	perform from people
	where id = any (array(
		select unnest(whose)
		union select ward_id from guardianships where guardian_id = any (whose)
		union select principal_id from powers_of_attorney where attorney_id = any (whose)
	))
	order by id for no key update;
	with of_age as (
		select id as person_id, tstzrange(adult_since(born_on), null) as during from people where id = any (whose)
	), seen_for as (
		select person_id, person_id as principal_id, during as acting, null::text[] as matters from of_age
		union all
		select o.person_id, g.ward_id, helsinki_period(g.starts_on, g.ends_on) * o.during, null
		from of_age o join guardianships g on g.guardian_id = o.person_id
		union all
		select o.person_id, p.principal_id, power_period(p) * o.during, p.matters
		from of_age o join powers_of_attorney p on p.attorney_id = o.person_id
	), held as (
		select s.person_id, s.principal_id, s.matters, a.staircase_id, stairs.building_id,
			helsinki_period(t.opens_on, t.ends_on) * s.acting as opened,
			helsinki_period(t.starts_on, t.ends_on) * s.acting as running
		from seen_for s
		join tenancies t on t.person_id = s.principal_id
		join apartments a on a.id = t.apartment_id
		join staircases stairs on stairs.id = a.staircase_id
	), wanted as (
		select person_id, 'person' as kind, principal_id as key, principal_id, opened as valid, matters from held
		union
		-- A guardian or attorney need not live here: their own page opens with the principal's.
		select person_id, 'person', person_id, person_id, opened, null from held
		union
		select person_id, 'landlord', landlord, principal_id, running, null from held where landlord is not null
		union
		select person_id, 'building', building_id, principal_id, running, null from held
		union
		select person_id, 'staircase', staircase_id, principal_id, running, null from held
	), scopes as (
		select kind, key, sync_scope_for(kind, key) as scope_id
		from (select distinct kind, key from wanted where not isempty(valid) order by kind, key) named
	), granted as materialized (
		select w.person_id, s.scope_id, w.principal_id, w.valid, w.matters
		from wanted w join scopes s using (kind, key) where not isempty(w.valid)
	), ended as (
		delete from sync_grant held
		where person_id = any (whose) and not exists (
			select from granted g
			where (g.person_id, g.scope_id, g.principal_id, g.valid) = (held.person_id, held.scope_id, held.principal_id, held.valid)
				and g.matters is not distinct from held.matters
		)
	)
	insert into sync_grant (person_id, scope_id, principal_id, valid, matters)
	select g.person_id, g.scope_id, g.principal_id, g.valid, g.matters
	from granted g
	where not exists (
		select from sync_grant held
		where (held.person_id, held.scope_id, held.principal_id, held.valid) = (g.person_id, g.scope_id, g.principal_id, g.valid)
			and held.matters is not distinct from g.matters
	)
	order by g.person_id, g.scope_id;
end $$;

create function refresh_people(whose uuid[]) returns void
	language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
	perform from people where id = any (whose) order by id for no key update;
	perform project_memberships(whose);
	perform derive_grants_of(array(
		select unnest(whose)
		union select guardian_id from guardianships where ward_id = any (whose)
		union select attorney_id from powers_of_attorney where principal_id = any (whose) and attorney_id is not null
	));
end $$;

-- The same of one.
create or replace function project_membership(person uuid) returns void
	language sql
	begin atomic
	select project_memberships(array[person]);
	end;

create or replace function derive_grants(person uuid) returns void
	language sql
	begin atomic
	select derive_grants_of(array[person]);
	end;

create or replace function refresh_person(person uuid) returns void
	language sql
	begin atomic
	select refresh_people(array[person]);
	end;

-- The id of a row that an import makes, as in 0010, in a form that is written into the statement which asks for it: a call
-- for each of a year's invoices costs more than their ids. Postgres does so only where a function promises no more than
-- what it calls, and `convert_to` is stable.
create or replace function register_id(register text, external_id text) returns uuid
	language sql stable parallel safe
	return encode(set_byte(set_byte(
		substr(sha256(convert_to('kellari ' || register || chr(10) || external_id, 'UTF8')), 1, 16),
		6, get_byte(sha256(convert_to('kellari ' || register || chr(10) || external_id, 'UTF8')), 6) & 15 | 128),
		8, get_byte(sha256(convert_to('kellari ' || register || chr(10) || external_id, 'UTF8')), 8) & 63 | 128), 'hex')::uuid;

-- As in 0010, of several.
create function want_refresh(wanted_kind text, wanted uuid[]) returns void
	language sql
	begin atomic
	insert into refresh_wanted (kind, id)
	select distinct wanted_kind, id from unnest(wanted) id
	on conflict do nothing;
	end;

create function renew_people(whose uuid[]) returns void
	language plpgsql as $$
begin
	if is_import() then perform want_refresh('person', whose); else perform refresh_people(whose); end if;
end $$;

create function renew_memberships(whose uuid[]) returns void
	language plpgsql as $$
begin
	if is_import() then perform want_refresh('person', whose); else perform project_memberships(whose); end if;
end $$;

create function renew_grants_of(whose uuid[]) returns void
	language plpgsql as $$
begin
	if is_import() then perform want_refresh('person', whose); else perform derive_grants_of(whose); end if;
end $$;

create function renew_buildings(which uuid[]) returns void
	language plpgsql as $$
begin
	if is_import() then
		perform want_refresh('building', which);
	else
		perform project_building(id) from (select distinct unnest(which) as id order by 1) changed;
	end if;
end $$;

create or replace function refresh_what_is_wanted() returns trigger
	language plpgsql security definer set search_path = public, pg_temp as $$
declare
	buildings uuid[];
	people uuid[];
begin
	-- The first of them does it for all, in an order: of two transactions that do it one waits for the other, and never
	-- each for the other.
	with noted as (delete from refresh_wanted where xid = new.xid returning kind, id)
	select array_agg(id order by id) filter (where kind = 'building'),
		array_agg(id order by id) filter (where kind = 'person')
	into buildings, people
	from noted;
	perform project_building(building) from unnest(buildings) building;
	if people is not null then perform refresh_people(people); end if;
	return null;
end $$;

-- As in 0006, of several.
create function hold_homes(apartments_held uuid[]) returns void
	language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
	perform from apartments a join staircases s on s.id = a.staircase_id join buildings b on b.id = s.building_id
	where a.id = any (apartments_held)
	order by a.id
	for share;
end $$;

-- The triggers of 0010, once a statement: `was` are its rows before, `made` its rows after. An insert has no `was` and a
-- deletion no `made`; a branch that is not taken asks for neither.
drop trigger project on people;
drop function on_person_change();
create function on_people_made() returns trigger
	language plpgsql security definer set search_path = public, pg_temp as $$
declare
	whose constant uuid[] := array(select id from made order by id);
begin
	perform renew_people(whose);
	insert into profiles (scope_id, id, language, phone, email)
	select sync_scope_for('person', id), id, language, phone, coalesce(email, '') from made order by id
	on conflict (id) do nothing;
	return null;
end $$;
create trigger project_made after insert on people
	referencing new table as made for each statement execute function on_people_made();

create function on_people_changed() returns trigger
	language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform renew_memberships(array(select id from made order by id));
	return null;
end $$;
create trigger project_changed after update on people
	referencing new table as made for each statement execute function on_people_changed();

drop trigger project on occupancies;
drop function on_occupancy_change();
create function on_occupancies_change() returns trigger
	language plpgsql security definer set search_path = public, pg_temp as $$
declare
	whose uuid[] := '{}';
begin
	if tg_op <> 'DELETE' then
		perform hold_homes(array(select apartment_id from made));
		whose := array(select person_id from made);
	end if;
	if tg_op <> 'INSERT' then whose := whose || array(select person_id from was); end if;
	perform renew_people(whose);
	return null;
end $$;
create trigger project_made after insert on occupancies
	referencing new table as made for each statement execute function on_occupancies_change();
create trigger project_changed after update on occupancies
	referencing old table as was new table as made for each statement execute function on_occupancies_change();
create trigger project_deleted after delete on occupancies
	referencing old table as was for each statement execute function on_occupancies_change();

drop trigger project on agreement_parties;
drop function on_agreement_party_change();
create function on_agreement_parties_change() returns trigger
	language plpgsql security definer set search_path = public, pg_temp as $$
declare
	whose uuid[] := '{}';
begin
	if tg_op <> 'DELETE' then
		-- Their foreign key holds the agreements against deletion only; their days must stay as well.
		perform from agreements where id in (select agreement_id from made) order by id for share;
		perform hold_homes(array(select apartment_id from agreements where id in (select agreement_id from made)));
		whose := array(select person_id from made);
	end if;
	if tg_op <> 'INSERT' then whose := whose || array(select person_id from was); end if;
	perform renew_people(whose);
	return null;
end $$;
create trigger project_made after insert on agreement_parties
	referencing new table as made for each statement execute function on_agreement_parties_change();
create trigger project_changed after update on agreement_parties
	referencing old table as was new table as made for each statement execute function on_agreement_parties_change();
create trigger project_deleted after delete on agreement_parties
	referencing old table as was for each statement execute function on_agreement_parties_change();

drop trigger project on agreements;
drop function on_agreement_change();
create function on_agreements_changed() returns trigger
	language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform hold_homes(array(select apartment_id from made));
	perform renew_people(array(select person_id from agreement_parties where agreement_id in (select id from made)));
	return null;
end $$;
create trigger project_changed after update on agreements
	referencing new table as made for each statement execute function on_agreements_changed();

drop trigger project on guardianships;
drop function on_guardianship_change();
create function on_guardianships_change() returns trigger
	language plpgsql security definer set search_path = public, pg_temp as $$
declare
	whose uuid[] := '{}';
begin
	if tg_op <> 'DELETE' then whose := array(select guardian_id from made); end if;
	if tg_op <> 'INSERT' then whose := whose || array(select guardian_id from was); end if;
	perform renew_grants_of(whose);
	return null;
end $$;
create trigger project_made after insert on guardianships
	referencing new table as made for each statement execute function on_guardianships_change();
create trigger project_changed after update on guardianships
	referencing old table as was new table as made for each statement execute function on_guardianships_change();
create trigger project_deleted after delete on guardianships
	referencing old table as was for each statement execute function on_guardianships_change();

drop trigger project on apartments;
drop function on_apartment_change();
create function on_apartments_change() returns trigger
	language plpgsql security definer set search_path = public, pg_temp as $$
declare
	stairs uuid[] := '{}';
begin
	if tg_op <> 'DELETE' then
		perform hold_homes(array(select id from made));
		stairs := array(select staircase_id from made);
	end if;
	if tg_op <> 'INSERT' then stairs := stairs || array(select staircase_id from was); end if;
	perform renew_buildings(array(select building_id from staircases where id = any (stairs)));
	if tg_op = 'UPDATE' then
		perform renew_people(array(select distinct holder from made cross join lateral holders_of(made.id) holder));
	end if;
	return null;
end $$;
create trigger project_made after insert on apartments
	referencing new table as made for each statement execute function on_apartments_change();
create trigger project_changed after update on apartments
	referencing old table as was new table as made for each statement execute function on_apartments_change();
create trigger project_deleted after delete on apartments
	referencing old table as was for each statement execute function on_apartments_change();

-- A house is one row, and all who live there several.
create or replace function on_building_change() returns trigger
	language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform renew_buildings(array[new.id]);
	if tg_op = 'UPDATE' and (new.street_address, new.postal_code, new.city) is distinct from (old.street_address, old.postal_code, old.city) then
		perform renew_memberships(array(
			select distinct holder from apartments a join staircases s on s.id = a.staircase_id
			cross join lateral holders_of(a.id) holder
			where s.building_id = new.id order by holder
		));
	end if;
	return null;
end $$;

create or replace function on_staircase_change() returns trigger
	language plpgsql security definer set search_path = public, pg_temp as $$
begin
	perform from buildings where id = new.building_id for share;
	perform renew_buildings(array[new.building_id]);
	if tg_op = 'UPDATE' and (new.building_id, new.name) is distinct from (old.building_id, old.name) then
		if new.building_id <> old.building_id then perform renew_buildings(array[old.building_id]); end if;
		perform renew_people(array(
			select distinct holder from apartments a cross join lateral holders_of(a.id) holder
			where a.staircase_id = new.id order by holder
		));
	end if;
	return null;
end $$;

drop function renew_person(uuid), renew_membership(uuid), renew_grants(uuid), renew_building(uuid), want_refresh(text, uuid),
	hold_home(uuid);
