-- Mail that is owed to somebody. The row is written in the transaction that owes it, with the job that sends it; the job
-- knows the row's id alone. What the mail says is kept only until it is sent: a link in it opens an account.
create table mails (
	-- Its Message-ID too: a mail that is sent twice, because the answer to the first was lost, is recognised as one.
	id uuid primary key,
	recipient text not null,
	language text not null check (language in ('fi', 'sv', 'en')),
	template text not null,
	data jsonb,
	queued_at timestamptz not null default now(),
	sent_at timestamptz,
	-- The receiving server will never take it: there is no such mailbox, or it refuses what we say.
	refused_at timestamptz,
	refusal integer,
	check (sent_at is null or refused_at is null),
	check ((refused_at is null) = (refusal is null))
);
create index on mails (queued_at) where sent_at is null;
