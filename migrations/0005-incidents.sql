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
  -- What the source said last of those fields that a person has changed since: theirs stays until both agree.
  source_said jsonb,

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

-- The list by its commonest orders and filters, each with whatever decides who sees a row: pages and totals are then
-- read from the index alone, and not from a table of a kilobyte a row.
create index incident_opened on incident (opened_at, id) include (unit_id, struck_out_at, state);
create index incident_priority on incident ((-coalesce(priority, 9)), opened_at, id)
  include (priority, unit_id, struck_out_at);
create index incident_updated on incident (updated_at, id);
-- Nearly all are closed: the rest by state, and those that are open by their priority.
create index incident_state on incident (state, opened_at desc) where state <> 'closed';
create index incident_open on incident (priority, opened_at desc)
  where state in ('new', 'acknowledged', 'in-progress', 'waiting');
create index incident_major on incident (opened_at desc) where major;
create index incident_unit on incident (unit_id, opened_at desc);
create index incident_category on incident (category, opened_at desc) include (unit_id, struck_out_at)
  where category is not null;
create index incident_reopened on incident (opened_at, id) include (unit_id, struck_out_at, state)
  where reopened_count > 0;
-- Restored later than promised: the words of promise_kept, which cannot be called from here.
create index incident_late on incident (opened_at, id) include (unit_id, struck_out_at, state)
  where coalesce(source_promise_kept, case when promised_minutes is not null and restored_at is not null
    then date_part('epoch', restored_at - opened_at) <= promised_minutes * 60 end) is false;
create index incident_source on incident (source, opened_at desc) where source is not null;
create index incident_search on incident using gin (search);

create index incident_restored on incident (restored_at) where restored_at is not null;
create index incident_closed on incident (closed_at) where closed_at is not null;

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

-- What an incident names. The moment it is counted at, the unit that answers for it, whether it stands in lists (not
-- struck out) and in figures (nor cancelled) are copied here, so that the newest of a service, and how many they are,
-- are read from one narrow index instead of from as many places in a table of wide rows.
create table incident_service (
  incident_id uuid not null references incident on delete cascade,
  service_id uuid not null references service,
  opened_at timestamptz not null default 'infinity',
  unit_id uuid not null default '00000000-0000-0000-0000-000000000000',
  listed boolean not null default true,
  counted boolean not null default true,
  primary key (incident_id, service_id)
);
create index incident_service_service on incident_service (service_id, opened_at, incident_id)
  include (unit_id, listed, counted);

create table incident_system (
  incident_id uuid not null references incident on delete cascade,
  system_id uuid not null references system,
  opened_at timestamptz not null default 'infinity',
  unit_id uuid not null default '00000000-0000-0000-0000-000000000000',
  listed boolean not null default true,
  counted boolean not null default true,
  primary key (incident_id, system_id)
);
create index incident_system_system on incident_system (system_id, opened_at, incident_id)
  include (unit_id, listed, counted);

-- Whoever names something need not know what is copied: left out, it is looked up. The lock waits for an edit of it.
create function copy_to_hit() returns trigger
language plpgsql as $$
begin
  select i.opened_at, i.unit_id, i.struck_out_at is null, i.struck_out_at is null and i.state <> 'cancelled'
  into new.opened_at, new.unit_id, new.listed, new.counted
  from incident i where i.id = new.incident_id for share;
  return new;
end $$;
create trigger incident_service_copied before insert on incident_service
  for each row when (new.opened_at = 'infinity') execute function copy_to_hit();
create trigger incident_system_copied before insert on incident_system
  for each row when (new.opened_at = 'infinity') execute function copy_to_hit();

create function keep_hits() returns trigger
language plpgsql as $$
begin
  update incident_service set opened_at = new.opened_at, unit_id = new.unit_id, listed = new.struck_out_at is null,
    counted = new.struck_out_at is null and new.state <> 'cancelled' where incident_id = new.id;
  update incident_system set opened_at = new.opened_at, unit_id = new.unit_id, listed = new.struck_out_at is null,
    counted = new.struck_out_at is null and new.state <> 'cancelled' where incident_id = new.id;
  return null;
