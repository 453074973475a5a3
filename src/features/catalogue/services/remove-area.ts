import { verb } from "../../../platform/verb/verb.ts";
import { areaView, removeAreaInput } from "../contract.ts";
import { commonSubject, wholeOrganisation } from "../subjects.ts";
import { lockArea } from "./queries-areas.ts";

export const removeArea = verb({
  name: "service-area.remove",
  summary: "Removes a service area that no service belongs to; the answer is the area as it was.",
  http: { method: "DELETE", path: "/service-areas/{areaId}" },
  needs: "catalogue:edit",
  input: removeAreaInput,
  output: areaView,
  scope: wholeOrganisation,
  async run({ tx, input, note }) {
    const area = await lockArea(tx, input.areaId, input.version);
    await tx.deleteFrom("service_area").where("id", "=", area.id).execute();
    note({
      kind: "service-area.removed",
      subject: commonSubject("service-area", area.id),
      body: { name: area.name },
    });
    return area;
  },
});
