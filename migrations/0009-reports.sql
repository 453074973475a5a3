-- Reports: a draft is computed each time it is read; a frozen one keeps what was decided on, to the byte.

create table report (
  id uuid primary key,
  number text not null unique,
  kind text not null default 'deviation' check (kind in ('deviation')),
  -- What it tells of: the records of this unit and everything under it.
  unit_id uuid not null references unit,
  title text not null,
  language text not null check (language in ('sv', 'en')),
  -- As people wrote them, and the days that they mean: half-open, in the organisation's time zone.
  period_written text not null,
  period_from date not null,
  period_until date not null,
  comparison_written text,
  comparison_from date,
  comparison_until date,
  -- Null: all service areas.
  area_id uuid references service_area,
  -- Sentences that a person wrote in place of drafted ones, by their key, each with the figures it states.
  texts jsonb not null default '{}',
  state text not null default 'draft' check (state in ('draft', 'frozen', 'withdrawn')),
  -- What was frozen, and how far the journal had come when it was counted.
  model jsonb,
  journal_position bigint,
  frozen_at timestamptz,
  frozen_by uuid references person,
  withdrawn_at timestamptz,
  withdrawn_by uuid references person,
  withdrawn_reason text,
  created_by uuid references person,
  created_at timestamptz not null,
  version integer not null default 1,
  updated_at timestamptz not null,
  check (period_until > period_from),
  check ((comparison_written is null) = (comparison_from is null)
    and (comparison_from is null) = (comparison_until is null)),
  check ((model is null) = (frozen_at is null)),
  check (state <> 'frozen' or frozen_at is not null),
  check ((state = 'withdrawn') = (withdrawn_reason is not null))
);
create index report_created on report (created_at desc, id desc);
create index report_unit on report (unit_id, created_at desc);

-- The documents of a frozen report, as they were rendered then.
create table report_document (
  report_id uuid not null references report,
  format text not null check (format in ('html', 'docx', 'pdf', 'pdf-a')),
  file_id uuid not null references file,
  primary key (report_id, format)
);
