import type { Feature } from "../../platform/registry.ts";
import { announceBreakGlass } from "./break-glass/announce.ts";
import { issueBreakGlass, reviewBreakGlass, withdrawBreakGlass } from "./break-glass/edit-codes.ts";
import { readBreakGlass, readBreakGlassNotices } from "./break-glass/read-codes.ts";
import { forgetOldAccess } from "./jobs.ts";
import { eraseJournal, readJournal } from "./journal/journal.ts";
import { makeKey } from "./keys/make-key.ts";
import { readKeys, readOwnKeys } from "./keys/read-keys.ts";
import { revokeKey, revokeOwnKey } from "./keys/revoke-keys.ts";
import { addPerson } from "./people/add-person.ts";
import { readPeople } from "./people/read-people.ts";
import { signInOperations } from "./operations.ts";
import { setUp } from "./people/set-up.ts";
import { editGrants } from "./roles/edit-grants.ts";
import { editAccessSettings, readAccessSettings } from "./settings/edit-settings.ts";
import { addRole, editRole, removeRole, restoreRole } from "./roles/edit-roles.ts";
import { matrixQueries } from "./roles/matrix.ts";
import { readAppointments } from "./roles/read-appointments.ts";
import { readPersonReach } from "./roles/read-person-reach.ts";
import { readRole, readRoles } from "./roles/read-roles.ts";

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
      readAppointments,
      // keys
      readOwnKeys,
      readKeys,
      makeKey,
      revokeOwnKey,
      revokeKey,
      // break-glass
      readBreakGlass,
      readBreakGlassNotices,
      issueBreakGlass,
      withdrawBreakGlass,
      reviewBreakGlass,
      // settings
      readAccessSettings,
      editAccessSettings,
      // sign-in and sessions
      ...signInOperations,
      // journal
      readJournal,
      eraseJournal,
    ],
    jobs: [forgetOldAccess],
    reactions: [announceBreakGlass],
  };
}
