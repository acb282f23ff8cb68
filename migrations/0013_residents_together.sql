-- What neighbours share of a defect report, files beside photos, pictures in bulletins, and how long a device keeps what
-- it has without a word from the server.

-- Who follows a neighbour's report of a common area (D5). Its id is the report's.
create table defect_follows (
	scope_id bigint not null references sync_scope,
	id uuid not null references defect_reports on delete cascade,
	following boolean not null,
	sync_ver bigint not null default 0,
	primary key (scope_id, id)
);
create index on defect_follows (id) where following;
select sync_publish('defect_follows', 'defectFollow');

-- Only a report of a common area in one's own building, and not one's own. "Not yours" and "is not there" look the same.
create function refuse_strange_follow() returns trigger
	language plpgsql as $$
begin
	perform
	from defect_reports report
	join sync_scope building on building.kind = 'building' and building.key = report.building_id
	join sync_scope follower on follower.id = new.scope_id
	join sync_grant held on held.scope_id = building.id and held.principal_id = follower.key
	where report.id = new.id and report.place = 'commonArea' and report.scope_id <> new.scope_id;
	if not found then
		raise exception 'there is no such report to follow' using errcode = '23503';
	end if;
	return new;
end $$;
create trigger refuse_strange_follow before insert on defect_follows
	for each row execute function refuse_strange_follow();

-- One row for each open report of a common area, in the building's scope: where, what, since when, how far, and how many
-- follow it. Nobody's name and nobody's words. What is finished stays for those who follow it, until the nightly job ends that.
create function project_common_defect(report uuid) returns void
	language plpgsql as $$
declare
	building constant uuid := (select building_id from defect_reports where id = report and place = 'commonArea');
	scope bigint;
	made jsonb;
begin
	if building is null then
		perform sync_unproject('commonDefect', report, '{}');
		return;
	end if;
	scope := sync_scope_for('building', building);
	perform sync_hold(scope);
	select jsonb_build_object(
		'id', r.id, 'buildingId', r.building_id, 'room', r.room, 'category', r.category,
		'state', r.state, 'waitingFor', r.waiting_for,
		'reportedAt', to_char(r.arrived_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
		'changedAt', to_char(said.changed_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
		'followers', follows.count
	) into made
	from defect_reports r
	cross join lateral (
		select coalesce(max(e.arrived_at), r.arrived_at) as changed_at
		from defect_entries e where e.report_id = r.id and e.state is not null
	) said
	cross join lateral (
		select count(*) from defect_follows f where f.id = r.id and f.following
	) follows
	where r.id = report and (r.state in ('received', 'inProgress', 'waiting') or follows.count > 0);
	perform sync_unproject('commonDefect', report, case when made is null then '{}'::bigint[] else array[scope] end);
	if made is not null then
		perform sync_project(scope, 'commonDefect', report, made);
	end if;
end $$;

create function on_common_defect_change() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' then
		perform sync_unproject('commonDefect', old.id, '{}');
	else
		perform project_common_defect(new.id);
	end if;
	return null;
end $$;
create trigger project_made after insert on defect_reports
	for each row when (new.place = 'commonArea') execute function on_common_defect_change();
create trigger project_changed after update on defect_reports
	for each row when (
		'commonArea' in (old.place, new.place)
		and (old.place, old.building_id, old.room, old.category, old.state, old.waiting_for)
			is distinct from (new.place, new.building_id, new.room, new.category, new.state, new.waiting_for)
	) execute function on_common_defect_change();
create trigger project_deleted after delete on defect_reports
	for each row when (old.place = 'commonArea') execute function on_common_defect_change();

create function on_defect_entry_change() returns trigger language plpgsql as $$
begin
	if coalesce(new.state, old.state) is not null then
		perform project_common_defect(id) from defect_reports
		where id = coalesce(new.report_id, old.report_id) and place = 'commonArea';
	end if;
	return null;
end $$;
create trigger project after insert or update or delete on defect_entries
	for each row execute function on_defect_entry_change();

create function on_defect_follow_change() returns trigger language plpgsql as $$
begin
	perform project_common_defect(coalesce(new.id, old.id));
	return null;
end $$;
create trigger project after insert or update or delete on defect_follows
	for each row execute function on_defect_follow_change();

-- Nobody follows for ever what has been finished since before an instant; its row goes with the last follower.
create function purge_defect_follows(before timestamptz) returns void
	language sql
	begin atomic
	delete from defect_follows follow
	using defect_reports report
	where report.id = follow.id and report.state in ('done', 'closed', 'withdrawn')
		and not exists (
			select from defect_entries e
			where e.report_id = report.id and e.state is not null and e.arrived_at >= before
		);
	end;

-- A file has a name. A photo or file that did not come within 14 days is missing: both sides are told (docs/sync.md).
alter table attachments
	add column name text not null default '',
	drop constraint attachments_state_check,
	add constraint attachments_state_check check (state in ('expected', 'ready', 'rejected', 'missing'));
create index on attachments (subject_id, entry_id) where state = 'expected';

-- Pictures and files of a bulletin (B4); the bytes are in the object store.
create table bulletin_files (
	id uuid primary key,
	bulletin_id uuid not null references bulletins on delete cascade,
	position integer not null,
	type text not null check (type in ('image/webp', 'application/pdf')),
	-- What the picture shows or the file is, in the landlord's languages.
	name jsonb not null,
	size integer not null check (size > 0),
	width integer not null,
	height integer not null
);
create index on bulletin_files (bulletin_id);

create or replace function project_bulletin(bulletin uuid) returns void
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
		'endsAt', to_char(b.ends_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
		'files', coalesce((
			select jsonb_agg(jsonb_build_object(
				'id', f.id, 'type', f.type, 'name', f.name, 'size', f.size, 'width', f.width, 'height', f.height
			) order by f.position, f.id)
			from bulletin_files f where f.bulletin_id = b.id
		), '[]')
	) into made
	from bulletins b where b.id = bulletin and b.published_at is not null and b.withdrawn_at is null;
	select coalesce(array_agg(scope_id order by scope_id), '{}') into audiences
	from bulletin_audiences where bulletin_id = bulletin and made is not null;
	perform sync_unproject('bulletin', bulletin, audiences);
	foreach audience in array audiences loop
		perform sync_project(audience, 'bulletin', bulletin, made);
	end loop;
end $$;
create trigger project after insert or update or delete on bulletin_files
	for each row execute function on_bulletin_audience_change();

-- What every device is told of the landlord: the name, and how long a device keeps a person's data without contact
-- (O12; `settings.daysWithoutContact`, and without it for as long as the person has access).
create function project_landlord() returns void
	language plpgsql as $$
declare
	landlord landlords;
begin
	for landlord in select * from landlords loop
		perform sync_project(sync_scope_for('landlord', landlord.id), 'landlord', landlord.id, jsonb_build_object(
			'id', landlord.id, 'name', landlord.name,
			'daysWithoutContact', (landlord.settings ->> 'daysWithoutContact')::integer
		));
	end loop;
end $$;

create function on_landlord_change() returns trigger language plpgsql as $$
begin
	perform project_landlord();
	return null;
end $$;
create trigger project after insert or update on landlords for each row execute function on_landlord_change();

-- Of a database that is there already.
select project_landlord();
select project_common_defect(id) from defect_reports where place = 'commonArea' order by building_id, id;
select project_bulletin(id) from bulletins;
