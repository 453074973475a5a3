import type { Feature, Operation } from "../../platform/registry.ts";
import { forgetOldAccess } from "./jobs.ts";
import { eraseJournal, readJournal } from "./journal/journal.ts";
import { addPerson } from "./people/add-person.ts";
import { readPeople } from "./people/read-people.ts";
import { setUp } from "./people/set-up.ts";
import { editGrants } from "./roles/edit-grants.ts";
import { permissionQuery } from "./roles/permissions.ts";
import { signOut } from "./sign-in/sign-in.ts";

/** The permission matrix is made from everything that the house holds, which is known once it is whole. */
export function access(operations: () => readonly Operation[]): Feature {
  return {
    name: "access",
    operations: [
      // people
      setUp,
      addPerson,
      readPeople,
      // roles
      editGrants,
      permissionQuery(operations),
      // sign-in and sessions
      signOut,
      // journal
      readJournal,
      eraseJournal,
    ],
    jobs: [forgetOldAccess],
  };
}
