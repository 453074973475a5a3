-- What was not recorded, or not told by its source: a figure over such a time is missing, and never a zero.
create table coverage_gap (
  id uuid primary key,
  -- The figure's key, as statistics defines it (majorIncidents, breaches …).
  figure text not null,
  -- Half-open, in days of the organisation's time zone.
  from_day date not null,
  to_day date not null,
  reason text not null,
  version integer not null default 1,
  updated_at timestamptz not null,
  unique (figure, from_day, to_day),
  check (to_day > from_day)
);
