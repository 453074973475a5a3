import { newId } from "../../../shared/ids.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { addAreaInput, areaView } from "../contract.ts";
import { commonSubject, wholeOrganisation } from "../subjects.ts";
import { findArea } from "./queries-areas.ts";

export const addArea = verb({
  name: "service-area.add",
  summary: "Adds a service area.",
  http: { method: "POST", path: "/service-areas" },
  needs: "catalogue:edit",
  input: addAreaInput,
  output: areaView,
  scope: wholeOrganisation,
  async run({ tx, input, now, note }) {
    const id = newId();
    await tx
      .insertInto("service_area")
      .values({ id, name: input.name, position: input.position, updated_at: now })
      .execute();
    note({ kind: "service-area.added", subject: commonSubject("service-area", id), body: { ...input } });
    return findArea(tx, id);
  },
});
