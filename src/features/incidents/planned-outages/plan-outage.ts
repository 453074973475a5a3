import { sql, type SqlBool } from "kysely";
import { nextNumber } from "../../../platform/numbering.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { newId } from "../../../shared/ids.ts";
import { planOutageInput, plannedOutageView } from "../contract.ts";
import { unitForNew } from "../hits.ts";
import { readTimeZone, yearOf } from "../store.ts";
import { findPlannedOutage, saveFor } from "./queries-planned-outages.ts";
import { checkWindow, plannedOutageSubject } from "./store.ts";

export const planOutage = verb({
  name: "planned-outage.plan",
  summary: "Plans an announced interruption: what, when, which services, for whom.",
  http: { method: "POST", path: "/planned-outages" },
  needs: "planned-outage:edit",
  input: planOutageInput,
  output: plannedOutageView,
  scope: async ({ tx, input, actor }) => [await unitForNew(tx, actor, "planned-outage:edit", input)],
  async run({ tx, input, actor, now, note }) {
    checkWindow(input.startsAt, input.endsAt);
    const unitId = await unitForNew(tx, actor, "planned-outage:edit", input);
    const id = newId();
    const number = await nextNumber(tx, "PLA", yearOf(input.startsAt, await readTimeZone(tx)));
    await tx
      .insertInto("planned_outage")
      .values({
        id,
        number,
        unit_id: unitId,
        title: input.title,
        description: input.description,
        public_text: input.publicText,
        starts_at: input.startsAt,
        ends_at: input.endsAt,
        recorded_at: now,
        updated_at: now,
      })
      .execute();
    await saveFor(tx, id, input);
    note({
      kind: "planned-outage.planned",
      subject: plannedOutageSubject(id, unitId),
      body: { ...input, number },
    });
    return findPlannedOutage(tx, id, sql<SqlBool>`true`, now);
  },
});
