import { z } from "zod";
import { AppError } from "../../../shared/errors.ts";
import { idSchema } from "../../../shared/lists.ts";
import { compareInstants } from "../../../shared/time.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { plannedOutageView } from "../contract.ts";
import { reportIncident } from "../report-incident.ts";
import { lockPlannedOutage, plannedOutageSubject, savePlannedOutage, unitOfPlannedOutage } from "./store.ts";

/**
 * A window that is over while the outage is not: from its end on it is unplanned, so an incident opens. No address:
 * the clock calls it. Once only, since the outage remembers its incident.
 */
export const openOverrun = verb({
  name: "planned-outage.open-overrun",
  summary: "Opens an incident for a planned outage that overran its window.",
  needs: "planned-outage:edit",
  input: z.object({ plannedOutageId: idSchema, version: z.number().int() }),
  output: plannedOutageView,
  scope: ({ tx, input }) => unitOfPlannedOutage(tx, input.plannedOutageId),
  async run(context) {
    const { tx, input, now, note } = context;
    const outage = await lockPlannedOutage(tx, input, ["planned", "ongoing"], now);
    const early = compareInstants(now, outage.endsAt) <= 0;
    if (early || outage.overrunIncident !== null) {
      throw new AppError("planned-outage.not-in-state", { params: { state: outage.state } });
    }
    const incident = await reportIncident.within(context, {
      title: outage.title,
      started: { at: outage.endsAt, precision: "minute" },
      unitId: outage.unit.id,
      description: outage.description,
      effect: "down",
      serviceIds: outage.services.map(({ id }) => id),
    });
    note({
      kind: "planned-outage.overran",
      subject: plannedOutageSubject(outage.id, outage.unit.id),
      body: { incidentId: incident.id, number: incident.number, from: outage.state, to: "ongoing" },
      happenedAt: outage.endsAt,
    });
    return savePlannedOutage(tx, outage, { state: "ongoing", overrun_incident_id: incident.id }, now);
  },
});
