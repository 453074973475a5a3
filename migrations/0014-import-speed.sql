-- What an import pays for and nobody asks for.

-- Entries are only ever added, at the end, in the order of their moments: a block's first and last moment find the
-- same as an entry for each did, for nothing.
drop index journal_recorded;
create index journal_recorded on journal using brin (recorded_at);
