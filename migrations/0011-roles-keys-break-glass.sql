-- Roles as data, API keys, and the sealed codes that let people in when the identity provider is what failed.

-- A role that ships has a code that the release knows, and here no more than the organisation has changed of it:
-- its own names, and, once its permissions were edited, its own decisions. Unedited it is what the release says,
-- so that a new release's permissions reach it, also while two releases run beside each other.
create table role (
  id uuid primary key,
  -- What a grant names: `reader` for one that ships, the id for the organisation's own.
  code text not null unique,
  shipped boolean not null default false,
  -- Null for a shipped role under its own name.
  name_sv text,
  name_en text,
  edited boolean not null default false,
  version integer not null default 1,
  updated_at timestamptz not null,
  check (shipped or (name_sv is not null and name_en is not null and edited)),
  check ((name_sv is null) = (name_en is null))
);

-- A permission that has no row in an edited role is not decided: it came with a later release, and is not held.
create table role_permission (
  role_id uuid not null references role on delete cascade,
  permission text not null,
  held boolean not null,
  primary key (role_id, permission)
);

insert into role (id, code, shipped, updated_at) values
  ('00000000-0000-8000-8000-000000000001', 'reader', true, '2026-11-22T00:00:00Z'),
  ('00000000-0000-8000-8000-000000000002', 'service-desk', true, '2026-11-22T00:00:00Z'),
  ('00000000-0000-8000-8000-000000000003', 'lead', true, '2026-11-22T00:00:00Z'),
  ('00000000-0000-8000-8000-000000000004', 'author', true, '2026-11-22T00:00:00Z'),
  ('00000000-0000-8000-8000-000000000005', 'administrator', true, '2026-11-22T00:00:00Z'),
  ('00000000-0000-8000-8000-000000000006', 'breach-handler', true, '2026-11-22T00:00:00Z'),
  ('00000000-0000-8000-8000-000000000007', 'data-protection-officer', true, '2026-11-22T00:00:00Z'),
  ('00000000-0000-8000-8000-000000000008', 'identity-administrator', true, '2026-11-22T00:00:00Z'),
  ('00000000-0000-8000-8000-000000000009', 'approver', true, '2026-11-22T00:00:00Z');

alter table role_grant add constraint role_grant_role foreign key (role) references role (code);
create index role_grant_role on role_grant (role);

-- What the organisation decides about keys and sealed codes: one row, made with the table.
create table access_setting (
  singleton boolean primary key default true check (singleton),
  key_days_max integer not null default 365 check (key_days_max between 1 and 3660),
  break_glass_days integer not null default 365 check (break_glass_days between 1 and 3660),
  break_glass_minutes integer not null default 60 check (break_glass_minutes between 5 and 720),
  break_glass_test_months integer not null default 12 check (break_glass_test_months between 1 and 60),
  version integer not null default 1,
  updated_at timestamptz not null
);
insert into access_setting (updated_at) values ('2026-11-22T00:00:00Z');

-- A key acts for the person who made it, and never beyond what that person holds at that moment. The key itself is
-- random, so SHA-256 of it is enough; only its first characters are kept in clear, to know it again.
create table api_key (
  id uuid primary key,
  person_id uuid not null references person,
  name text not null,
  hint text not null,
  hash bytea not null unique,
  permissions text[] not null check (cardinality(permissions) > 0),
  unit_id uuid not null references unit,
  -- The one path under which it is taken; null: wherever its permissions suffice.
  path text check (path like '/api/%'),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- No closer than the hour.
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid references person,
  version integer not null default 1
);
create index api_key_person on api_key (person_id);
create index api_key_unit on api_key (unit_id);

-- A sealed code on paper: for a named person, once.
create table break_glass_code (
  id uuid primary key,
  -- What stands on the envelope: BG-2023-04.
  number text not null unique,
  person_id uuid not null references person,
  hash text not null,
  issued_at timestamptz not null,
  issued_by uuid references person,
  expires_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  used_at timestamptz,
  session_ends_at timestamptz,
  -- After each use somebody else than the user says what it was.
  reviewed_at timestamptz,
  reviewed_by uuid references person,
  review_kind text check (review_kind in ('emergency', 'test', 'misuse')),
  review_text text,
  version integer not null default 1,
  check ((withdrawn_at is null) = (withdrawn_reason is null)),
  check (used_at is null or withdrawn_at is null),
  check (reviewed_at is null or used_at is not null)
);
-- One sealed code a person: a new one takes the place of the one before.
create unique index break_glass_code_sealed on break_glass_code (person_id)
  where used_at is null and withdrawn_at is null;

-- Through what each use was told to the administrators; a channel that is not here has not told it.
create table break_glass_announcement (
  code_id uuid not null references break_glass_code,
  channel text not null,
  announced_at timestamptz not null,
  primary key (code_id, channel)
);

-- A session that a sealed code opened says so on every page.
alter table session add column break_glass_code_id uuid references break_glass_code;
