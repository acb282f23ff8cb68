-- ONE function per kind makes its rows from the sources; triggers on the sources call it. tests recompute every
-- projection and compare. `sync_project` writes only what differs, so that rebuilding is cheap and wakes nobody.
-- Each takes a lock before it reads the sources: of two transactions that change two sources of one row, the later one
-- would else write what it read before the earlier one's commit.

create function sync_project(scope bigint, row_kind text, row_id uuid, made jsonb) returns void
	language plpgsql as $$
begin
	-- An insert that meets a conflict has run its BEFORE triggers, and would have raised the scope's version for nothing.
	perform from sync_projections where scope_id = scope and kind = row_kind and id = row_id and data = made;
	if found then return; end if;
	insert into sync_projections (scope_id, kind, id, data) values (scope, row_kind, row_id, made)
	on conflict (scope_id, kind, id) do update set data = excluded.data
	where sync_projections.data is distinct from excluded.data;
end $$;

create function sync_unproject(row_kind text, row_id uuid, keep bigint[]) returns void
	language sql
	begin atomic
	delete from sync_projections where kind = row_kind and id = row_id and scope_id <> all (keep);
	end;

-- For as long as a projection is made: serialises those of one scope.
create function sync_hold(scope bigint) returns bigint
	language sql
	begin atomic
	select id from sync_scope where id = scope for update;
	end;

create function address_of(building buildings, staircase staircases, apartment apartments) returns text
	language sql immutable
	return building.street_address || ' ' || staircase.name || ' ' || apartment.number;

create function project_membership(person uuid) returns void
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
			from (
				-- One line for each apartment: the strongest role, and the whole time that any hold on it lasts.
				select apartment_id,
					case max(case role when 'signatory' then 3 when 'spouse' then 2 else 1 end)
						when 3 then 'signatory' when 2 then 'spouse' else 'occupant' end as role,
					min(opens_on) as opens_on, min(starts_on) as starts_on,
					case when bool_or(ends_on is null) then null else max(ends_on) end as ends_on
				from tenancies where person_id = person group by apartment_id
			) t
			join apartments a on a.id = t.apartment_id
			join staircases s on s.id = a.staircase_id
			join buildings b on b.id = s.building_id
		), '[]')
	) into made from people p where p.id = person;
	if made is not null then
		perform sync_project(scope, 'membership', person, made);
	end if;
end $$;

create function project_building(building uuid) returns void
	language plpgsql as $$
declare
	made jsonb;
	staircase staircases;
begin
	perform sync_hold(sync_scope_for('building', building));
	select jsonb_build_object(
		'id', b.id, 'name', b.name, 'streetAddress', b.street_address, 'postalPlace', b.postal_code || ' ' || b.city,
		'builtYear', b.built_year, 'office', b.office, 'maintenance', b.maintenance, 'chapters', b.chapters,
		'staircases', coalesce((
			select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'floors', s.floors,
				'apartments', (select count(*) from apartments a where a.staircase_id = s.id)) order by s.name)
			from staircases s where s.building_id = b.id
		), '[]')
	) into made from buildings b where b.id = building;
	if made is null then return; end if;
	perform sync_project(sync_scope_for('building', building), 'building', building, made);
	for staircase in select * from staircases where building_id = building order by id loop
		perform sync_project(sync_scope_for('staircase', staircase.id), 'emergencyCard', staircase.id, (
			select jsonb_build_object(
				'id', staircase.id, 'buildingId', b.id, 'staircase', staircase.name,
				'address', b.street_address || ' ' || staircase.name, 'postalPlace', b.postal_code || ' ' || b.city,
				'onCallPhone', coalesce(b.maintenance ->> 'onCallPhone', b.maintenance ->> 'phone'),
				'assemblyPoint', staircase.assembly_point, 'waterShutOff', staircase.water_shut_off,
				'electricalBoard', staircase.electrical_board, 'shelter', staircase.shelter
			) from buildings b where b.id = building
		));
	end loop;
end $$;

-- The published version with the highest number is the plan; the row keeps one id, the building's, across versions.
create function project_rescue_plan(building uuid) returns void
	language plpgsql as $$
declare
	made jsonb;
begin
	perform sync_hold(sync_scope_for('building', building));
	select jsonb_build_object(
		'id', building, 'buildingId', building, 'version', p.version, 'publishedOn', p.published_on,
		'changes', p.changes, 'chapters', p.chapters, 'maps', p.maps
	) into made
	from rescue_plans p where p.building_id = building and p.published_on is not null
	order by p.version desc limit 1;
	if made is null then
		perform sync_unproject('rescuePlan', building, '{}');
	else
		perform sync_project(sync_scope_for('building', building), 'rescuePlan', building, made);
	end if;
end $$;

create function project_bulletin(bulletin uuid) returns void
	language plpgsql as $$
declare
	made jsonb;
	audience bigint;
	audiences bigint[];
