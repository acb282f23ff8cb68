-- Mail that is owed to somebody. The row is written in the transaction that owes it, with the job that sends it; the job
-- knows the row's id alone. What the mail says is kept only until it is sent.
create table mails (
	-- Its Message-ID too: a mail that is sent twice, because the answer to the first was lost, is recognised as one.
	id uuid primary key,
	recipient text not null,
	language text not null check (language in ('fi', 'sv', 'en')),
	template text not null,
	data jsonb,
	-- Where a link in it opens an account: whoever reads this table can't follow it.
	data_sealed bytea,
	queued_at timestamptz not null default now(),
	sent_at timestamptz,
	-- The receiving server will never take it: there is no such mailbox, or it refuses what we say.
	refused_at timestamptz,
	refusal text,
	check (sent_at is null or refused_at is null),
	check ((refused_at is null) = (refusal is null))
);
create index on mails (queued_at) where sent_at is null;

-- What the demo's own mail server has received, for the page that shows it. Empty with every other landlord.
create table demo_mails (
	id uuid primary key,
	message_id text not null unique,
	recipient text not null,
	subject text not null,
	text text not null,
	received_at timestamptz not null default now()
);
create index on demo_mails (received_at);

-- A way in for whoever has forgotten the password (A8): the link's token as a hash. Using one deletes all of the account.
create table password_links (
	token_hash text primary key,
	account_id uuid not null references accounts on delete cascade,
	offered_at timestamptz not null
);
create index on password_links (account_id);
create index on password_links (offered_at);

-- What a resident says of themselves besides (P1). The columns are filled after they are added: that publishes the rows
-- anew, so that devices that hold a profile get the new fields too.
alter table profiles add column postal_address jsonb;
alter table profiles add column next_of_kin jsonb;
-- What is not mailed; what isn't named is, a kind that comes later too.
alter table profiles add column muted_notifications text[];
update profiles set muted_notifications = '{}';
alter table profiles alter column muted_notifications set not null;
alter table profiles alter column muted_notifications set default '{}';

-- Where the landlord pays money back to (P2). Not published: it is never on a device. Earlier ones stay, as the history.
create table bank_accounts (
	id uuid primary key,
	person_id uuid not null references people on delete cascade,
	iban_sealed bytea not null,
	iban_lookup bytea not null,
	set_at timestamptz not null,
	-- Who gave it: the person, their guardian, or an attorney.
	set_by uuid not null references people,
	ended_at timestamptz
);
create unique index bank_accounts_current on bank_accounts (person_id) where ended_at is null;
create index on bank_accounts (iban_lookup);

-- The password was given again in this session (P2, C2, A13); what asks for that looks how long ago.
alter table sessions add column stepped_up_at timestamptz;