end $$;
create trigger incident_hits_kept after update on incident for each row
  when (old.opened_at <> new.opened_at or old.unit_id <> new.unit_id
    or (old.struck_out_at is null) <> (new.struck_out_at is null)
    or (old.state = 'cancelled') <> (new.state = 'cancelled'))
  execute function keep_hits();

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
-- instead of becoming part of the statement.
create function promise_kept(i incident) returns boolean
language sql immutable parallel safe
return coalesce(i.source_promise_kept,
  case when i.promised_minutes is not null and i.restored_at is not null
       then date_part('epoch', i.restored_at - i.opened_at) <= i.promised_minutes * 60 end);

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
       then date_part('epoch', i.acknowledged_at - i.opened_at) / 60 end as minutes_to_acknowledge,
  case when i.restored_at >= i.opened_at
       then date_part('epoch', i.restored_at - i.opened_at) / 60 end as minutes_to_restore,
  -- The outage itself: from when it began, where that is known. Open ones have no end here.
  coalesce(i.started_at, i.opened_at) as down_from, i.restored_at as down_to,
  -- Whether a length of time taken from it is to be said with "about".
  coalesce(i.detected_precision, i.started_precision, 'minute') <> 'minute'
    or coalesce(i.restored_precision, 'minute') <> 'minute' as imprecise,
  coalesce(i.detected_precision, i.started_precision, 'minute') <> 'minute'
    or coalesce(i.acknowledged_precision, 'minute') <> 'minute' as acknowledge_imprecise,
  -- Interrupted, where somebody said so or the impact tells; else reduced in quality.
  coalesce(i.effect = 'down', i.impact = 1 or i.major, false) as interrupting
from incident i
where i.struck_out_at is null and i.state <> 'cancelled';

-- The same, kept: one narrow row an incident with all that figures ask, since a year of 250 000 among a million rows
-- of a kilobyte is a quarter of a gigabyte. Written by the triggers below within the statement that changes the
-- incident or what it names, so it never says anything else than incident_fact. One that is struck out or cancelled
-- has no times here, and so is in no period.
create table incident_figure (
  id uuid primary key references incident on delete cascade,
  unit_id uuid not null,
  opened_at timestamptz,
  restored_at timestamptz,
  closed_at timestamptz,
  down_from timestamptz,
  -- Restored, else closed; null while it is open.
  ended_at timestamptz,
  minutes_to_acknowledge float8,
  minutes_to_restore float8,
  reopened_count integer,
  open boolean,
  major boolean,
  promise_kept boolean,
  interrupting boolean,
  imprecise boolean,
  acknowledge_imprecise boolean,
  -- It lasted more than 31 days. Whatever else stands at a moment began within 31 days of it, and is found by that.
  lasting boolean,
  priority smallint,
  state text,
  category text,
  cause text,
  source text,
  assignment_group text,
  services uuid[] not null default '{}',
  systems uuid[] not null default '{}'
);
-- With what the page of figures takes of each, so that it is answered from these alone: half the time.
create index incident_figure_opened on incident_figure (opened_at) include (
  unit_id, major, minutes_to_acknowledge, acknowledge_imprecise, services);
create index incident_figure_restored on incident_figure (restored_at) include (
  unit_id, promise_kept, reopened_count, minutes_to_restore, imprecise);
create index incident_figure_closed on incident_figure (closed_at) include (unit_id);
create index incident_figure_down on incident_figure (ended_at) include (unit_id, down_from, imprecise, services)
  where interrupting;
create index incident_figure_lasting on incident_figure (ended_at) where lasting;
create index incident_figure_open on incident_figure (opened_at) where open;

-- What incident_figure has to say, in the order of its columns.
create view incident_figured as
select f.id, f.unit_id, f.opened_at, f.restored_at, f.closed_at, f.down_from,
  e.ended_at, f.minutes_to_acknowledge, f.minutes_to_restore, f.reopened_count, f.open, f.major, f.promise_kept,
  f.interrupting, f.imprecise, f.acknowledge_imprecise,
  coalesce(date_part('epoch', e.ended_at - least(f.opened_at, f.down_from)) > 31 * 86400, false) as lasting,
  f.priority, f.state, f.category, f.cause, f.source, f.assignment_group
