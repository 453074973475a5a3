-- Whether somebody else than its owner could know a password: it was chosen for them, or by a link that another made.
-- It is the owner's own once they have changed it themselves. Until then nobody is appointed to what only a few see.
alter table password add column given boolean not null default false;

-- Before this release people came with a password that their administrator chose, and none could be changed: all but
-- the first account's are known to another.
update password set given = true
where exists (
  select from journal j where j.subject_id = password.person_id and j.kind = 'person.added' and j.actor_id is not null
);
