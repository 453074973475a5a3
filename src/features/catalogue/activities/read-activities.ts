import { query } from "../../../platform/verb/query.ts";
import { activityIdInput, activityList, activityView, listActivitiesInput } from "../contract.ts";
import { findActivity, listActivities } from "./queries-activities.ts";

export const readActivities = query({
  name: "activity.list",
  summary: "Lists activities in order of name.",
  http: { method: "GET", path: "/activities" },
  needs: "catalogue:read",
  input: listActivitiesInput,
  output: activityList,
  run: ({ db, input, sees }) => listActivities(db, input, sees("v.unit_id")),
});

export const readActivity = query({
  name: "activity.read",
  summary: "Shows one activity with the services that it needs.",
  http: { method: "GET", path: "/activities/{activityId}" },
  needs: "catalogue:read",
  input: activityIdInput,
  output: activityView,
  run: ({ db, input, sees }) => findActivity(db, input.activityId, sees("v.unit_id")),
});
