-- Incidents: unplanned interruptions, with five times as five facts; and planned outages, never counted with them.

-- The words of a text, for the index. No stemmer: a form of a word is found by asking for the forms that occur
-- (incident_word), so what is stored stays true when the rules of forms get better, and on every PostgreSQL.
-- Whatever joins words without being a letter is a space here, or "mail/kalender" would be a file's path.
create function search_words(body text) returns tsvector
language sql immutable strict parallel safe
return to_tsvector('simple', translate(lower(body collate sv), '/.,:;!?()[]{}<>"''`´’‘“”«»…–—·•*+=&%#@|\_~^$§' || chr(160),
  repeat(' ', 60)));

create table incident (
  id uuid primary key,
  number text not null,
  -- Year and ordinal as one number: INC-2023-10000 comes after INC-2023-9999, which text order denies.
  number_order bigint not null generated always as (
    split_part(number, '-', 2)::bigint * 1000000000 + split_part(number, '-', 3)::bigint) stored unique,
  -- The unit that answers for it: who may see it follows from that.
  unit_id uuid not null references unit,
  title text not null,
  description text not null default '',
  public_text text not null default '',
  state text not null check (state in ('new', 'acknowledged', 'in-progress', 'waiting', 'restored', 'closed', 'cancelled')),
  -- An interruption or a reduction of quality, where somebody said which; else the impact tells.
  effect text check (effect in ('down', 'degraded')),
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
  -- The hash of what the source said: the same again changes nothing.
  source_hash bytea,

  struck_out_at timestamptz,
  struck_out_reason text,

  search tsvector not null generated always as (
    setweight(search_words(title), 'A') || setweight(search_words(public_text), 'B')
    || setweight(search_words(description), 'C') || setweight(search_words(coalesce(cause, '')), 'D')) stored,

  version integer not null default 1,
  updated_at timestamptz not null,
  -- The number first: it is also looked up alone, as people write it into the search box.
  unique (source_number, source),
  check ((source is null) = (source_number is null)),
  check (not major or major_ground is not null)
);

create index incident_opened on incident (opened_at, id);
create index incident_priority on incident ((-coalesce(priority, 9)), opened_at, id);
create index incident_updated on incident (updated_at, id);
-- Nearly all are closed: the rest by state, and those that are open by their priority.
create index incident_state on incident (state, opened_at desc) where state <> 'closed';
create index incident_open on incident (priority, opened_at desc)
  where state in ('new', 'acknowledged', 'in-progress', 'waiting');
create index incident_major on incident (opened_at desc) where major;
create index incident_unit on incident (unit_id, opened_at desc);
create index incident_category on incident (category, opened_at desc) where category is not null;
create index incident_source on incident (source, opened_at desc) where source is not null;
create index incident_search on incident using gin (search);

-- What figures over a period read, narrow enough to be answered from the index alone: a year of 250 000 among a
-- million rows of a kilobyte is otherwise a quarter of a gigabyte.
create index incident_measured_opened on incident (opened_at) include (
  id, unit_id, state, struck_out_at, major, acknowledged_at, detected_precision, started_precision,
  acknowledged_precision);
create index incident_measured_restored on incident (restored_at) include (
  id, unit_id, state, struck_out_at, opened_at, closed_at, promised_minutes, source_promise_kept, reopened_count,
  detected_precision, started_precision, restored_precision);
create index incident_measured_closed on incident (closed_at) include (id, unit_id, state, struck_out_at);
-- Interruptions by their end: what a service was out for.
create index incident_measured_down on incident (coalesce(restored_at, closed_at)) include (
  id, unit_id, state, struck_out_at, opened_at, started_at, restored_at, closed_at, detected_precision,
  started_precision, restored_precision)
  where effect = 'down' or (effect is null and (impact = 1 or major));

-- Every word that occurs in some incident, without those with digits: where the forms and compounds of a word
-- that is searched for are looked up, by trigrams.
create table incident_word (
  word text primary key collate "C"
);
create index incident_word_trigrams on incident_word using gin ((word collate "default") gin_trgm_ops);

