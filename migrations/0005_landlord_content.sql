create table rescue_plans (
	id uuid primary key,
	building_id uuid not null references buildings,
	version integer not null check (version > 0),
	published_on date,
	changes jsonb not null default '{}',
	chapters jsonb not null,
	maps jsonb not null default '[]',
	unique (building_id, version)
);

create table bulletins (
	id uuid primary key,
	version integer not null default 1 check (version > 0),
	title jsonb not null,
	body jsonb not null,
	urgency text not null default 'normal' check (urgency in ('normal', 'important', 'urgent')),
	published_at timestamptz,
	ends_at timestamptz,
	withdrawn_at timestamptz
);

-- To everybody, to buildings, or to staircases: one row for each audience.
create table bulletin_audiences (
	bulletin_id uuid not null references bulletins on delete cascade,
	scope_id bigint not null references sync_scope,
	primary key (bulletin_id, scope_id)
);
create index on bulletin_audiences (scope_id);
