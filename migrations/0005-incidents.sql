-- Incidents: unplanned interruptions, with five times as five facts; and planned outages, never counted with them.

create table incident (
  id uuid primary key,
  number text not null unique,
  -- The unit that answers for it: who may see it follows from that.
  unit_id uuid not null references unit,
  title text not null,
  description text not null default '',
  public_text text not null default '',
  state text not null check (state in ('new', 'acknowledged', 'in-progress', 'waiting', 'restored', 'closed', 'cancelled')),
  impact smallint check (impact between 1 and 3),
  urgency smallint check (urgency between 1 and 3),
  priority smallint check (priority between 1 and 5),
  -- Why the priority is not what the matrix says.
  priority_reason text,
  category text,
  cause text,
  assignment_group text,

  started_at timestamptz,
  started_precision text check (started_precision in ('minute', 'hour', 'day', 'night', 'week')),
  detected_at timestamptz,
  detected_precision text check (detected_precision in ('minute', 'hour', 'day', 'night', 'week')),
  acknowledged_at timestamptz,
  acknowledged_precision text check (acknowledged_precision in ('minute', 'hour', 'day', 'night', 'week')),
  restored_at timestamptz,
  restored_precision text check (restored_precision in ('minute', 'hour', 'day', 'night', 'week')),
  closed_at timestamptz,
  closed_precision text check (closed_precision in ('minute', 'hour', 'day', 'night', 'week')),
  -- Why the order of the times is not the natural one (imported oddities).
  times_reason text,

  recorded_at timestamptz not null,
  -- The moment it is counted at: detected, else started, else recorded.
  opened_at timestamptz not null generated always as (coalesce(detected_at, started_at, recorded_at)) stored,

  reopened_count integer not null default 0,
  -- Promised minutes to restore, as they stood when it was reported; null where nothing was promised.
  promised_minutes integer,
  -- The verdict of the system that it was imported from, where that gave one.
  source_promise_kept boolean,

  major boolean not null default false,
  major_ground text,
  major_declared_at timestamptz,

  -- Where it came from: unique per source, so that the same file twice changes nothing.
  source text,
  source_number text,
  source_extra jsonb,

  struck_out_at timestamptz,
  struck_out_reason text,

  version integer not null default 1,
  updated_at timestamptz not null,
  unique (source, source_number),
  check ((source is null) = (source_number is null)),
  check (not major or major_ground is not null)
);

create index incident_opened on incident (opened_at desc, id desc);
create index incident_open on incident (priority, opened_at desc) where state not in ('restored', 'closed', 'cancelled');
create index incident_major on incident (opened_at) where major;
create index incident_unit on incident (unit_id, opened_at desc);

create table incident_service (
  incident_id uuid not null references incident on delete cascade,
  service_id uuid not null references service,
  primary key (incident_id, service_id)
);
create index incident_service_service on incident_service (service_id, incident_id);

create table incident_system (
  incident_id uuid not null references incident on delete cascade,
  system_id uuid not null references system,
  primary key (incident_id, system_id)
);
create index incident_system_system on incident_system (system_id, incident_id);

-- The derived reach, widened or narrowed by a person, with a reason.
create table incident_reach (
  id uuid primary key,
  incident_id uuid not null references incident on delete cascade,
  target_kind text not null check (target_kind in ('service', 'unit', 'site')),
  target_id uuid not null,
  change text not null check (change in ('widened', 'narrowed')),
  reason text not null,
  unique (incident_id, target_kind, target_id)
);

create table incident_link (
  id uuid primary key,
  incident_id uuid not null references incident on delete cascade,
  kind text not null check (kind in ('parent', 'duplicate', 'change', 'problem', 'supplier-case')),
  other_incident_id uuid references incident,
  supplier_id uuid references supplier,
  reference text,
  created_at timestamptz not null,
  check ((kind in ('parent', 'duplicate')) = (other_incident_id is not null)),
  check ((kind in ('change', 'problem', 'supplier-case')) = (reference is not null))
);
create index incident_link_incident on incident_link (incident_id);
create index incident_link_other on incident_link (other_incident_id);

-- Impact × urgency → priority: the organisation's own matrix.
create table priority_matrix (
  impact smallint not null check (impact between 1 and 3),
  urgency smallint not null check (urgency between 1 and 3),
  priority smallint not null check (priority between 1 and 5),
  primary key (impact, urgency)
);
insert into priority_matrix values (1,1,1),(1,2,2),(1,3,3),(2,1,2),(2,2,3),(2,3,4),(3,1,3),(3,2,4),(3,3,5);

-- What is promised by priority, where neither service nor agreement promises anything.
create table priority_promise (
  priority smallint primary key check (priority between 1 and 5),
  restore_minutes integer check (restore_minutes > 0),
  version integer not null default 1,
  updated_at timestamptz not null default now()
);

create table planned_outage (
  id uuid primary key,
  number text not null unique,
  unit_id uuid not null references unit,
  title text not null,
  description text not null default '',
  public_text text not null default '',
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  state text not null default 'planned' check (state in ('planned', 'ongoing', 'completed', 'cancelled')),
  completed_at timestamptz,
  -- The incident that opened because the window was overrun.
  overrun_incident_id uuid references incident,
  source text,
  source_number text,
  recorded_at timestamptz not null,
  version integer not null default 1,
  updated_at timestamptz not null,
  unique (source, source_number),
  check (ends_at > starts_at)
);
create index planned_outage_starts on planned_outage (starts_at);

create table planned_outage_service (
  planned_outage_id uuid not null references planned_outage on delete cascade,
  service_id uuid not null references service,
  primary key (planned_outage_id, service_id)
);

create table planned_outage_unit (
  planned_outage_id uuid not null references planned_outage on delete cascade,
  unit_id uuid not null references unit,
  primary key (planned_outage_id, unit_id)
);
