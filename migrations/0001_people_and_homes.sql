-- The landlord's registers. Ids are uuids of ours; `external_id` is the row's name in the landlord's own system, by
-- which an import finds it again.

create table landlords (
	id uuid primary key,
	name text not null,
	settings jsonb not null default '{}',
	-- The demo landlord may use artificial identity codes and the demo bank; no other may.
	is_demo boolean not null default false,
	created_at timestamptz not null default now()
);
create unique index landlords_only_one on landlords ((true));

create table buildings (
	id uuid primary key,
	external_id text unique,
	name text not null,
	street_address text not null,
	postal_code text not null,
	city text not null,
	built_year integer not null check (built_year between 1700 and 2200),
	office jsonb not null,
	maintenance jsonb not null,
	chapters jsonb not null default '[]'
);

create table staircases (
	id uuid primary key,
	building_id uuid not null references buildings,
	name text not null,
	floors integer not null check (floors > 0),
	-- What the emergency card says of this staircase (B3), by language.
	assembly_point jsonb not null,
	water_shut_off jsonb not null,
	electrical_board jsonb not null,
	shelter jsonb not null,
	unique (building_id, name)
);

create table apartments (
	id uuid primary key,
	external_id text unique,
	staircase_id uuid not null references staircases,
	number text not null,
	floor integer not null,
	rooms text not null,
	area_m2 numeric(6, 1) not null check (area_m2 > 0),
	unique (staircase_id, number)
);

create table people (
	id uuid primary key,
	external_id text unique,
	-- The identity code itself is never a key: it can change. It is kept sealed, with a keyed hash to look it up by.
	hetu_sealed bytea,
	hetu_lookup bytea unique,
	family_name text not null,
	given_names text not null,
	call_name text not null,
	born_on date,
	email text,
	phone text not null default '',
	language text not null default 'fi' check (language in ('fi', 'sv', 'en'))
);

create table occupancies (
	id uuid primary key,
	external_id text unique,
	person_id uuid not null references people,
	apartment_id uuid not null references apartments,
	starts_on date not null,
	ends_on date,
	check (ends_on is null or ends_on >= starts_on)
);
create index on occupancies (person_id);
create index on occupancies (apartment_id);

create table agreements (
	id uuid primary key,
	external_id text unique,
	apartment_id uuid not null references apartments,
	kind text not null default 'indefinite' check (kind in ('indefinite', 'fixedTerm')),
	signed_on date,
	starts_on date not null,
	-- The last day, whether agreed or by notice; null while it runs on.
	ends_on date,
	rent_cents bigint not null default 0 check (rent_cents >= 0),
	check (ends_on is null or ends_on >= starts_on)
);
create index on agreements (apartment_id);

create table agreement_parties (
	agreement_id uuid not null references agreements on delete cascade,
	person_id uuid not null references people,
	role text not null check (role in ('signatory', 'spouse')),
	primary key (agreement_id, person_id)
);
create index on agreement_parties (person_id);

create table guardianships (
	id uuid primary key,
	external_id text unique,
	guardian_id uuid not null references people,
	ward_id uuid not null references people,
	starts_on date not null,
	ends_on date,
	check (guardian_id <> ward_id),
	check (ends_on is null or ends_on >= starts_on)
);
create index on guardianships (guardian_id);
create index on guardianships (ward_id);

create table staff (
	id uuid primary key,
	name text not null,
	-- The name that residents are shown.
	shown_name text not null,
	roles text[] not null check (roles <@ array['customerService', 'maintenance', 'propertyManager', 'administrator']),
	-- The buildings that a maintenance role sees; the other roles see all.
	building_ids uuid[] not null default '{}',
	active boolean not null default true
);

-- A period of days in Helsinki, both ends included, as the instants at which it opens and closes.
create function helsinki_period(starts_on date, ends_on date) returns tstzrange
	language sql immutable parallel safe
	-- A register's row that ends before it begins is no period, and no reason to refuse all other rows.
	return case when ends_on < starts_on then 'empty'::tstzrange else tstzrange(
		starts_on::timestamp at time zone 'Europe/Helsinki',
		(ends_on + 1)::timestamp at time zone 'Europe/Helsinki'
	) end;

-- Everybody's hold on every apartment: by living there, by being a party, or both (A4, A16). `opens_on` is when logging
-- in starts to work (A5), `starts_on` when there is content.
create view tenancies as
select person_id, apartment_id, 'occupant' as role, starts_on as opens_on, starts_on, ends_on
from occupancies
union all
select party.person_id, agreement.apartment_id, party.role,
	least(agreement.signed_on, agreement.starts_on), agreement.starts_on, agreement.ends_on
from agreement_parties party
join agreements agreement on agreement.id = party.agreement_id
where agreement.signed_on is not null;
