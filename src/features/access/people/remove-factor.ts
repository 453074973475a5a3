import { z } from "zod";
import { verb } from "../../../platform/verb/verb.ts";
import { AppError } from "../../../shared/errors.ts";
import { onePersonInput } from "../contract.ts";
import { dropFactor } from "../second-factor/factor.ts";
import { endSessions } from "../sessions/sessions.ts";
import { personSubject } from "./queries-people.ts";
import { requireMayLetIn, unitsOfPerson } from "./stand-in.ts";

export const removePersonFactor = verb({
  name: "person.remove-second-factor",
  summary: "Removes the authenticator app of a person who lost it; their sessions end.",
  http: { method: "DELETE", path: "/people/{personId}/second-factor" },
  needs: "access:edit",
  input: onePersonInput,
  output: z.object({}),
  scope: ({ tx, input }) => unitsOfPerson(tx, input.personId),
  async run({ tx, input: { personId }, actor, note }) {
    await requireMayLetIn(tx, actor, personId);
    if (!(await dropFactor(tx, personId))) throw new AppError("record.not-found");
    await endSessions(tx, personId);
    note({ kind: "second-factor.removed", subject: personSubject(personId), body: {} });
    return {};
  },
});

export const removePersonPasskeys = verb({
  name: "person.remove-passkeys",
  summary: "Removes every passkey of a person who lost the device; their sessions end.",
  http: { method: "DELETE", path: "/people/{personId}/passkeys" },
  needs: "access:edit",
  input: onePersonInput,
  output: z.object({}),
  scope: ({ tx, input }) => unitsOfPerson(tx, input.personId),
  async run({ tx, input: { personId }, actor, note }) {
    await requireMayLetIn(tx, actor, personId);
    const removed = await tx.deleteFrom("passkey").where("person_id", "=", personId).executeTakeFirst();
    if (removed.numDeletedRows === 0n) throw new AppError("record.not-found");
    await endSessions(tx, personId);
    const body = { removed: Number(removed.numDeletedRows) };
    note({ kind: "passkey.all-removed", subject: personSubject(personId), body });
    return {};
  },
});
