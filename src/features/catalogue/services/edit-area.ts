import { changesOf } from "../../../platform/verb/changes.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { areaView, editAreaInput } from "../contract.ts";
import { commonSubject, wholeOrganisation } from "../subjects.ts";
import { findArea, lockArea } from "./queries-areas.ts";

export const editArea = verb({
  name: "service-area.edit",
  summary: "Renames a service area, or gives it another place among the areas.",
  http: { method: "PATCH", path: "/service-areas/{areaId}" },
  needs: "catalogue:edit",
  input: editAreaInput,
  output: areaView,
  scope: wholeOrganisation,
  async run({ tx, input, now, note }) {
    const { areaId, version, ...wanted } = input;
    const area = await lockArea(tx, areaId, version);
    await tx
      .updateTable("service_area")
      .set({
        name: wanted.name ?? area.name,
        position: wanted.position ?? area.position,
        version: version + 1,
        updated_at: now,
      })
      .where("id", "=", areaId)
      .execute();
    note({
      kind: "service-area.edited",
      subject: commonSubject("service-area", areaId),
      body: { changes: changesOf({ ...area }, wanted) },
    });
    return findArea(tx, areaId);
  },
});
