import { query } from "../../../platform/verb/query.ts";
import { listSchedulesInput, scheduleList } from "../contract/schedules.ts";
import { listSchedules } from "./queries-schedules.ts";

export const readSchedules = query({
  name: "import-schedule.list",
  summary: "Lists what is imported by the clock: from where, how often, and how the last look went.",
  http: { method: "GET", path: "/import-schedules" },
  needs: "import:read",
  input: listSchedulesInput,
  output: scheduleList,
  run: ({ db, input, sees }) => listSchedules(db, input, sees("top.id")),
});