begin
	-- Not the strongest lock: a row of bulletin_audiences holds a share of it by its foreign key.
	perform from bulletins where id = bulletin for no key update;
	select jsonb_build_object(
		'id', b.id, 'version', b.version, 'title', b.title, 'body', b.body, 'urgency', b.urgency,
		'publishedAt', to_char(b.published_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
		'endsAt', to_char(b.ends_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
	) into made
	from bulletins b where b.id = bulletin and b.published_at is not null and b.withdrawn_at is null;
	select coalesce(array_agg(scope_id order by scope_id), '{}') into audiences
	from bulletin_audiences where bulletin_id = bulletin and made is not null;
	perform sync_unproject('bulletin', bulletin, audiences);
	foreach audience in array audiences loop
		perform sync_project(audience, 'bulletin', bulletin, made);
	end loop;
end $$;

-- Who sees which scope, and when: derived from the registers in the transaction that changes them, as ranges of
-- instants, so that a first or a last day comes at midnight in Helsinki with every job stopped.
create function derive_grants(person uuid) returns void
	language plpgsql as $$
declare
	landlord uuid := (select id from landlords);
begin
	-- Whoever changes a ward's homes holds the ward (refresh_person), whoever changes a guardian's wards holds both.
	perform from people
	where id = person or id in (select ward_id from guardianships where guardian_id = person)
	order by id for no key update;
	delete from sync_grant where person_id = person;
	insert into sync_grant (person_id, scope_id, principal_id, valid)
	select person, sync_scope_for(wanted.kind, wanted.key), wanted.principal_id, wanted.valid
	from (
		with seen_for as (
			select person as principal_id, tstzrange(null, null) as acting
			union all
			select ward_id, helsinki_period(starts_on, ends_on) from guardianships where guardian_id = person
		), held as (
			select s.principal_id, t.apartment_id,
				helsinki_period(t.opens_on, t.ends_on) * s.acting as opened,
				helsinki_period(t.starts_on, t.ends_on) * s.acting as running
			from seen_for s join tenancies t on t.person_id = s.principal_id
		)
		select 'person' as kind, principal_id as key, principal_id, opened as valid from held
		union
		-- A guardian need not live here: their own page opens with the ward's.
		select 'person', person, person, opened from held
		union
		select 'landlord', landlord, principal_id, running from held where landlord is not null
		union
		select 'building', s.building_id, h.principal_id, h.running
		from held h join apartments a on a.id = h.apartment_id join staircases s on s.id = a.staircase_id
		union
		select 'staircase', a.staircase_id, h.principal_id, h.running
		from held h join apartments a on a.id = h.apartment_id
	) wanted
	where not isempty(wanted.valid)
	order by wanted.kind, wanted.key, wanted.valid;
end $$;

-- Called by whoever gives somebody a home, before anything else is locked. Whoever renames a staircase looks for the
-- people in it, and would not see one whose moving in is not yet committed; so it waits for that.
create function hold_home(apartment uuid) returns void
	language plpgsql as $$
begin
	perform from apartments a join staircases s on s.id = a.staircase_id join buildings b on b.id = s.building_id
	where a.id = apartment for share;
end $$;

create function refresh_person(person uuid) returns void
	language plpgsql as $$
declare
	guardian uuid;
begin
	perform from people where id = person for no key update;
	perform project_membership(person);
	perform derive_grants(person);
	for guardian in select distinct guardian_id from guardianships where ward_id = person order by guardian_id loop
		perform derive_grants(guardian);
	end loop;
end $$;

create function on_person_change() returns trigger language plpgsql as $$
begin
	perform project_membership(new.id);
	if tg_op = 'INSERT' then perform derive_grants(new.id); end if;
	insert into profiles (scope_id, id, language, phone, email)
	values (sync_scope_for('person', new.id), new.id, new.language, new.phone, coalesce(new.email, ''))
	on conflict (id) do nothing;
	return null;
end $$;
create trigger project after insert or update on people for each row execute function on_person_change();

create function on_account_change() returns trigger language plpgsql as $$
begin
	update profiles set email = new.email where id = new.person_id and email <> new.email and new.ended_at is null;
	return null;
end $$;
create trigger project after insert or update on accounts for each row execute function on_account_change();

create function on_occupancy_change() returns trigger language plpgsql as $$
begin
	if tg_op <> 'DELETE' then perform hold_home(new.apartment_id); end if;
	if tg_op <> 'INSERT' then perform refresh_person(old.person_id); end if;
	if tg_op <> 'DELETE' then perform refresh_person(new.person_id); end if;
	return null;
end $$;
create trigger project after insert or update or delete on occupancies for each row execute function on_occupancy_change();

create function on_agreement_party_change() returns trigger language plpgsql as $$
begin
	if tg_op <> 'DELETE' then
		-- Its foreign key holds the agreement against deletion only; its days must stay as well.
		perform hold_home(apartment_id) from agreements where id = new.agreement_id for share;
	end if;
	if tg_op <> 'INSERT' then perform refresh_person(old.person_id); end if;
	if tg_op <> 'DELETE' then perform refresh_person(new.person_id); end if;
	return null;
end $$;
create trigger project after insert or update or delete on agreement_parties for each row execute function on_agreement_party_change();

create function on_agreement_change() returns trigger language plpgsql as $$
declare
	party uuid;
begin
	perform hold_home(new.apartment_id);
	for party in select person_id from agreement_parties where agreement_id = new.id order by person_id loop
		perform refresh_person(party);
	end loop;
	return null;
end $$;
create trigger project after update on agreements for each row execute function on_agreement_change();

create function on_guardianship_change() returns trigger language plpgsql as $$
begin
	if tg_op <> 'INSERT' then perform derive_grants(old.guardian_id); end if;
	if tg_op <> 'DELETE' then perform derive_grants(new.guardian_id); end if;
	return null;
end $$;
create trigger project after insert or update or delete on guardianships for each row execute function on_guardianship_change();

create function on_building_change() returns trigger language plpgsql as $$
declare
	person uuid;
begin
	perform project_building(new.id);
	if tg_op = 'UPDATE' and (new.street_address, new.postal_code, new.city) is distinct from (old.street_address, old.postal_code, old.city) then
		for person in
			select distinct t.person_id from tenancies t
			join apartments a on a.id = t.apartment_id join staircases s on s.id = a.staircase_id
			where s.building_id = new.id order by t.person_id
		loop
			perform project_membership(person);
		end loop;
	end if;
	return null;
end $$;
create trigger project after insert or update on buildings for each row execute function on_building_change();

create function on_staircase_change() returns trigger language plpgsql as $$
declare
	person uuid;
begin
	perform from buildings where id = new.building_id for share;
	perform project_building(new.building_id);
	if tg_op = 'UPDATE' and (new.building_id, new.name) is distinct from (old.building_id, old.name) then
		if new.building_id <> old.building_id then perform project_building(old.building_id); end if;
		for person in
			select distinct t.person_id from tenancies t join apartments a on a.id = t.apartment_id
			where a.staircase_id = new.id order by t.person_id
		loop
			perform refresh_person(person);
		end loop;
	end if;
	return null;
end $$;
create trigger project after insert or update on staircases for each row execute function on_staircase_change();

create function on_staircase_delete() returns trigger language plpgsql as $$
begin
	perform sync_unproject('emergencyCard', old.id, '{}');
	perform project_building(old.building_id);
	return null;
end $$;
create trigger unproject after delete on staircases for each row execute function on_staircase_delete();

create function on_building_delete() returns trigger language plpgsql as $$
begin
	perform sync_unproject('building', old.id, '{}');
	perform sync_unproject('rescuePlan', old.id, '{}');
	return null;
end $$;
create trigger unproject after delete on buildings for each row execute function on_building_delete();

create function on_apartment_change() returns trigger language plpgsql as $$
declare
	person uuid;
begin
	if tg_op <> 'DELETE' then perform hold_home(new.id); end if;
	if tg_op <> 'INSERT' then perform project_building(s.building_id) from staircases s where s.id = old.staircase_id; end if;
	if tg_op <> 'DELETE' then perform project_building(s.building_id) from staircases s where s.id = new.staircase_id; end if;
	if tg_op = 'UPDATE' then
		for person in select distinct person_id from tenancies where apartment_id = new.id order by person_id loop
			perform refresh_person(person);
		end loop;
	end if;
	return null;
end $$;
create trigger project after insert or update or delete on apartments for each row execute function on_apartment_change();

create function on_rescue_plan_change() returns trigger language plpgsql as $$
begin
	if tg_op <> 'INSERT' then perform project_rescue_plan(old.building_id); end if;
	if tg_op <> 'DELETE' then perform project_rescue_plan(new.building_id); end if;
	return null;
end $$;
create trigger project after insert or update or delete on rescue_plans for each row execute function on_rescue_plan_change();

create function on_bulletin_change() returns trigger language plpgsql as $$
begin
	perform project_bulletin(new.id);
	return null;
end $$;
create trigger project after insert or update on bulletins for each row execute function on_bulletin_change();

create function on_bulletin_delete() returns trigger language plpgsql as $$
begin
	perform sync_unproject('bulletin', old.id, '{}');
	return null;
end $$;
create trigger unproject after delete on bulletins for each row execute function on_bulletin_delete();

create function on_bulletin_audience_change() returns trigger language plpgsql as $$
begin
	perform project_bulletin(coalesce(new.bulletin_id, old.bulletin_id));
	return null;
end $$;
create trigger project after insert or update or delete on bulletin_audiences for each row execute function on_bulletin_audience_change();
