-- Times are told to the minute, but an incident that is reported as it happens is opened at a second. Restored or
-- acknowledged "07:54" when it was opened 07:54:33, it came before its beginning, and its length of time was missing
-- though it was known: none. Within the same minute it is 0.

create or replace view incident_fact as
select
  i.id, i.number, i.unit_id, i.title, i.opened_at,
  i.started_at, i.started_precision, i.detected_at, i.detected_precision,
  i.acknowledged_at, i.acknowledged_precision, i.restored_at, i.restored_precision, i.closed_at, i.closed_precision,
  i.state, i.state in ('new', 'acknowledged', 'in-progress', 'waiting') as open,
  i.effect, i.impact, i.urgency, i.priority, i.major, i.major_ground, i.reopened_count, i.source, i.source_number,
  i.category, i.cause, i.assignment_group,
  i.promised_minutes,
  promise_kept(i) as promise_kept,
  -- From the moment it is counted at. A time in a minute before that is no length of time: null.
  case when date_part('epoch', i.acknowledged_at) >= floor(date_part('epoch', i.opened_at) / 60) * 60
       then greatest(date_part('epoch', i.acknowledged_at - i.opened_at), 0) / 60 end as minutes_to_acknowledge,
  case when date_part('epoch', i.restored_at) >= floor(date_part('epoch', i.opened_at) / 60) * 60
       then greatest(date_part('epoch', i.restored_at - i.opened_at), 0) / 60 end as minutes_to_restore,
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

update incident_figure k
set minutes_to_acknowledge = f.minutes_to_acknowledge, minutes_to_restore = f.minutes_to_restore
from incident_fact f
where f.id = k.id
  and (k.minutes_to_acknowledge, k.minutes_to_restore) is distinct from (f.minutes_to_acknowledge, f.minutes_to_restore);
