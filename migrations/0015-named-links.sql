-- What a source names as an incident's parent, or as what it duplicates, by the source's own number. The other may
-- come in later, in the same file or in next night's: the link is made when both are here.
create table incident_named_link (
  incident_id uuid not null references incident on delete cascade,
  kind text not null check (kind in ('parent', 'duplicate')),
  source text not null,
  number text not null,
  -- Once made it is not made again: somebody may have taken it away since.
  linked boolean not null default false,
  primary key (incident_id, kind)
);
create index incident_named_link_awaited on incident_named_link (source, number) where not linked;
