-- What residents and staff do together. Every column here is published to the scope's people: what only staff may see
-- lives in tables of its own, so that an internal note neither wakes nor informs a device.

create table profiles (
	scope_id bigint not null references sync_scope,
	id uuid primary key references people on delete cascade,
	language text not null default 'fi' check (language in ('fi', 'sv', 'en')),
	phone text not null default '',
	email text not null default '',
	sync_ver bigint not null default 0
);
select sync_publish('profiles', 'profile');

create table read_marks (
	scope_id bigint not null references sync_scope,
	id uuid not null,
	subject_kind text not null check (subject_kind in ('bulletin', 'rescuePlan', 'conversation', 'defectReport')),
	version bigint not null check (version >= 0),
	read_at timestamptz,
	sync_ver bigint not null default 0,
	primary key (scope_id, id)
);
create index on read_marks (id);
select sync_publish('read_marks', 'readMark');

create table defect_reports (
	scope_id bigint not null references sync_scope,
	id uuid primary key,
	apartment_id uuid not null references apartments,
	building_id uuid not null references buildings,
	place text not null check (place in ('apartment', 'commonArea')),
	room text not null,
	category text not null,
	urgent_kind text,
	description text not null,
	master_key_allowed boolean not null,
	pets text not null default '',
	good_times text not null default '',
	phone text not null default '',
	state text not null check (state in ('received', 'inProgress', 'waiting', 'done', 'closed', 'withdrawn')),
	waiting_for text check (waiting_for in ('part', 'contractor', 'resident')),
	planned_visit jsonb,
	handled_by text,
	reported_by text not null,
	written_at timestamptz not null,
	arrived_at timestamptz not null,
	seen_by_staff_at timestamptz,
	done_at timestamptz,
	sync_ver bigint not null default 0,
	check ((state = 'waiting') = (waiting_for is not null))
);
create index on defect_reports (building_id, arrived_at);
create index on defect_reports (arrived_at) where state in ('received', 'inProgress', 'waiting');
select sync_publish('defect_reports', 'defectReport');

create table defect_entries (
	scope_id bigint not null references sync_scope,
	id uuid primary key,
	report_id uuid not null references defect_reports on delete cascade,
	kind text not null check (kind in ('message', 'stateChanged', 'visitPlanned', 'reopened', 'withdrawn')),
	by text not null check (by in ('resident', 'staff')),
	author_name text not null,
	text text not null default '',
	state text,
	waiting_for text,
	visit jsonb,
	written_at timestamptz not null,
	arrived_at timestamptz not null,
	sync_ver bigint not null default 0
);
create index on defect_entries (report_id);
select sync_publish('defect_entries', 'defectEntry');

create table conversations (
	scope_id bigint not null references sync_scope,
	id uuid primary key,
	classification text not null,
	subject text not null default '',
	apartment_id uuid references apartments,
	state text not null default 'open' check (state in ('open', 'closed')),
	last_message_at timestamptz not null,
	read_by_staff_at timestamptz,
	sync_ver bigint not null default 0
);
create index on conversations (last_message_at) where state = 'open';
select sync_publish('conversations', 'conversation');

create table messages (
	scope_id bigint not null references sync_scope,
	id uuid primary key,
	conversation_id uuid not null references conversations on delete cascade,
	by text not null check (by in ('resident', 'staff')),
	author_name text not null,
	text text not null,
	written_at timestamptz not null,
	arrived_at timestamptz not null,
	sync_ver bigint not null default 0
);
create index on messages (conversation_id);
select sync_publish('messages', 'message');

create table attachments (
	scope_id bigint not null references sync_scope,
	id uuid primary key,
	subject_kind text not null check (subject_kind in ('defectReport', 'conversation')),
	subject_id uuid not null,
	entry_id uuid,
	sha text not null check (sha ~ '^[0-9a-f]{64}$'),
	type text not null,
	size integer not null check (size > 0),
	width integer not null,
	height integer not null,
	position integer not null,
	state text not null check (state in ('expected', 'ready', 'rejected')),
	ready_at timestamptz,
	sync_ver bigint not null default 0
);
create index on attachments (subject_id);
create index on attachments (scope_id, sha);
select sync_publish('attachments', 'attachment');

-- Staff only.
create table case_notes (
	id uuid primary key,
	subject_kind text not null check (subject_kind in ('defectReport', 'conversation')),
	subject_id uuid not null,
	staff_id uuid not null references staff,
	text text not null,
	written_at timestamptz not null default now()
);
create index on case_notes (subject_id);

create table case_assignments (
	subject_id uuid primary key,
	subject_kind text not null check (subject_kind in ('defectReport', 'conversation')),
	staff_id uuid not null references staff,
	assigned_at timestamptz not null default now()
);

-- A plan was shown to a person: the landlord's evidence that it was communicated (B2). Append-only.
create table rescue_plan_showings (
	person_id uuid not null references people,
	plan_id uuid not null,
	version bigint not null,
	shown_at timestamptz not null default now(),
	primary key (person_id, plan_id, version)
);

create function keep_rescue_plan_showing() returns trigger
	language plpgsql as $$
begin
	insert into rescue_plan_showings (person_id, plan_id, version)
	select scope.key, new.id, new.version from sync_scope scope where scope.id = new.scope_id
	on conflict do nothing;
	return null;
end $$;
create trigger keep_rescue_plan_showing after insert or update on read_marks
	for each row when (new.subject_kind = 'rescuePlan') execute function keep_rescue_plan_showing();
