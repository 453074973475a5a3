-- Imports: saved mapping profiles, runs with how far each has come, rows on their way in, rejected rows, schedules.

-- A mapping profile is data (see src/features/imports/mapping/profile.ts); those that ship stand in the code.
create table import_profile (
  id uuid primary key,
  key text not null unique,
  profile jsonb not null,
  version integer not null default 1,
  updated_at timestamptz not null
);

create table import_schedule (
  id uuid primary key,
  name text not null,
  -- A folder on the server, or an address that answers with a file.
  kind text not null check (kind in ('folder', 'address')),
  place text not null,
  -- Which files of a folder: `export-*.csv`. Of those that match the newest is read.
  pattern text not null,
  profile_key text not null,
  source text not null,
  -- How often, in the organisation's zone (see src/features/imports/schedules/rhythm.ts).
  rhythm jsonb not null,
  active boolean not null default true,
  due_at timestamptz not null,
  -- What was read, by name and SHA-256: the same again is not read twice.
  seen jsonb not null default '{}',
  looked_at timestamptz,
  error_code text,
  error_params jsonb,
  -- In whose name, and with whose permissions, it imports.
  owned_by uuid references person,
  version integer not null default 1,
  updated_at timestamptz not null
);
create index import_schedule_due on import_schedule (due_at) where active;

create table import_run (
  id uuid primary key,
  -- A stored upload, or a file on the machine where the command ran.
  file_id uuid references file,
  local_path text,
  file_name text not null,
  file_size bigint not null,
  -- The profile as it was when the run was asked for.
  profile jsonb not null,
  target text not null,
  -- The system that the records come from: together with a record's own number it says which record it is.
  source text not null,
  dry boolean not null default false,
  state text not null check (state in ('queued', 'reading', 'storing', 'done', 'failed', 'cancelled')),
  cancel_wanted boolean not null default false,
  -- What stands where in the staged rows.
  layout jsonb,
  -- The key of the last record that is stored, written in the transaction that stored it.
  checkpoint text collate "C",
  bytes_read bigint not null default 0,
  rows_read bigint not null default 0,
  rows_blank bigint not null default 0,
  rows_staged bigint not null default 0,
  rows_taken bigint not null default 0,
  rows_unchanged bigint not null default 0,
  rows_rejected bigint not null default 0,
  records_added bigint not null default 0,
  records_changed bigint not null default 0,
  records_unchanged bigint not null default 0,
  records_rejected bigint not null default 0,
  -- What was doubtful and taken all the same, by reason, with how often and one example.
  doubts jsonb not null default '{}',
  rejects_file_id uuid references file,
  error_code text,
  error_params jsonb,
  schedule_id uuid references import_schedule on delete set null,
  requested_by uuid references person,
  requested_at timestamptz not null,
  -- How far it has come, how fast, and how long it has left.
  progress jsonb,
  started_at timestamptz,
  finished_at timestamptz
);
create index import_run_requested on import_run (requested_at desc, id desc);

-- Rows that are read and not stored yet. Unlogged: after a crash of the database they are gone, which the run sees
-- and reads the file again; that is rarer than every import paying for their log.
create unlogged table import_row (
  run_id uuid not null,
  key text collate "C" not null,
  line bigint not null,
  content text not null,
  primary key (run_id, key, line)
);

-- Why a row was rejected; the file of rejects is written from these and the file as it came.
create table import_reject (
  run_id uuid not null references import_run on delete cascade,
  line bigint not null,
  reasons jsonb not null,
  primary key (run_id, line)
);
