import { query } from "../../platform/verb/query.ts";
import { incidentIdInput, incidentView } from "./contract.ts";
import { findIncident } from "./queries-incident.ts";

export const readIncident = query({
  name: "incident.read",
  summary: "Shows one incident.",
  http: { method: "GET", path: "/incidents/{incidentId}" },
  needs: "incident:read",
  input: incidentIdInput,
  output: incidentView,
  run: ({ db, input, sees, now }) => findIncident(db, input.incidentId, (column) => sees(column), now),
});