create function keep_incident_words() returns trigger
language plpgsql as $$
begin
  -- In order, so that two at once wait for each other and never in a ring.
  insert into incident_word (word)
  select distinct lexeme collate "C" from changed, unnest(tsvector_to_array(changed.search)) as lexeme
  where length(lexeme) between 3 and 60 and lexeme !~ '[0-9]'
    and not exists (select from incident_word known where known.word = lexeme collate "C")
  order by 1
  on conflict do nothing;
  return null;
end $$;
create trigger incident_words_inserted after insert on incident
  referencing new table as changed for each statement execute function keep_incident_words();
create trigger incident_words_updated after update on incident
  referencing new table as changed for each statement execute function keep_incident_words();

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

-- Derived: who delivered the systems that an incident names, on the day it opened.
create view incident_supplier as
select h.incident_id, p.supplier_id, h.system_id, p.role
from incident_system h
join incident i on i.id = h.incident_id
join system_supplier p on p.system_id = h.system_id
  and (p.valid_from is null or p.valid_from <= (i.opened_at at time zone 'UTC')::date)
  and (p.valid_to is null or p.valid_to >= (i.opened_at at time zone 'UTC')::date);

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

-- The matrix and the promises are edited as one: their version.
create table priority_setting (
  singleton boolean primary key default true check (singleton),
  version integer not null default 1
);
insert into priority_setting default values;

-- What is promised by priority, where neither service nor agreement promises anything.
create table priority_promise (
  priority smallint primary key check (priority between 1 and 5),
  restore_minutes integer check (restore_minutes > 0)
);
insert into priority_promise (priority) select generate_series(1, 5);

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
  source_hash bytea,
  recorded_at timestamptz not null,
  version integer not null default 1,
  updated_at timestamptz not null,
  unique (source, source_number),
  check ((source is null) = (source_number is null)),
  check (ends_at > starts_at)
);
create index planned_outage_starts on planned_outage (starts_at);
-- What the clock looks at every minute: those whose window is over and that are not.
create index planned_outage_running on planned_outage (ends_at) where state in ('planned', 'ongoing');

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

-- The verdict of the source where it gave one: it knew what was promised then. Else ours, once it is restored.
-- Written without adding an interval to a moment: that is not immutable, and such a function is called for each row
-- instead of becoming part of the statement (a year of 250 000 took ten times as long).
create function promise_kept(i incident) returns boolean
language sql immutable parallel safe
return coalesce(i.source_promise_kept,
  case when i.promised_minutes is not null and i.restored_at is not null
       then extract(epoch from i.restored_at - i.opened_at) <= i.promised_minutes * 60 end);

-- What figures are counted from, one row an incident; struck-out and cancelled ones are no incidents.
-- Services and systems are joined by incident_service and incident_system.
create view incident_fact as
select
  i.id, i.number, i.unit_id, i.title, i.opened_at,
  i.started_at, i.started_precision, i.detected_at, i.detected_precision,
  i.acknowledged_at, i.acknowledged_precision, i.restored_at, i.restored_precision, i.closed_at, i.closed_precision,
  i.state, i.state in ('new', 'acknowledged', 'in-progress', 'waiting') as open,
  i.effect, i.impact, i.urgency, i.priority, i.major, i.major_ground, i.reopened_count, i.source, i.source_number,
  i.category, i.cause, i.assignment_group,
  i.promised_minutes,
  promise_kept(i) as promise_kept,
  -- From the moment it is counted at. A time before that is no length of time: null.
  case when i.acknowledged_at >= i.opened_at
       then extract(epoch from i.acknowledged_at - i.opened_at)::float8 / 60 end as minutes_to_acknowledge,
  case when i.restored_at >= i.opened_at
       then extract(epoch from i.restored_at - i.opened_at)::float8 / 60 end as minutes_to_restore,
  -- The outage itself: from when it began, where that is known. Open ones have no end here.
  coalesce(i.started_at, i.opened_at) as down_from, i.restored_at as down_to,
  -- Whether a length of time taken from it is to be said with "about".
  coalesce(i.detected_precision, i.started_precision, 'minute') <> 'minute'
    or coalesce(i.restored_precision, 'minute') <> 'minute' as imprecise
from incident i
where i.struck_out_at is null and i.state <> 'cancelled';

create view planned_outage_fact as
select p.id, p.number, p.unit_id, p.title, p.starts_at, p.ends_at, p.state, p.completed_at, p.overrun_incident_id
from planned_outage p
where p.state <> 'cancelled';
