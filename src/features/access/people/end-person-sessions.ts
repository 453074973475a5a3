import { verb } from "../../../platform/verb/verb.ts";
import { endedSessions, onePersonInput } from "../contract.ts";
import { endSessions } from "../sessions/sessions.ts";
import { personSubject } from "./queries-people.ts";
import { requirePerson, unitsOfPerson } from "./stand-in.ts";

export const endPersonSessions = verb({
  name: "person.end-sessions",
  summary: "Signs a person out everywhere.",
  http: { method: "POST", path: "/people/{personId}/sign-out" },
  needs: "access:edit",
  input: onePersonInput,
  output: endedSessions,
  scope: ({ tx, input }) => unitsOfPerson(tx, input.personId),
  async run({ tx, input, note }) {
    await requirePerson(tx, input.personId);
    const ended = await endSessions(tx, input.personId);
    note({ kind: "session.all-closed", subject: personSubject(input.personId), body: { ended } });
    return { ended };
  },
});
