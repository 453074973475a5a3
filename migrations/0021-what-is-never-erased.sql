-- What the journal says about itself and about the installation is never erased: verify reads in it which bodies were
-- destroyed, which signing keys followed each other and from what a restore was made. Without those words a whole
-- journal could be made not to fit, and real tampering would hide behind that.

create or replace function erase_journal_bodies(entries uuid[], telling uuid, at timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  erased integer;
begin
  if exists (select from journal where id = any(entries) and (kind like 'journal.%' or kind like 'installation.%')) then
    raise exception 'what the journal says about itself is not erased' using errcode = 'restrict_violation';
  end if;
  with gone as (
    delete from journal_body where entry_id = any(entries) and entry_id <> telling returning entry_id
  )
  insert into journal_erasure (entry_id, erased_by, erased_at) select entry_id, telling, at from gone;
  get diagnostics erased = row_count;
  return erased;
end $$;
