-- Acting for another adult (A13): the principal invites, the invited person identifies strongly and accepts, either side
-- ends it. A power's extent never changes: another extent is another power.

create table powers_of_attorney (
	id uuid primary key,
	principal_id uuid not null references people,
	-- Who accepted; until then nobody can act by it, whoever has the link.
	attorney_id uuid references people,
	invited_name text not null check (invited_name <> ''),
	invited_email text not null,
	-- Termination and the bank account only where they are named.
	matters text[] not null check (
		cardinality(matters) > 0 and matters <@ array['defects', 'messages', 'termination', 'bankAccount']
	),
	-- The last day.
	ends_on date not null,
	-- Null where the principal gave it here; of one given on paper, who of the staff entered it.
	entered_by uuid references staff,
	-- The SHA-256 of the link's token: whoever reads this table can't accept with it.
	token_hash text unique,
	token_ends_at timestamptz,
	invited_at timestamptz not null,
	accepted_at timestamptz,
	ended_at timestamptz,
	ended_by text check (ended_by in ('principal', 'attorney', 'staff')),
	state text not null generated always as (
		case when ended_at is not null then 'ended' when accepted_at is not null then 'accepted' else 'invited' end
	) stored,
	check (attorney_id <> principal_id),
	check ((attorney_id is null) = (accepted_at is null)),
	check ((ended_at is null) = (ended_by is null)),
	check (ended_at >= accepted_at)
);
create index on powers_of_attorney (principal_id);
create index on powers_of_attorney (attorney_id);

-- Who did it, where somebody did it for another (A12); null where they did it for themselves. Staff's rows have none.
alter table defect_reports add column acted_by uuid references people;
alter table defect_entries add column acted_by uuid references people;
alter table messages add column acted_by uuid references people;

-- What of a scope one sees; null is all of it. An attorney sees of the principal's own scope only what the power names.
alter table sync_grant add column matters text[];
create index sync_grant_person on sync_grant (person_id) include (scope_id, principal_id, valid, matters);
drop index sync_grant_person_id_scope_id_principal_id_valid_idx;

-- The midnight at which somebody comes of age (A3). Whoever is born on 29 February does on 28 February where the year
-- has no 29th (Act on the Calculation of Statutory Time Limits 150/1930, section 3), as Postgres counts years.
create function adult_since(born_on date) returns timestamptz
	language sql immutable parallel safe
	return (born_on + interval '18 years')::date::timestamp at time zone 'Europe/Helsinki';

create function power_period(power powers_of_attorney) returns tstzrange
	language sql stable
	return case when power.accepted_at < least(upper(helsinki_period(null, power.ends_on)), power.ended_at)
		then tstzrange(power.accepted_at, least(upper(helsinki_period(null, power.ends_on)), power.ended_at))
		else 'empty'::tstzrange end;

-- Grants as in 0006, and besides: only people of legal age come in (A3), and attorneys see what their power names.
create or replace function derive_grants(person uuid) returns void
	language plpgsql as $$
declare
	landlord uuid := (select id from landlords);
begin
	-- Whoever changes a principal's homes holds the principal (refresh_person), whoever changes for whom somebody acts
	-- holds both.
	perform from people
	where id = any (array(
		select person
		union select ward_id from guardianships where guardian_id = person
		union select principal_id from powers_of_attorney where attorney_id = person
	))
	order by id for no key update;
	delete from sync_grant where person_id = person;
	insert into sync_grant (person_id, scope_id, principal_id, valid, matters)
	select person, sync_scope_for(wanted.kind, wanted.key), wanted.principal_id, wanted.valid, wanted.matters
	from (
		with of_age as (
			select tstzrange(adult_since(born_on), null) as during from people where id = person
		), seen_for as (
			select person as principal_id, of_age.during as acting, null::text[] as matters from of_age
			union all
			select g.ward_id, helsinki_period(g.starts_on, g.ends_on) * of_age.during, null
			from guardianships g, of_age where g.guardian_id = person
			union all
			select p.principal_id, power_period(p) * of_age.during, p.matters
			from powers_of_attorney p, of_age where p.attorney_id = person
		), held as (
			select s.principal_id, s.matters, t.apartment_id,
				helsinki_period(t.opens_on, t.ends_on) * s.acting as opened,
				helsinki_period(t.starts_on, t.ends_on) * s.acting as running
			from seen_for s join tenancies t on t.person_id = s.principal_id
		)
		select 'person' as kind, principal_id as key, principal_id, opened as valid, matters from held
		union
		-- A guardian or attorney need not live here: their own page opens with the principal's.
		select 'person', person, person, opened, null from held
		union
		select 'landlord', landlord, principal_id, running, null from held where landlord is not null
		union
		select 'building', s.building_id, h.principal_id, h.running, null
		from held h join apartments a on a.id = h.apartment_id join staircases s on s.id = a.staircase_id
		union
		select 'staircase', a.staircase_id, h.principal_id, h.running, null
		from held h join apartments a on a.id = h.apartment_id
	) wanted
	where not isempty(wanted.valid)
	order by wanted.kind, wanted.key, wanted.valid;
