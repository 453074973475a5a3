import { Temporal } from "temporal-polyfill";
import type { Tx } from "../../platform/database/transaction.ts";
import { nextNumber } from "../../platform/numbering.ts";
import { verb } from "../../platform/verb/verb.ts";
import { organisationZone } from "../../platform/zone.ts";
import { AppError } from "../../shared/errors.ts";
import { newId } from "../../shared/ids.ts";
import { addDeviationInput, deviationView } from "./contract.ts";
import { byRef, findDeviation } from "./queries-deviations.ts";
import { tieToDeviation, unitOfService } from "./queries-ties.ts";
import { deviationSeries, deviationSubject } from "./subjects.ts";

async function unitFor(tx: Tx, input: { unitId?: string | undefined; serviceId: string }): Promise<string> {
  const unitId = input.unitId ?? (await unitOfService(tx, input.serviceId));
  if (unitId === null) throw new AppError("record.not-found");
  return unitId;
}

export const addDeviation = verb({
  name: "deviation.add",
  summary: "Records a quality deviation of a service.",
  http: { method: "POST", path: "/deviations" },
  needs: "deviation:edit",
  input: addDeviationInput,
  output: deviationView,
  scope: async ({ tx, input }) => [await unitFor(tx, input)],
  async run({ tx, input, now, note, actor }) {
    const id = newId();
    const unitId = await unitFor(tx, input);
    const zone = await organisationZone(tx);
    const { year } = Temporal.Instant.from(input.found.at).toZonedDateTimeISO(zone);
    await tx
      .insertInto("deviation")
      .values({
        id,
        number: await nextNumber(tx, deviationSeries, year),
        unit_id: unitId,
        kind: input.kind,
        title: input.title,
        description: input.description,
        service_id: input.serviceId,
        system_id: input.systemId,
        found_at: input.found.at,
        found_precision: input.found.precision,
        recorded_at: now,
        updated_at: now,
      })
      .execute();
    for (const ref of input.incidents)
      await tieToDeviation(tx, "incident", id, (await byRef(tx, "incident", ref, actor)).id);
    note({
      kind: "deviation.added",
      subject: deviationSubject({ id, unitId }),
      body: { ...input },
      happenedAt: input.found.at,
    });
    return findDeviation(tx, id, actor, now);
  },
});
