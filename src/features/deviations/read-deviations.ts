import { offsetOf } from "../../platform/verb/paging.ts";
import { query } from "../../platform/verb/query.ts";
import { organisationZone } from "../../platform/zone.ts";
import { PAGE_REACH } from "../../shared/lists.ts";
import { deviationIdInput, deviationList, deviationView, listDeviationsInput } from "./contract.ts";
import { findDeviation, listDeviations } from "./queries-deviations.ts";

export const readDeviations = query({
  name: "deviation.list",
  summary: "Lists quality deviations with their severity and the actions taken.",
  http: { method: "GET", path: "/deviations" },
  needs: "deviation:read",
  input: listDeviationsInput,
  output: deviationList,
  async run({ db, input, actor, now }) {
    const reading = { actor, now, zone: await organisationZone(db) };
    const page = { limit: input.limit, offset: offsetOf(input), sort: input.sort };
    const { items, count } = await listDeviations(db, reading, input, page);
    const total = { count: Math.min(count, PAGE_REACH), more: count > PAGE_REACH };
    return { items, total, nextCursor: null };
  },
});

export const readDeviation = query({
  name: "deviation.read",
  summary: "Shows one quality deviation.",
  http: { method: "GET", path: "/deviations/{deviationId}" },
  needs: "deviation:read",
  input: deviationIdInput,
  output: deviationView,
  run: ({ db, input, actor, now }) => findDeviation(db, input.deviationId, actor, now),
});
