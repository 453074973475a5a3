import { sql } from "kysely";
import { reachOf } from "../../../platform/actor.ts";
import { query } from "../../../platform/verb/query.ts";
import { AppError } from "../../../shared/errors.ts";
import { onePersonInput, personSignIn } from "../contract.ts";
import { openOnes } from "../sessions/read-sessions.ts";
import { sessionsOf } from "../sessions/queries-sessions.ts";
import { needsSecondFactor, sessionLimits } from "../sign-in/queries-rules.ts";
import { personIsSeen, waysOf } from "./queries-ways.ts";

export const readPersonSignIn = query({
  name: "person.read-sign-in",
  summary: "Shows how a person signs in, and where they are signed in.",
  http: { method: "GET", path: "/people/{personId}/sign-in" },
  needs: "access:read",
  input: onePersonInput,
  output: personSignIn,
  async run({ db, input: { personId }, actor, now, sees }) {
    const everybody = reachOf(actor, "access:read") === "all";
    if (!(await personIsSeen(db, personId, everybody ? sql`true` : sees("g.unit_id"), everybody)))
      throw new AppError("record.not-found");
    const rows = await sessionsOf(db, personId);
    const limits = await sessionLimits(db);
    return {
      personId,
      ...(await waysOf(db, personId)),
      needsSecondFactor: await needsSecondFactor(db, personId),
      sessions: openOnes(rows, limits, { now, sessionId: actor.sessionId }),
    };
  },
});
