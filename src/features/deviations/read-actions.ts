import { Temporal } from "temporal-polyfill";
import { offsetOf } from "../../platform/verb/paging.ts";
import { query } from "../../platform/verb/query.ts";
import { organisationZone } from "../../platform/zone.ts";
import { PAGE_REACH } from "../../shared/lists.ts";
import { actionIdInput, actionList, actionView, listActionsInput } from "./contract.ts";
import { findAction, listActions } from "./queries-actions.ts";

export const readActions = query({
  name: "action.list",
  summary: "Lists actions, those due first on top.",
  http: { method: "GET", path: "/actions" },
  needs: "deviation:read",
  input: listActionsInput,
  output: actionList,
  async run({ db, input, actor, now }) {
    const zone = await organisationZone(db);
    const today = Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate().toString();
    const filter = { ...input, overdueOn: input.overdue === undefined ? undefined : today };
    const page = { limit: input.limit, offset: offsetOf(input), sort: input.sort };
    const { items, count } = await listActions(db, actor, zone, filter, page);
    const total = { count: Math.min(count, PAGE_REACH), more: count > PAGE_REACH };
    return { items, total, nextCursor: null };
  },
});

export const readAction = query({
  name: "action.read",
  summary: "Shows one action.",
  http: { method: "GET", path: "/actions/{actionId}" },
  needs: "deviation:read",
  input: actionIdInput,
  output: actionView,
  run: ({ db, input, actor }) => findAction(db, input.actionId, actor),
});
