import { verb } from "../../../platform/verb/verb.ts";
import { completePlannedOutageInput, plannedOutageView } from "../contract.ts";
import { lockPlannedOutage, plannedOutageSubject, savePlannedOutage, unitOfPlannedOutage } from "./store.ts";

/** The incident that an overrun opened goes on by itself: whether it is restored is said there. */
export const completePlannedOutage = verb({
  name: "planned-outage.complete",
  summary: "Says that the planned outage is over.",
  http: { method: "POST", path: "/planned-outages/{plannedOutageId}/completion" },
  needs: "planned-outage:edit",
  input: completePlannedOutageInput,
  output: plannedOutageView,
  scope: ({ tx, input }) => unitOfPlannedOutage(tx, input.plannedOutageId),
  async run({ tx, input, now, note }) {
    const outage = await lockPlannedOutage(tx, input, ["planned", "ongoing"], now);
    const at = input.at ?? now;
    note({
      kind: "planned-outage.completed",
      subject: plannedOutageSubject(outage.id, outage.unit.id),
      body: { at },
      happenedAt: at,
    });
    return savePlannedOutage(tx, outage, { state: "completed", completed_at: at }, now);
  },
});
