-- A user id is an e-mail address that belongs to one person (A1). It can't be changed: a new one is a new row, and the
-- old one ends (A9).
create table accounts (
	id uuid primary key,
	person_id uuid references people,
	staff_id uuid references staff,
	email text not null,
	password_hash text not null,
	created_at timestamptz not null default now(),
	ended_at timestamptz,
	check (num_nonnulls(person_id, staff_id) = 1)
);
create unique index accounts_email on accounts (lower(email)) where ended_at is null;
create unique index accounts_person on accounts (person_id) where ended_at is null;
create unique index accounts_staff on accounts (staff_id) where ended_at is null;

-- `id` is the SHA-256 of the token in the cookie: whoever reads this table can't log in with it. Ended sessions are
-- kept with their reason for 90 days, so that a device that comes back is told which it was.
create table sessions (
	id text primary key,
	account_id uuid not null references accounts,
	created_at timestamptz not null default now(),
	-- Idle limit, moved on with use, and the absolute one, never moved.
	expires_at timestamptz not null,
	ends_at timestamptz not null,
	last_used_at timestamptz not null default now(),
	device text not null default '',
	ended_at timestamptz,
	end_reason text check (end_reason in ('loggedOut', 'revoked', 'accessEnded', 'replaced')),
	check ((ended_at is null) = (end_reason is null))
);
create index on sessions (account_id);

-- Failed logins by account and by address (A15); one row a subject, so that a limit needs one read.
create table login_failures (
	subject text primary key,
	failures integer not null,
	window_started_at timestamptz not null
);
