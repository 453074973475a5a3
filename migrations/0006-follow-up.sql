-- The least form of what the deviation report counts beside incidents: breaches, deviations, actions.

create table breach (
  id uuid primary key,
  number text not null unique,
  unit_id uuid not null references unit,
  title text not null,
  description text not null default '',
  state text not null default 'suspected' check (state in ('suspected', 'confirmed', 'dismissed')),
  service_id uuid references service,
  system_id uuid references system,
  -- The incident that it came with; incidents do not know it, since it is seen by fewer.
  incident_id uuid references incident,
  discovered_at timestamptz not null,
  discovered_precision text not null check (discovered_precision in ('minute', 'hour', 'day', 'night', 'week')),
  risk text check (risk in ('none', 'risk', 'high')),
  people_count integer check (people_count >= 0),
  record_count integer check (record_count >= 0),
  source text,
  source_number text,
  -- The hash of what the source said: the same again changes nothing, also where a person has corrected it since.
  source_hash text,
  recorded_at timestamptz not null,
  version integer not null default 1,
  updated_at timestamptz not null,
  unique (source, source_number)
);
create index breach_discovered on breach (discovered_at desc, id desc);
create index breach_incident on breach (incident_id);

-- What other features may read of breaches, for those who hold breach:read over unit_id.
create view breach_fact as
select b.id, b.number, b.unit_id, b.title, b.state, b.risk, b.service_id, b.system_id, s.area_id, b.incident_id,
       b.discovered_at, b.discovered_precision, b.people_count, b.record_count, b.recorded_at, b.source,
       b.source_number
from breach b left join service s on s.id = b.service_id;

create table deviation (
  id uuid primary key,
  number text not null unique,
  unit_id uuid not null references unit,
  kind text not null check (kind in ('incident', 'shortcoming', 'need')),
  title text not null,
  description text not null default '',
  service_id uuid not null references service,
  system_id uuid references system,
  -- Derived by rule; a person's override stands beside it with its reason.
  severity_override text check (severity_override in ('none', 'minor', 'major')),
  severity_reason text,
  found_at timestamptz not null,
  found_precision text not null check (found_precision in ('minute', 'hour', 'day', 'night', 'week')),
  settled_at timestamptz,
  source text,
  source_number text,
  -- The hash of what the source said: the same again changes nothing, also where a person has corrected it since.
  source_hash text,
  recorded_at timestamptz not null,
  version integer not null default 1,
  updated_at timestamptz not null,
  unique (source, source_number),
  check ((severity_override is null) = (severity_reason is null))
);
create index deviation_found on deviation (found_at desc, id desc);

create table deviation_incident (
  deviation_id uuid not null references deviation on delete cascade,
  incident_id uuid not null references incident on delete cascade,
  primary key (deviation_id, incident_id)
);
create index deviation_incident_incident on deviation_incident (incident_id);

-- Shown, and counted for the severity, only to those who may see the breach.
create table deviation_breach (
  deviation_id uuid not null references deviation on delete cascade,
  breach_id uuid not null references breach on delete cascade,
  primary key (deviation_id, breach_id)
);
create index deviation_breach_breach on deviation_breach (breach_id);

create table action (
  id uuid primary key,
  number text not null unique,
  unit_id uuid not null references unit,
  title text not null,
  description text not null default '',
  -- A supplier's recommendation comes in as a proposed action.
  state text not null default 'proposed' check (state in ('proposed', 'accepted', 'declined', 'ongoing', 'done')),
  state_reason text,
  owner_role text not null default '',
  due_on date,
  supplier_id uuid references supplier,
  recommended boolean not null default false,
  decided_at timestamptz,
  done_at timestamptz,
  source text,
  source_number text,
  -- The hash of what the source said: the same again changes nothing, also where a person has corrected it since.
  source_hash text,
  recorded_at timestamptz not null,
  version integer not null default 1,
  updated_at timestamptz not null,
  unique (source, source_number)
);

-- What an action is about: a deviation, incidents, a service or a system.
create table action_subject (
  action_id uuid not null references action on delete cascade,
  subject_type text not null check (subject_type in ('deviation', 'incident', 'breach', 'service', 'system')),
  subject_id uuid not null,
  primary key (action_id, subject_type, subject_id)
);
create index action_subject_subject on action_subject (subject_id);
create index action_due on action (due_on, id);

-- What other features may read; severity is derived where it is shown, since breaches are seen by fewer.
create view deviation_fact as
select d.id, d.number, d.unit_id, d.kind, d.title, d.service_id, d.system_id, s.area_id, d.severity_override,
       d.severity_reason, d.found_at, d.found_precision, d.settled_at, d.recorded_at, d.source,
       d.source_number
from deviation d join service s on s.id = d.service_id;

create view action_fact as
select a.id, a.number, a.unit_id, a.title, a.state, a.owner_role, a.due_on, a.supplier_id, a.recommended,
       a.recorded_at, a.decided_at, a.done_at, a.source, a.source_number
from action a;

-- Which deviations an action is about: it is counted where they are found.
create view action_deviation_fact as
select x.action_id, d.id as deviation_id, d.found_at, d.service_id, d.area_id
from action_subject x join deviation_fact d on d.id = x.subject_id
where x.subject_type = 'deviation';
