import { PAGE_REACH } from "../../shared/lists.ts";
import { query } from "../../platform/verb/query.ts";
import { listUnitsInput, unitIdInput, unitList, unitView } from "./contract.ts";
import { findUnit, listUnits } from "./queries-units.ts";
import { offsetOf } from "../../platform/verb/paging.ts";

export const readUnits = query({
  name: "unit.list",
  summary: "Lists the units of the organisation in the order of the tree.",
  http: { method: "GET", path: "/units" },
  needs: "organisation:read",
  input: listUnitsInput,
  output: unitList,
  async run({ db, input, sees }) {
    const { items, count } = await listUnits(
      db,
      { ...input, offset: offsetOf(input), q: input.q },
      sees("u.id"),
    );
    return {
      items,
      total: { count: Math.min(count, PAGE_REACH), more: count > PAGE_REACH },
      nextCursor: null,
    };
  },
});

export const readUnit = query({
  name: "unit.read",
  summary: "Shows one unit.",
  http: { method: "GET", path: "/units/{unitId}" },
  needs: "organisation:read",
  input: unitIdInput,
  output: unitView,
  run: ({ db, input, sees }) => findUnit(db, input.unitId, sees("u.id")),
});
