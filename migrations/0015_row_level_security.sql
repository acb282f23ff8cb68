-- A second net under the scopes (docs/decisions/0016): should a query ever forget its own condition, the database gives
-- the application's role no more than the grants say. `kellari.acting_as` says for whom a connection asks
-- (src/lib/server/acting.ts): `person:<id>`, `staff:<id>`, `nobody`, or `portal` for jobs, imports and commands. Where it
-- isn't set, nothing is seen. The schema's owner, who migrates and restores, is not bound by it.
-- The tables that an idle sync asks (sessions, grants, scopes) hold nothing personal and stay outside.

create function acting_as() returns text
	language sql stable parallel safe
	return coalesce(nullif(current_setting('kellari.acting_as', true), ''), 'nobody');

create function acting_person() returns uuid
	language sql stable parallel safe
	return case when acting_as() like 'person:%' then substr(acting_as(), 8)::uuid end;

create function acting_staff() returns uuid
	language sql stable parallel safe
	return case when acting_as() like 'staff:%' then substr(acting_as(), 7)::uuid end;

-- An attorney is granted a principal's scope for the matters that the power names. The portal's own clock decides to the
-- moment; the net is an hour wider on either side, so that the two never disagree about a grant that has just begun.
create function acting_scopes(matter text) returns bigint[]
	language sql stable
	return array(
		select scope_id from sync_grant
		where person_id = acting_person() and valid && tstzrange(now() - interval '1 hour', now() + interval '1 hour')
			and (matters is null or matter is null or matter = any (matters))
	);

-- Messages are for the office; maintenance has the defects of its buildings (T1).
create function acting_office() returns boolean
	language sql stable
	return exists (
		select from staff
		where id = acting_staff() and active and roles && array['customerService', 'propertyManager']
	);

create function acting_buildings() returns uuid[]
	language sql stable
	return coalesce(
		(select building_ids from staff where id = acting_staff() and active and 'maintenance' = any (roles)), '{}');

-- Each of these is one value a statement: a subquery of its own is asked once, not for each row.
do $$
declare
	by_staff record;
begin
	for by_staff in
		select * from (values
			('profiles', null, 'true'),
			('read_marks', null, 'true'),
			('sync_projections', null, 'true'),
			('defect_follows', 'defects', 'true'),
			('conversations', 'messages', '(select acting_office())'),
			('messages', 'messages', '(select acting_office())'),
			('defect_reports', 'defects', '(select acting_office()) or building_id = any ((select acting_buildings())::uuid[])'),
			('defect_entries', 'defects', '(select acting_office()) or exists (select from defect_reports r where r.id = report_id)'),
			('attachments', null, '(select acting_office()) or (subject_kind = ''defectReport'' and exists (select from defect_reports r where r.id = subject_id))')
		) as rule (on_table, matter, sees)
	loop
		execute format('alter table %I enable row level security', by_staff.on_table);
		execute format(
			'create policy acting on %I using ((select acting_as()) = ''portal''
				or scope_id = any ((select acting_scopes(%L))::bigint[])
				or ((select acting_staff()) is not null and (%s)))',
			by_staff.on_table, by_staff.matter, by_staff.sees);
	end loop;
end $$;

-- What only staff write and read.
alter table case_notes enable row level security;
create policy acting on case_notes using ((select acting_as()) = 'portal' or (select acting_staff()) is not null);
alter table case_assignments enable row level security;
create policy acting on case_assignments using ((select acting_as()) = 'portal' or (select acting_staff()) is not null);

-- What follows from a change reaches further than whoever makes it may see: a neighbour's count, a building's page. So
-- triggers run as the owner, on a search path that nobody can put anything before.
do $$
declare
	made regprocedure;
begin
	for made in
		select p.oid::regprocedure from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.prorettype = 'trigger'::regtype
	loop
		execute format('alter function %s security definer set search_path = public, pg_temp', made);
	end loop;
end $$;

-- Every table that devices are told of is under the net; a later migration that publishes one says who sees it.
do $$
declare
	bare text;
begin
	select string_agg(c.relname, ', ') into bare
	from pg_trigger t join pg_class c on c.oid = t.tgrelid
	where t.tgname = 'sync_stamp' and not c.relrowsecurity;
	if bare is not null then raise exception 'no policy on %', bare; end if;
end $$;
