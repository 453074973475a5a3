import { verb } from "../../../platform/verb/verb.ts";
import { addPersonInput, personView } from "../contract.ts";
import { appointment, requireMayGrant } from "../roles/giving.ts";
import { lockAdministrators } from "../roles/queries-roles.ts";
import { insertGrants, insertPerson } from "./insert-person.ts";
import { personSubject, viewPerson } from "./queries-people.ts";

export const addPerson = verb({
  name: "person.add",
  summary: "Adds a person who signs in with a password, with roles over units.",
  http: { method: "POST", path: "/people" },
  needs: "access:edit",
  input: addPersonInput,
  output: personView,
  // Nobody grants over units that they do not administer themselves.
  scope: async ({ input }) => input.grants.map((grant) => grant.unitId),
  confidential: true,
  async run({ tx, input, actor, now, note }) {
    await lockAdministrators(tx);
    const personId = await insertPerson(tx, input, now, "other");
    const appointed = await requireMayGrant(tx, actor, personId, input.grants);
    await insertGrants(tx, personId, input.grants, now);
    note({ kind: "person.added", subject: personSubject(personId), body: { grants: input.grants } });
    if (appointed) note(appointment(personId));
    return viewPerson(tx, personId);
  },
});
