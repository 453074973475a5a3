-- Run after every migration, so that new tables are granted too. Only additive for the serving role;
-- the journal's rights are taken back after the general grant.
do $$
declare
  role_name text;
begin
  foreach role_name in array array['beredd_serve', 'beredd_seal'] loop
    -- Roles belong to the cluster: another database may be making the same ones at this moment.
    begin
      if not exists (select from pg_roles where rolname = role_name) then
        execute format('create role %I nologin', role_name);
      end if;
    exception when duplicate_object or unique_violation then
      null;
    end;
    if not pg_has_role(current_user, role_name, 'set') then
      execute format('grant %I to current_user with set true', role_name);
    end if;
  end loop;
end $$;

grant usage on schema public to beredd_serve, beredd_seal;
grant select, insert, update, delete on all tables in schema public to beredd_serve;
grant usage, select on all sequences in schema public to beredd_serve;
-- The journal's months that are made while it serves: backups by the clock read each by its own name.
alter default privileges in schema public grant select on tables to beredd_serve;
-- Read by backups, changed by migrations alone.
revoke insert, update, delete on schema_migration from beredd_serve;

do $$
declare
  table_name text;
begin
  for table_name in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname like 'journal%'
  loop
    execute format('revoke update, delete on %I from beredd_serve', table_name);
    execute format('grant select on %I to beredd_seal', table_name);
  end loop;
end $$;
revoke insert on journal_position, journal_seal, journal_erasure from beredd_serve;
grant update on journal_reader to beredd_serve;
-- Erasing goes through one door, which tells of it in the same transaction.
grant execute on function erase_journal_bodies(uuid[], uuid, timestamptz) to beredd_serve;
-- The bodies are not the sealer's to read: it seals their hashes.
revoke select on journal_body from beredd_seal;
grant insert on journal_position, journal_seal to beredd_seal;
grant delete on journal_pending to beredd_seal;

grant usage on schema pgboss to beredd_serve;
grant select, insert, update, delete on all tables in schema pgboss to beredd_serve;
grant usage, select on all sequences in schema pgboss to beredd_serve;
grant execute on all functions in schema pgboss to beredd_serve;
