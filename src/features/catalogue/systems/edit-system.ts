import { changesOf } from "../../../platform/verb/changes.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { editSystemInput, systemView, type SystemView } from "../contract.ts";
import { retiredAtAfter } from "../services/retired.ts";
import { ownedSubject, unitOf } from "../subjects.ts";
import { findSystem, lockSystem, setSuppliers } from "./queries-systems.ts";

export const editSystem = verb({
  name: "system.edit",
  summary: "Edits a system and who supplies it over which period, retires it, or takes it into use again.",
  http: { method: "PATCH", path: "/systems/{systemId}" },
  needs: "catalogue:edit",
  input: editSystemInput,
  output: systemView,
  scope: async ({ tx, input }) => [
    ...(await unitOf(tx, "system", input.systemId)),
    ...(input.unitId === undefined ? [] : [input.unitId]),
  ],
  async run({ tx, input, now, note }) {
    const { systemId, version, retired, ...wanted } = input;
    const before = await lockSystem(tx, systemId, version);
    const unitId = wanted.unitId ?? before.unitId;
    await tx
      .updateTable("system")
      .set({
        name: wanted.name ?? before.name,
        unit_id: unitId,
        maker: wanted.maker ?? before.maker,
        description: wanted.description ?? before.description,
        retired_at: retiredAtAfter(before.retiredAt, retired, now),
        version: version + 1,
        updated_at: now,
      })
      .where("id", "=", systemId)
      .execute();
    if (wanted.suppliers !== undefined) await setSuppliers(tx, systemId, wanted.suppliers);
    note({
      kind: "system.edited",
      subject: ownedSubject("system", { id: systemId, unitId }),
      body: { changes: changesOf(comparable(before), { ...wanted, retired }) },
    });
    return findSystem(tx, systemId);
  },
});

/** The system in the words of an edit, so that only what differs is noted. */
function comparable(system: SystemView) {
  return {
    ...system,
    retired: system.retiredAt !== null,
    suppliers: system.suppliers.map(({ supplierId, role, validFrom, validTo }) => ({
      supplierId,
      role,
      validFrom,
      validTo,
    })),
  };
}
