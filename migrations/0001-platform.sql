-- The ground that every room stands on: Swedish order, the journal, files, idempotency, settings.
-- Forward only. Release N runs beside release N-1, so nothing here is ever renamed or dropped in place.

create extension if not exists pg_trgm;

-- The sv-SE collation that PostgreSQL ships is not right everywhere: å, ä and ö sort last, in that order.
create collation sv (
  provider = icu,
  locale = 'und',
  rules = '&Z<å<<<Å<ä<<<Ä<<æ<<<Æ<ö<<<Ö<<ø<<<Ø'
);

-- Settings of the organisation that this installation serves: one row.
create table organisation (
  singleton boolean primary key default true check (singleton),
  name text not null,
  language text not null default 'sv' check (language in ('sv', 'en')),
  time_zone text not null default 'Europe/Stockholm',
  -- Loopback-only example sign-ins are offered only where the example was loaded.
  is_example boolean not null default false,
  created_at timestamptz not null,
  version integer not null default 1
);

-- The journal: an entry is an envelope; what it says stands in journal_body, which can be erased.
-- Ids are UUIDv7, whose high bits are the recorded millisecond: a range of ids is a month.
create table journal (
  id uuid primary key,
  recorded_at timestamptz not null,
  actor_kind text not null check (actor_kind in ('person', 'system', 'import', 'api-key')),
  actor_id uuid,
  verb text not null,
  kind text not null,
  subject_type text not null,
  subject_id uuid not null,
  -- The unit and the permission under which the entry may be read.
  unit_id uuid,
  needs text not null,
  happened_at timestamptz,
  request_id text not null,
  body_hash bytea not null
) partition by range (id);

create table journal_body (
  entry_id uuid primary key,
  salt bytea not null,
  body jsonb not null
) partition by range (entry_id);

create table journal_default partition of journal default;
create table journal_body_default partition of journal_body default;

create index journal_subject on journal (subject_id, id);
create index journal_recorded on journal (recorded_at);
create index journal_actor on journal (actor_id, id);

-- Written with the entry, emptied by the sealer: what is committed but has no place in the order yet.
create table journal_pending (
  entry_id uuid primary key
);

-- A sequence is no cursor: a late committer's lower number is skipped by readers.
-- The sealer alone hands out positions, after commit and without gaps.
create table journal_position (
  position bigint primary key,
  entry_id uuid not null unique,
  placed_at timestamptz not null
);

create table journal_seal (
  number bigint primary key,
  first_position bigint not null unique,
  last_position bigint not null unique,
  merkle_root bytea not null,
  -- The hashes under the root, 32 bytes an entry: they name the first entry that does not fit.
  leaves bytea not null,
  previous_hash bytea not null,
  hash bytea not null,
  key_id text not null,
  signature bytea not null,
  sealed_at timestamptz not null,
  check (last_position >= first_position)
);

-- A body that was erased: by which entry, so that "destroyed" can be told from "missing".
create table journal_erasure (
  entry_id uuid primary key,
  -- The entry that tells of the erasure and its ground, written in the same transaction.
  erased_by uuid not null references journal deferrable initially deferred,
  erased_at timestamptz not null
);

-- How far each reaction to the journal has come: at least once, idempotent.
create table journal_reader (
  name text primary key,
  position bigint not null,
  updated_at timestamptz not null
);

-- Uploads and locked documents, stored whole in chunks before anything reads them.
create table file (
  id uuid primary key,
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 bytea not null,
  created_by uuid,
  created_at timestamptz not null,
  complete boolean not null default false
);

create table file_chunk (
  file_id uuid not null references file on delete cascade,
  number integer not null,
  bytes bytea not null,
  primary key (file_id, number)
);
alter table file_chunk alter column bytes set storage external;

-- The answer that a request with the same Idempotency-Key gets again.
create table idempotency (
  actor_id uuid not null,
  key text not null,
  verb text not null,
  request_hash bytea not null,
  answer jsonb not null,
  created_at timestamptz not null,
  primary key (actor_id, key)
);
create index idempotency_created on idempotency (created_at);

-- Short numbers for people (INC-2023-0412): one counter per series and year.
create table number_series (
  series text not null,
  year integer not null,
  last integer not null,
  primary key (series, year)
);

-- Partitions by recorded month: made ahead by the migrating role on behalf of the serving one.
-- A UUIDv7 begins with the Unix millisecond in 48 bits, so a month's lower bound is those bits and zeros.
create function uuid_floor(moment timestamptz) returns uuid
language sql immutable strict
return (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

create function ensure_journal_partitions(from_moment timestamptz, months integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  lower_bound timestamptz := date_trunc('month', from_moment at time zone 'UTC') at time zone 'UTC';
  upper_bound timestamptz;
  suffix text;
  made integer := 0;
begin
  -- Every process asks for them; one makes them.
  perform pg_advisory_xact_lock(hashtextextended('journal partitions', 0));
  for i in 0..months loop
    upper_bound := ((lower_bound at time zone 'UTC') + interval '1 month') at time zone 'UTC';
    suffix := to_char(lower_bound at time zone 'UTC', 'YYYY_MM');
    if to_regclass('public.journal_' || suffix) is null then
      -- Rows that already lie in the default partition for this month stay there: the month is then served by it.
      if not exists (select from journal_default where id >= uuid_floor(lower_bound) and id < uuid_floor(upper_bound)) then
        execute format('create table journal_%s partition of journal for values from (%L) to (%L)',
          suffix, uuid_floor(lower_bound), uuid_floor(upper_bound));
        execute format('create table journal_body_%s partition of journal_body for values from (%L) to (%L)',
          suffix, uuid_floor(lower_bound), uuid_floor(upper_bound));
        made := made + 1;
      end if;
    end if;
    lower_bound := upper_bound;
  end loop;
  return made;
end $$;

-- The one way in which something leaves the journal: bodies and salts go, envelopes stay, and what was erased is
-- kept beside the entry that tells of it; without that entry the transaction does not commit.
create function erase_journal_bodies(entries uuid[], telling uuid, at timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  erased integer;
begin
  with gone as (
    delete from journal_body where entry_id = any(entries) and entry_id <> telling returning entry_id
  )
  insert into journal_erasure (entry_id, erased_by, erased_at) select entry_id, telling, at from gone;
  get diagnostics erased = row_count;
  return erased;
end $$;
revoke all on function erase_journal_bodies(uuid[], uuid, timestamptz) from public;
