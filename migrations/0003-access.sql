-- Who may do what: passwords, sessions, and roles granted over a unit and everything under it.

create table password (
  person_id uuid primary key references person on delete cascade,
  hash text not null,
  changed_at timestamptz not null
);

-- The token is random, so a plain SHA-256 of it is enough; the token itself is never stored.
create table session (
  token_hash bytea primary key,
  id uuid not null unique,
  person_id uuid not null references person on delete cascade,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  user_agent text not null default ''
);
create index session_person on session (person_id);

-- Role names are data in code (src/features/access/roles.ts); a grant says who holds which over what.
create table role_grant (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  role text not null,
  unit_id uuid not null references unit,
  granted_at timestamptz not null,
  unique (person_id, role, unit_id)
);

-- Failed sign-ins, so that guessing is slowed per address and per account.
create table sign_in_failure (
  id uuid primary key,
  subject text not null,
  failed_at timestamptz not null
);
create index sign_in_failure_subject on sign_in_failure (subject, failed_at);
