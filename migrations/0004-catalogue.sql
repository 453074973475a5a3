-- The catalogue: what users get (services), what delivers it (systems), who supplies it, and what hangs on what.

create table service_area (
  id uuid primary key,
  name text not null,
  position integer not null default 0,
  version integer not null default 1,
  updated_at timestamptz not null
);
-- Names are what files and people say, so Citrix and citrix are one thing, here and below.
create unique index service_area_name on service_area (lower(name collate sv));

create table supplier (
  id uuid primary key,
  name text not null,
  support_route text not null default '',
  version integer not null default 1,
  updated_at timestamptz not null
);
create unique index supplier_name on supplier (lower(name collate sv));

create table service (
  id uuid primary key,
  name text not null,
  -- base = bastjänst, optional = tilläggstjänst; neither where the organisation does not divide them so
  kind text not null default 'neither' check (kind in ('base', 'optional', 'neither')),
  area_id uuid references service_area,
  -- The unit that answers for the service: its readers see what concerns it.
  unit_id uuid not null references unit,
  description text not null default '',
  -- Longest time to restore that was promised, in minutes; null where nothing was.
  promised_restore_minutes integer check (promised_restore_minutes > 0),
  vital boolean not null default false,
  retired_at timestamptz,
  version integer not null default 1,
  updated_at timestamptz not null
);
create unique index service_name on service (lower(name collate sv));
create index service_area_id on service (area_id);

create table system (
  id uuid primary key,
  name text not null,
  unit_id uuid not null references unit,
  maker text not null default '',
  description text not null default '',
  retired_at timestamptz,
  version integer not null default 1,
  updated_at timestamptz not null
);

create unique index system_name on system (lower(name collate sv));

-- A supplier delivers a system over a dated period; role says as what.
create table system_supplier (
  id uuid primary key,
  system_id uuid not null references system on delete cascade,
  supplier_id uuid not null references supplier,
  role text not null default 'supplier' check (role in ('supplier', 'subcontractor', 'maker')),
  valid_from date,
  valid_to date,
  check (valid_to is null or valid_from is null or valid_to >= valid_from)
);
create index system_supplier_system on system_supplier (system_id);
create index system_supplier_supplier on system_supplier (supplier_id);

create table agreement (
  id uuid primary key,
  supplier_id uuid not null references supplier,
  name text not null,
  reference text not null default '',
  valid_from date,
  valid_to date,
  promised_restore_minutes integer check (promised_restore_minutes > 0),
  -- A processor agreement (PuB-avtal) where personal data are processed.
  processor_agreement boolean not null default false,
  support_route text not null default '',
  version integer not null default 1,
  updated_at timestamptz not null,
  check (valid_to is null or valid_from is null or valid_to >= valid_from)
);
create unique index agreement_name on agreement (supplier_id, lower(name collate sv));

create table agreement_system (
  agreement_id uuid not null references agreement on delete cascade,
  system_id uuid not null references system on delete cascade,
  primary key (agreement_id, system_id)
);

-- Services and systems are nodes of one graph. A node has the id of its service or system, and comes and goes
-- with it, whoever writes: an edge can never hang on what is not there.
create table node (
  id uuid primary key,
  kind text not null check (kind in ('service', 'system')),
  service_id uuid unique references service on delete cascade,
  system_id uuid unique references system on delete cascade,
  -- What is retired neither falls nor holds anything up.
  retired boolean not null,
  check (id = coalesce(service_id, system_id)),
  check ((kind = 'service') = (service_id is not null) and (kind = 'system') = (system_id is not null))
);

create function node_follows() returns trigger language plpgsql as $$
begin
  insert into node (id, kind, service_id, system_id, retired)
  values (
    new.id, tg_table_name,
    case tg_table_name when 'service' then new.id end,
    case tg_table_name when 'system' then new.id end,
    new.retired_at is not null
  )
  on conflict (id) do update set retired = excluded.retired;
  return null;
end $$;
create trigger service_is_a_node after insert or update of retired_at on service
  for each row execute function node_follows();
create trigger system_is_a_node after insert or update of retired_at on system
  for each row execute function node_follows();

-- What other features may read of the graph's nodes.
create view catalogue_node as
  select id, 'service' as kind, name, unit_id, area_id, retired_at from service
  union all
  select id, 'system', name, unit_id, null, retired_at from system;

-- dependent needs dependency. all: it falls when this one falls. any: it falls when every one of the same
-- group has fallen. degrades: it is worse off, and does not fall.
create table dependency (
  id uuid primary key,
  dependent_id uuid not null references node on delete cascade,
  dependency_id uuid not null references node on delete cascade,
  mode text not null check (mode in ('all', 'any', 'degrades')),
  group_name text not null default '',
  version integer not null default 1,
  updated_at timestamptz not null,
  unique (dependent_id, dependency_id),
  check (dependent_id <> dependency_id)
);
create index dependency_dependency on dependency (dependency_id);

create table activity (
  id uuid primary key,
  unit_id uuid not null references unit,
  name text not null,
  version integer not null default 1,
  updated_at timestamptz not null
);
create unique index activity_name on activity (unit_id, lower(name collate sv));

create table activity_service (
  activity_id uuid not null references activity on delete cascade,
  service_id uuid not null references service on delete cascade,
  primary key (activity_id, service_id)
);

-- Which units use which services; a use by a unit counts for everything under it.
create table service_use (
  service_id uuid not null references service on delete cascade,
  unit_id uuid not null references unit on delete cascade,
  primary key (service_id, unit_id)
);
create index service_use_unit on service_use (unit_id);

-- A site may lean on a system of its own (an address service, a local switch).
create table site_system (
  site_id uuid not null references site on delete cascade,
  system_id uuid not null references system on delete cascade,
  primary key (site_id, system_id)
);
create index site_system_system on site_system (system_id);
