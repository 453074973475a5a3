import { z } from "zod";
import { reachOf, type Actor } from "../../../platform/actor.ts";
import { query } from "../../../platform/verb/query.ts";
import { breakGlassList, breakGlassNotices } from "../contract.ts";
import { dueSince, listCodes, listUnreviewed } from "./queries-codes.ts";

/** Codes belong to no unit: who looks after a part of the organisation sees none of them. */
const seesAll = (actor: Actor) => reachOf(actor, "break-glass:manage") === "all";

export const readBreakGlass = query({
  name: "break-glass.list",
  summary: "Lists the sealed codes and what became of them, and since when the test is due.",
  http: { method: "GET", path: "/break-glass-codes" },
  needs: "break-glass:manage",
  input: z.object({}),
  output: breakGlassList,
  async run({ db, actor, now }) {
    if (!seesAll(actor)) return { items: [], testDueSince: null };
    return { items: await listCodes(db, now), testDueSince: await dueSince(db, now) };
  },
});

export const readBreakGlassNotices = query({
  name: "break-glass.list-notices",
  summary:
    "What those who look after sealed codes must know: uses that nobody has reviewed, a test that is due.",
  http: { method: "GET", path: "/break-glass-notices" },
  needs: "break-glass:manage",
  input: z.object({}),
  output: breakGlassNotices,
  async run({ db, actor, now }) {
    if (!seesAll(actor)) return { uses: [], testDueSince: null };
    return { uses: await listUnreviewed(db, now), testDueSince: await dueSince(db, now) };
  },
});
