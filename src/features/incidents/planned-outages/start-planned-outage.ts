import { verb } from "../../../platform/verb/verb.ts";
import { plannedOutageView, startPlannedOutageInput } from "../contract.ts";
import { lockPlannedOutage, plannedOutageSubject, savePlannedOutage, unitOfPlannedOutage } from "./store.ts";

export const startPlannedOutage = verb({
  name: "planned-outage.start",
  summary: "Says that the planned outage has begun.",
  http: { method: "POST", path: "/planned-outages/{plannedOutageId}/start" },
  needs: "planned-outage:edit",
  input: startPlannedOutageInput,
  output: plannedOutageView,
  scope: ({ tx, input }) => unitOfPlannedOutage(tx, input.plannedOutageId),
  async run({ tx, input, now, note }) {
    const outage = await lockPlannedOutage(tx, input, ["planned"], now);
    note({
      kind: "planned-outage.started",
      subject: plannedOutageSubject(outage.id, outage.unit.id),
      body: { at: now },
    });
    return savePlannedOutage(tx, outage, { state: "ongoing" }, now);
  },
});
