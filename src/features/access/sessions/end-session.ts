import { z } from "zod";
import { verb } from "../../../platform/verb/verb.ts";
import { AppError } from "../../../shared/errors.ts";
import { endedSessions, endSessionInput, signOutEverywhereInput } from "../contract.ts";
import { revokeKeysOf } from "../keys/revoke-keys.ts";
import { personSubject } from "../people/queries-people.ts";
import { ownPerson } from "./own.ts";
import { endSessions, hashToken } from "./sessions.ts";

export const endSession = verb({
  name: "session.end",
  summary: "Ends one of one's own sessions.",
  http: { method: "DELETE", path: "/account/sessions/{sessionId}" },
  needs: "signed-in",
  input: endSessionInput,
  output: z.object({}),
  scope: "anywhere",
  async run({ tx, input, actor, note }) {
    const personId = ownPerson(actor);
    const ended = await tx
      .deleteFrom("session")
      .where("id", "=", input.sessionId)
      .where("person_id", "=", personId)
      .executeTakeFirst();
    if (ended.numDeletedRows === 0n) throw new AppError("record.not-found");
    note({ kind: "session.closed", subject: personSubject(personId), body: { sessionId: input.sessionId } });
    return {};
  },
});

export const signOutEverywhere = verb({
  name: "session.end-all",
  summary: "Signs out everywhere, here too; API keys are revoked where that is asked for.",
  http: { method: "POST", path: "/account/sign-out-everywhere" },
  needs: "signed-in",
  input: signOutEverywhereInput,
  output: endedSessions,
  scope: "anywhere",
  async run(context) {
    const { tx, actor, input, note } = context;
    const personId = ownPerson(actor);
    const ended = await endSessions(tx, personId);
    const keys = input.keys ? await revokeKeysOf(context, personId) : 0;
    note({ kind: "session.all-closed", subject: personSubject(personId), body: { ended, keys } });
    return { ended, keys };
  },
});

export const signOut = verb({
  name: "session.close",
  summary: "Ends the session that the token belongs to.",
  needs: "public",
  input: z.object({ token: z.string() }),
  output: z.object({}),
  scope: "anywhere",
  mayNoteNothing: true,
  async run({ tx, input, note }) {
    const closed = await tx
      .deleteFrom("session")
      .where("token_hash", "=", hashToken(input.token))
      .returning(["id", "person_id as personId"])
      .executeTakeFirst();
    if (closed !== undefined) {
      note({
        kind: "session.closed",
        subject: personSubject(closed.personId),
        body: { sessionId: closed.id },
      });
    }
    return {};
  },
});
