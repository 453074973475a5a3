import { changesOf } from "../../platform/verb/changes.ts";
import { verb } from "../../platform/verb/verb.ts";
import { deviationView, editDeviationInput, judgeDeviationInput, linkDeviationInput } from "./contract.ts";
import { byRef, findDeviation, lockDeviation } from "./queries-deviations.ts";
import { tieToDeviation, untieFromDeviation } from "./queries-ties.ts";
import { deviationSubject } from "./subjects.ts";

export const editDeviation = verb({
  name: "deviation.edit",
  summary: "Corrects a deviation, or says when it was settled.",
  http: { method: "PATCH", path: "/deviations/{deviationId}" },
  needs: "deviation:edit",
  input: editDeviationInput,
  output: deviationView,
  scope: async ({ tx, input, actor }) => [(await byRef(tx, "deviation", input.deviationId, actor)).unitId],
  async run({ tx, input, now, note, actor }) {
    const { deviationId, version, ...wanted } = input;
    const deviation = await lockDeviation(tx, input, actor, now);
    const before = {
      ...deviation,
      serviceId: deviation.service.id,
      systemId: deviation.system?.id ?? null,
    };
    await tx
      .updateTable("deviation")
      .set({
        kind: wanted.kind,
        title: wanted.title,
        description: wanted.description,
        service_id: wanted.serviceId,
        system_id: wanted.systemId,
        found_at: wanted.found?.at,
        found_precision: wanted.found?.precision,
        settled_at: wanted.settledAt,
        version: version + 1,
        updated_at: now,
      })
      .where("id", "=", deviationId)
      .execute();
    note({
      kind: "deviation.edited",
      subject: deviationSubject({ id: deviationId, unitId: deviation.unit.id }),
      body: { changes: changesOf(before, wanted) },
    });
    return findDeviation(tx, deviationId, actor, now);
  },
});

export const judgeDeviation = verb({
  name: "deviation.judge",
  summary: "Sets another severity than the derived one, with the reason that is printed; or takes that back.",
  http: { method: "PUT", path: "/deviations/{deviationId}/severity" },
  needs: "deviation:edit",
  input: judgeDeviationInput,
  output: deviationView,
  scope: async ({ tx, input, actor }) => [(await byRef(tx, "deviation", input.deviationId, actor)).unitId],
  async run({ tx, input, now, note, actor }) {
    const deviation = await lockDeviation(tx, input, actor, now);
    await tx
      .updateTable("deviation")
      .set({
        severity_override: input.severity,
        severity_reason: input.severity === null ? null : input.reason,
        version: input.version + 1,
        updated_at: now,
      })
      .where("id", "=", deviation.id)
      .execute();
    note({
      kind: "deviation.judged",
      subject: deviationSubject({ id: deviation.id, unitId: deviation.unit.id }),
      body: { from: deviation.severity, to: input.severity, reason: input.reason },
    });
    return findDeviation(tx, deviation.id, actor, now);
  },
});

export const linkDeviation = verb({
  name: "deviation.link",
  summary: "Ties a deviation to an incident or a breach that it rests on, or unties it.",
  http: { method: "POST", path: "/deviations/{deviationId}/links" },
  needs: "deviation:edit",
  input: linkDeviationInput,
  output: deviationView,
  scope: async ({ tx, input, actor }) => [(await byRef(tx, "deviation", input.deviationId, actor)).unitId],
  async run({ tx, input, now, note, actor }) {
    const deviation = await lockDeviation(tx, input, actor, now);
    const other = await byRef(tx, input.type, input.ref, actor);
    const change = input.linked ? tieToDeviation : untieFromDeviation;
    await change(tx, input.type, deviation.id, other.id);
    await tx
      .updateTable("deviation")
      .set({ version: input.version + 1, updated_at: now })
      .where("id", "=", deviation.id)
      .execute();
    // The entry about a breach is read by those who may read the breach: its number is told to nobody else.
    const subject = deviationSubject({ id: deviation.id, unitId: deviation.unit.id });
    note({
      kind: input.linked ? "deviation.linked" : "deviation.unlinked",
      subject: input.type === "breach" ? { ...subject, unitId: other.unitId, needs: "breach:read" } : subject,
      body: { type: input.type, id: other.id, ref: input.ref },
    });
    return findDeviation(tx, deviation.id, actor, now);
  },
});
