import { offsetOf } from "../../platform/verb/paging.ts";
import { query } from "../../platform/verb/query.ts";
import { organisationZone } from "../../platform/zone.ts";
import { PAGE_REACH } from "../../shared/lists.ts";
import { breachIdInput, breachList, breachView, listBreachesInput } from "./contract.ts";
import { findBreach, listBreaches } from "./queries.ts";

export const readBreaches = query({
  name: "breach.list",
  summary: "Lists personal-data breaches, for those whose work they are.",
  http: { method: "GET", path: "/breaches" },
  needs: "breach:read",
  input: listBreachesInput,
  output: breachList,
  async run({ db, input, actor }) {
    const zone = await organisationZone(db);
    const { items, count } = await listBreaches(db, actor, { ...input, offset: offsetOf(input) }, zone);
    const total = { count: Math.min(count, PAGE_REACH), more: count > PAGE_REACH };
    return { items, total, nextCursor: null };
  },
});

export const readBreach = query({
  name: "breach.read",
  summary: "Shows one personal-data breach.",
  http: { method: "GET", path: "/breaches/{breachId}" },
  needs: "breach:read",
  input: breachIdInput,
  output: breachView,
  run: ({ db, input, actor }) => findBreach(db, input.breachId, actor),
});