from incident_fact f
cross join lateral (select case when not f.open then coalesce(f.restored_at, f.closed_at) end as ended_at) e;

-- These keep their first plan for as long as the session lives, for one row as for thousands, and may be planned while
-- the tables are new and nothing is known of them: one by one through the primary key is right always.
create function add_incident_figures() returns trigger
language plpgsql set enable_hashjoin = off set enable_mergejoin = off set enable_material = off set enable_seqscan = off as $$
begin
  insert into incident_figure (id, unit_id, opened_at, restored_at, closed_at, down_from, ended_at,
    minutes_to_acknowledge, minutes_to_restore, reopened_count, open, major, promise_kept, interrupting, imprecise,
    acknowledge_imprecise, lasting, priority, state, category, cause, source, assignment_group)
  select c.id, c.unit_id, f.opened_at, f.restored_at, f.closed_at, f.down_from, f.ended_at,
    f.minutes_to_acknowledge, f.minutes_to_restore, f.reopened_count, f.open, f.major, f.promise_kept, f.interrupting,
    f.imprecise, f.acknowledge_imprecise, f.lasting, f.priority, f.state, f.category, f.cause, f.source,
    f.assignment_group
  from changed c left join incident_figured f on f.id = c.id;
  return null;
end $$;

create function change_incident_figures() returns trigger
language plpgsql set enable_hashjoin = off set enable_mergejoin = off set enable_material = off set enable_seqscan = off as $$
begin
  update incident_figure k set unit_id = c.unit_id, opened_at = f.opened_at, restored_at = f.restored_at,
    closed_at = f.closed_at, down_from = f.down_from, ended_at = f.ended_at,
    minutes_to_acknowledge = f.minutes_to_acknowledge, minutes_to_restore = f.minutes_to_restore,
    reopened_count = f.reopened_count, open = f.open, major = f.major, promise_kept = f.promise_kept,
    interrupting = f.interrupting, imprecise = f.imprecise, acknowledge_imprecise = f.acknowledge_imprecise,
    lasting = f.lasting, priority = f.priority, state = f.state, category = f.category, cause = f.cause,
    source = f.source, assignment_group = f.assignment_group
  from changed c left join incident_figured f on f.id = c.id
  where k.id = c.id;
  return null;
end $$;

-- Two may name services of one incident at once: the second waits for its row, and only then looks what it names.
create function keep_incident_figure_services() returns trigger
language plpgsql set enable_hashjoin = off set enable_mergejoin = off set enable_material = off set enable_seqscan = off as $$
begin
  perform from incident_figure where id in (select incident_id from changed) order by id for update;
  update incident_figure k
  set services = array(select h.service_id from incident_service h where h.incident_id = k.id order by 1)
  where k.id in (select incident_id from changed);
  return null;
end $$;

create function keep_incident_figure_systems() returns trigger
language plpgsql set enable_hashjoin = off set enable_mergejoin = off set enable_material = off set enable_seqscan = off as $$
begin
  perform from incident_figure where id in (select incident_id from changed) order by id for update;
  update incident_figure k
  set systems = array(select h.system_id from incident_system h where h.incident_id = k.id order by 1)
  where k.id in (select incident_id from changed);
  return null;
end $$;

create trigger incident_figures_added after insert on incident
  referencing new table as changed for each statement execute function add_incident_figures();
create trigger incident_figures_changed after update on incident
  referencing new table as changed for each statement execute function change_incident_figures();
create trigger incident_services_added after insert on incident_service
  referencing new table as changed for each statement execute function keep_incident_figure_services();
create trigger incident_services_taken after delete on incident_service
  referencing old table as changed for each statement execute function keep_incident_figure_services();
create trigger incident_systems_added after insert on incident_system
  referencing new table as changed for each statement execute function keep_incident_figure_systems();
create trigger incident_systems_taken after delete on incident_system
  referencing old table as changed for each statement execute function keep_incident_figure_systems();

create view planned_outage_fact as
select p.id, p.number, p.unit_id, p.title, p.starts_at, p.ends_at, p.state, p.completed_at, p.overrun_incident_id
from planned_outage p
where p.state <> 'cancelled';
