import { verb } from "../../../platform/verb/verb.ts";
import { endedSessions, endPersonSessionsInput } from "../contract.ts";
import { revokeKeysOf } from "../keys/revoke-keys.ts";
import { endSessions } from "../sessions/sessions.ts";
import { personSubject } from "./queries-people.ts";
import { requirePerson, unitsOfPerson } from "./stand-in.ts";

export const endPersonSessions = verb({
  name: "person.end-sessions",
  summary: "Signs a person out everywhere; API keys are revoked where that is asked for.",
  http: { method: "POST", path: "/people/{personId}/sign-out" },
  needs: "access:edit",
  input: endPersonSessionsInput,
  output: endedSessions,
  scope: ({ tx, input }) => unitsOfPerson(tx, input.personId),
  async run(context) {
    const { tx, input, note } = context;
    await requirePerson(tx, input.personId);
    const ended = await endSessions(tx, input.personId);
    const keys = input.keys ? await revokeKeysOf(context, input.personId) : 0;
    note({ kind: "session.all-closed", subject: personSubject(input.personId), body: { ended, keys } });
    return { ended, keys };
  },
});
