import { z } from "zod";
import { verb } from "../../../platform/verb/verb.ts";
import { AppError } from "../../../shared/errors.ts";
import { changePasswordInput } from "../contract.ts";
import { personSubject } from "../people/queries-people.ts";
import { requirePerson } from "../people/stand-in.ts";
import { ownPerson, requireFresh, requireLasting } from "../sessions/own.ts";
import { endSessions } from "../sessions/sessions.ts";
import { passwordFits } from "../sign-in/passwords.ts";
import { setPassword } from "./set-password.ts";

export const changePassword = verb({
  name: "password.change",
  summary: "Changes one's own password, for whoever knows the present one; other sessions end.",
  http: { method: "PUT", path: "/account/password" },
  needs: "signed-in",
  input: changePasswordInput,
  output: z.object({}),
  scope: "anywhere",
  confidential: true,
  async run({ tx, input, actor, now, note }) {
    const personId = ownPerson(actor);
    await requirePerson(tx, personId);
    await requireLasting(tx, actor);
    const held = await tx
      .selectFrom("password")
      .select("hash")
      .where("person_id", "=", personId)
      .executeTakeFirst();
    // Whoever has none yet, and signs in elsewhere, must have done so just now.
    if (held === undefined) await requireFresh(tx, actor, now);
    else if (!(await passwordFits(held.hash, input.current))) throw new AppError("password.wrong");
    await setPassword(tx, personId, { password: input.password, given: false }, now);
    await endSessions(tx, personId, actor.sessionId);
    note({ kind: "password.changed", subject: personSubject(personId), body: {} });
    return {};
  },
});
