import type { Feature, Operation } from "../../platform/registry.ts";
import { forgetOldAccess } from "./jobs.ts";
import { eraseJournal, readJournal } from "./journal.ts";
import { addPerson, editGrants, readPeople } from "./people.ts";
import { permissionQuery } from "./permissions.ts";
import { setUp } from "./set-up.ts";
import { signOut } from "./sign-in.ts";

/** The permission matrix is made from everything that the house holds, which is known once it is whole. */
export function access(operations: () => readonly Operation[]): Feature {
  return {
    name: "access",
    operations: [
      setUp,
      signOut,
      addPerson,
      editGrants,
      readPeople,
      permissionQuery(operations),
      readJournal,
      eraseJournal,
    ],
    jobs: [forgetOldAccess],
  };
}
