import { Temporal } from "temporal-polyfill";
import { nextNumber } from "../../platform/numbering.ts";
import { verb } from "../../platform/verb/verb.ts";
import { organisationZone } from "../../platform/zone.ts";
import { newId } from "../../shared/ids.ts";
import { breachSeries, breachSubject } from "./breaches.ts";
import { addBreachInput, breachView } from "./contract.ts";
import { findBreach, incidentByRef } from "./queries.ts";

export const addBreach = verb({
  name: "breach.add",
  summary: "Records a personal-data breach.",
  http: { method: "POST", path: "/breaches" },
  needs: "breach:edit",
  input: addBreachInput,
  output: breachView,
  scope: async ({ input }) => [input.unitId],
  async run({ tx, input, now, note, actor }) {
    const id = newId();
    const { incident, discovered, ...rest } = input;
    const zone = await organisationZone(tx);
    const { year } = Temporal.Instant.from(discovered.at).toZonedDateTimeISO(zone);
    await tx
      .insertInto("breach")
      .values({
        id,
        number: await nextNumber(tx, breachSeries, year),
        unit_id: rest.unitId,
        title: rest.title,
        description: rest.description,
        state: rest.state,
        service_id: rest.serviceId,
        system_id: rest.systemId,
        incident_id: incident === null ? null : await incidentByRef(tx, incident, actor),
        discovered_at: discovered.at,
        discovered_precision: discovered.precision,
        risk: rest.risk,
        people_count: rest.peopleCount,
        record_count: rest.recordCount,
        recorded_at: now,
        updated_at: now,
      })
      .execute();
    note({
      kind: "breach.added",
      subject: breachSubject({ id, unitId: rest.unitId }),
      body: { ...input },
      happenedAt: discovered.at,
    });
    return findBreach(tx, id, actor);
  },
});
