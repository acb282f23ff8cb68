-- Who of the staff has a matter open just now, so that two of them at one see each other (T2). It is of use for seconds:
-- after a crash it may be empty.
create unlogged table case_presences (
	subject_id uuid not null,
	staff_id uuid not null references staff on delete cascade,
	writing boolean not null,
	seen_at timestamptz not null,
	primary key (subject_id, staff_id)
);

-- The queue by who has a matter.
create index on case_assignments (staff_id);