end $$;

create or replace function refresh_person(person uuid) returns void
	language plpgsql as $$
declare
	acting uuid;
begin
	perform from people where id = person for no key update;
	perform project_membership(person);
	perform derive_grants(person);
	for acting in
		select guardian_id from guardianships where ward_id = person
		union
		select attorney_id from powers_of_attorney where principal_id = person and attorney_id is not null
		order by 1
	loop
		perform derive_grants(acting);
	end loop;
end $$;

create function on_power_change() returns trigger language plpgsql as $$
begin
	if tg_op <> 'INSERT' and old.attorney_id is not null then perform derive_grants(old.attorney_id); end if;
	if tg_op <> 'DELETE' and new.attorney_id is not null and (tg_op = 'INSERT' or new is distinct from old) then
		perform derive_grants(new.attorney_id);
	end if;
	return null;
end $$;
create trigger project after insert or update or delete on powers_of_attorney
	for each row execute function on_power_change();

-- A date of birth that was put right moves the day from which somebody may log in.
create function on_birthday_change() returns trigger language plpgsql as $$
begin
	perform derive_grants(new.id);
	return null;
end $$;
create trigger derive_from_birthday after update on people
	for each row when (old.born_on is distinct from new.born_on) execute function on_birthday_change();

-- Somebody's tenancies in turn (A16): a line for each stretch of time through which they hold an apartment by the same
-- strongest role. Somebody who leaves the agreement and stays, or moves out and in again, has two.
create function tenancies_in_turn(person uuid)
	returns table (apartment_id uuid, role text, opens_on date, starts_on date, ends_on date)
	language sql stable as $$
	with held as (
		select t.apartment_id, t.opens_on, t.starts_on, t.ends_on,
			array_position(array['occupant', 'spouse', 'signatory'], t.role) as strength
		from tenancies t
		where t.person_id = person and (t.ends_on is null or t.ends_on >= t.starts_on)
	), turns as (
		select apartment_id, starts_on as day from held
		union
		select apartment_id, ends_on + 1 from held where ends_on is not null
	), stretches as (
		select apartment_id, day as starts_on, lead(day) over (partition by apartment_id order by day) - 1 as ends_on
		from turns
	), strongest as (
		select s.apartment_id, s.starts_on, s.ends_on, max(h.strength) as strength, min(h.opens_on) as opens_on
		from stretches s
		join held h on h.apartment_id = s.apartment_id and h.starts_on <= s.starts_on
			and (h.ends_on is null or h.ends_on >= s.starts_on)
		group by s.apartment_id, s.starts_on, s.ends_on
	), marked as (
		select *, lag(strength) over earlier is distinct from strength
			or lag(ends_on) over earlier is distinct from starts_on - 1 as begins
		from strongest window earlier as (partition by apartment_id order by starts_on)
	), counted as (
		select *, count(*) filter (where begins) over (partition by apartment_id order by starts_on) as turn from marked
	)
	select apartment_id, (array['occupant', 'spouse', 'signatory'])[strength],
		least(min(opens_on), min(starts_on)), min(starts_on),
		case when bool_or(ends_on is null) then null else max(ends_on) end
	from counted group by apartment_id, turn, strength
$$;

create or replace function project_membership(person uuid) returns void
	language plpgsql as $$
declare
	scope constant bigint := sync_scope_for('person', person);
	made jsonb;
begin
	perform sync_hold(scope);
	select jsonb_build_object(
		'id', p.id, 'familyName', p.family_name, 'givenNames', p.given_names, 'callName', p.call_name,
		'tenancies', coalesce((
			select jsonb_agg(jsonb_build_object(
				'apartmentId', a.id, 'buildingId', b.id, 'staircaseId', s.id,
				'address', address_of(b, s, a), 'postalPlace', b.postal_code || ' ' || b.city,
				'staircase', s.name, 'apartment', a.number, 'role', t.role,
				'opensOn', t.opens_on, 'startsOn', t.starts_on, 'endsOn', t.ends_on
			) order by t.starts_on desc, a.id)
			from tenancies_in_turn(person) t
			join apartments a on a.id = t.apartment_id
			join staircases s on s.id = a.staircase_id
			join buildings b on b.id = s.building_id
		), '[]')
	) into made from people p where p.id = person;
	if made is not null then
		perform sync_project(scope, 'membership', person, made);
	end if;
end $$;

-- Of what is in the registers already.
select project_membership(id), derive_grants(id) from people order by id;
