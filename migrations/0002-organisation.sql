-- The organisation: units as a tree, sites and the networks at them, people by role.

create table unit (
  id uuid primary key,
  parent_id uuid references unit,
  name text not null,
  -- committee = nämnd, administration = förvaltning, company = bolag, department = avdelning
  kind text not null check (kind in ('organisation', 'committee', 'administration', 'company', 'department', 'other')),
  code text unique,
  people_count integer check (people_count >= 0),
  version integer not null default 1,
  updated_at timestamptz not null,
  check (parent_id is distinct from id)
);
create index unit_parent on unit (parent_id);
-- One root: everything that belongs to no other unit belongs to it.
create unique index unit_root on unit ((true)) where parent_id is null;

-- The closure of the tree, kept by the verbs that move units: who stands under whom.
create table unit_within (
  unit_id uuid not null references unit on delete cascade,
  ancestor_id uuid not null references unit on delete cascade,
  depth integer not null,
  primary key (unit_id, ancestor_id)
);
create index unit_within_ancestor on unit_within (ancestor_id);

create table site (
  id uuid primary key,
  unit_id uuid not null references unit,
  name text not null,
  code text unique,
  kind text not null default '',
  address text not null default '',
  people_count integer check (people_count >= 0),
  version integer not null default 1,
  updated_at timestamptz not null
);
create index site_unit on site (unit_id);

create table network (
  id uuid primary key,
  site_id uuid not null references site on delete cascade,
  name text not null,
  version integer not null default 1,
  updated_at timestamptz not null,
  unique (site_id, name)
);

create table person (
  id uuid primary key,
  email text not null,
  name text not null,
  title text not null default '',
  language text check (language in ('sv', 'en')),
  active boolean not null default true,
  version integer not null default 1,
  updated_at timestamptz not null
);
create unique index person_email on person (lower(email));
