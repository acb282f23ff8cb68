-- Strong identification under way (A1). `id` is the SHA-256 of a token in the browser's cookie, and what the bank's answer
-- is checked against is made of that token: whoever reads this table can't finish what somebody else began.
create table identification_attempts (
	id text primary key,
	broker text not null,
	purpose text not null check (purpose in ('register', 'logIn', 'userId', 'acceptPower')),
	next_path text not null default '',
	expires_at timestamptz not null
);
create index on identification_attempts (expires_at);

-- Who was identified in a browser, for the minutes that choosing a user id takes. Another token than the attempt's.
create table identifications (
	id text primary key,
	purpose text not null,
	-- Null where nobody in the registers has the identity code.
	person_id uuid references people,
	-- What the bank said of the person: it leaves nothing in clear behind of somebody who isn't in the registers.
	identity_sealed bytea not null,
	expires_at timestamptz not null
);
create index on identifications (expires_at);
create index on identifications (person_id);

-- A user id that was chosen and not yet confirmed by the link that was sent to it: `id` is the SHA-256 of the link's
-- token. Nobody can log in with it, and it keeps nobody else from the address.
create table registrations (
	id text primary key,
	person_id uuid not null references people,
	email text not null,
	password_hash text not null,
	expires_at timestamptz not null
);
create index on registrations (expires_at);
create index on registrations (person_id);
