import { z } from "zod";
import type { Actor } from "../../../platform/actor.ts";
import { query } from "../../../platform/verb/query.ts";
import type { Instant } from "../../../shared/time.ts";
import { sessionList, signInMethods, type SessionItem } from "../contract.ts";
import { sessionLimits } from "../sign-in/queries-rules.ts";
import { deviceOf } from "./device.ts";
import { ownPerson } from "./own.ts";
import { sessionsOf, type OpenSessionRow, type SessionLimits } from "./queries-sessions.ts";
import { endOf, isOver } from "./sessions.ts";

const method = z.enum(signInMethods).catch("password");

/** Pure: what is still open of it, in words for its owner. */
export function openOnes(
  rows: readonly OpenSessionRow[],
  limits: SessionLimits,
  { now, sessionId }: { now: Instant; sessionId: Actor["sessionId"] },
): SessionItem[] {
  return rows
    .filter((row) => !isOver(row, limits, now))
    .map((row) => ({
      id: row.id,
      current: row.id === sessionId,
      ...deviceOf(row.userAgent),
      method: method.parse(row.method),
      secondFactor: row.secondFactor,
      openedAt: row.createdAt,
      seenAt: row.seenAt,
      endsAt: endOf(row, limits),
    }));
}

export const readSessions = query({
  name: "session.list",
  summary: "Lists where one is signed in.",
  http: { method: "GET", path: "/account/sessions" },
  needs: "signed-in",
  input: z.object({}),
  output: sessionList,
  async run({ db, actor, now }) {
    const rows = await sessionsOf(db, ownPerson(actor));
    return { items: openOnes(rows, await sessionLimits(db), { now, sessionId: actor.sessionId }) };
  },
});
