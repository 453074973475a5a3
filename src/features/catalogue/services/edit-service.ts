import { changesOf } from "../../../platform/verb/changes.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { editServiceInput, serviceView } from "../contract.ts";
import { ownedSubject, unitOf } from "../subjects.ts";
import { findService, lockService } from "./queries-services.ts";
import { retiredAtAfter } from "./retired.ts";

export const editService = verb({
  name: "service.edit",
  summary: "Edits a service, retires it, or takes it into use again.",
  http: { method: "PATCH", path: "/services/{serviceId}" },
  needs: "catalogue:edit",
  input: editServiceInput,
  output: serviceView,
  scope: async ({ tx, input }) => [
    ...(await unitOf(tx, "service", input.serviceId)),
    ...(input.unitId === undefined ? [] : [input.unitId]),
  ],
  async run({ tx, input, now, note }) {
    const { serviceId, version, retired, ...wanted } = input;
    const before = await lockService(tx, serviceId, version);
    const after = {
      ...before,
      ...Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)),
    };
    await tx
      .updateTable("service")
      .set({
        name: after.name,
        kind: after.kind,
        area_id: after.areaId,
        unit_id: after.unitId,
        description: after.description,
        promised_restore_minutes: after.promisedRestoreMinutes,
        vital: after.vital,
        retired_at: retiredAtAfter(before.retiredAt, retired, now),
        version: version + 1,
        updated_at: now,
      })
      .where("id", "=", serviceId)
      .execute();
    note({
      kind: "service.edited",
      subject: ownedSubject("service", after),
      body: { changes: changesOf({ ...before, retired: before.retiredAt !== null }, { ...wanted, retired }) },
    });
    return findService(tx, serviceId);
  },
});
