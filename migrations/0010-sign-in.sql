-- How people sign in: second factors, passkeys, identity providers, and what the organisation decides about them.
-- Secrets that must be read again (a second factor's, a provider's) are encrypted with a key outside the database;
-- those that are only compared (codes, tokens) are hashed.

-- What the organisation decides: one row, made with the table.
create table sign_in_setting (
  singleton boolean primary key default true check (singleton),
  -- A session ends after this long without a request, and after that long however busy.
  idle_minutes integer not null default 120 check (idle_minutes between 5 and 1440),
  session_hours integer not null default 12 check (session_hours between 1 and 168),
  -- Whoever holds one of these roles signs in with a second factor.
  second_factor_roles text[] not null default '{}',
  version integer not null default 1,
  updated_at timestamptz not null
);
insert into sign_in_setting (updated_at) values ('2026-11-22T00:00:00Z');

-- Where people sign in elsewhere: any provider that speaks OpenID Connect.
create table identity_provider (
  id uuid primary key,
  name text not null,
  issuer text not null,
  client_id text not null,
  -- Encrypted; null for a client without one.
  client_secret text,
  scopes text not null default 'openid email profile',
  active boolean not null default true,
  -- People who are not here yet are made at their first sign-in, from these domains; from any, where none is named.
  creates_people boolean not null default false,
  allowed_domains text[] not null default '{}',
  -- Whoever signs in with a verified address that is a person's here, is that person.
  links_by_email boolean not null default false,
  -- The provider asks for a second factor itself.
  trusts_second_factor boolean not null default false,
  version integer not null default 1,
  updated_at timestamptz not null
);

-- Whoever has the value in the claim gets the role over the unit, for as long as the claim says so.
create table identity_claim_rule (
  id uuid primary key,
  provider_id uuid not null references identity_provider on delete cascade,
  claim text not null,
  value text not null,
  role text not null,
  unit_id uuid not null references unit,
  unique (provider_id, claim, value, role, unit_id)
);
create index identity_claim_rule_unit on identity_claim_rule (unit_id);

-- Which person somebody is to a provider. The subject is the provider's own, and never changes.
create table person_identity (
  provider_id uuid not null references identity_provider on delete cascade,
  subject text not null,
  person_id uuid not null references person on delete cascade,
  linked_at timestamptz not null,
  signed_in_at timestamptz not null,
  primary key (provider_id, subject)
);
create index person_identity_person on person_identity (person_id);

-- A grant that came from a provider goes when its claim does; those that people gave are null.
alter table role_grant add column identity_provider_id uuid references identity_provider on delete cascade;
create index role_grant_identity_provider on role_grant (identity_provider_id);

alter table session add column method text not null default 'password';
alter table session add column second_factor boolean not null default false;
alter table session add column identity_provider_id uuid references identity_provider on delete cascade;
-- The provider's name for its session, and its token, encrypted: what signing out there asks for.
alter table session add column provider_session text;
alter table session add column id_token text;
create index session_identity_provider on session (identity_provider_id);

-- One authenticator app a person. The secret is encrypted; a code counts once, and none older than the last.
create table second_factor (
  person_id uuid primary key references person on delete cascade,
  secret text not null,
  last_step bigint not null,
  added_at timestamptz not null
);

-- Printed codes for when the app is lost; random, so a plain SHA-256 is enough. Each is taken once.
create table recovery_code (
  code_hash bytea primary key,
  person_id uuid not null references person on delete cascade,
  made_at timestamptz not null,
  used_at timestamptz
);
create index recovery_code_person on recovery_code (person_id);

create table passkey (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  -- Whether it lies in one device, or is carried between several by its keeper.
  synced boolean not null default false,
  name text not null,
  added_at timestamptz not null,
  used_at timestamptz
);
create index passkey_person on passkey (person_id);

-- A link by which somebody chooses a new password: once, and not for long.
create table password_reset (
  person_id uuid primary key references person on delete cascade,
  code_hash bytea not null unique,
  made_at timestamptz not null,
  ends_at timestamptz not null
);

-- Half-way: a password that was right and a second factor to come, a challenge, a visit to a provider. Taken once.
create table sign_in_step (
  token_hash bytea primary key,
  kind text not null,
  person_id uuid references person on delete cascade,
  -- What the next step needs to know, encrypted.
  content text not null,
  ends_at timestamptz not null
);
create index sign_in_step_ends on sign_in_step (ends_at);
create index sign_in_step_person on sign_in_step (person_id);
