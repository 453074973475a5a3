import type { Feature } from "../../platform/registry.ts";
import { forgetOldAccess } from "./jobs.ts";
import { eraseJournal, readJournal } from "./journal/journal.ts";
import { addPerson } from "./people/add-person.ts";
import { readPeople } from "./people/read-people.ts";
import { setUp } from "./people/set-up.ts";
import { editGrants } from "./roles/edit-grants.ts";
import { addRole, editRole, removeRole, restoreRole } from "./roles/edit-roles.ts";
import { matrixQueries } from "./roles/matrix.ts";
import { readPersonReach } from "./roles/read-person-reach.ts";
import { readRole, readRoles } from "./roles/read-roles.ts";
import { signOut } from "./sign-in/sign-in.ts";

/** The permission matrix is made from everything that the house holds, which is known once it is whole. */
export function access(features: () => readonly Feature[]): Feature {
  return {
    name: "access",
    operations: [
      // people
      setUp,
      addPerson,
      readPeople,
      // roles
      editGrants,
      readRoles,
      readRole,
      addRole,
      editRole,
      restoreRole,
      removeRole,
      ...matrixQueries(features),
      readPersonReach,
      // sign-in and sessions
      signOut,
      // journal
      readJournal,
      eraseJournal,
    ],
    jobs: [forgetOldAccess],
  };
}
