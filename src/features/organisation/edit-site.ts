import { changesOf } from "../../platform/verb/changes.ts";
import { verb } from "../../platform/verb/verb.ts";
import { editSiteInput, siteView } from "./contract.ts";
import { findSite, lockSite, siteSubject, unitOfSite } from "./queries-sites.ts";

export const editSite = verb({
  name: "site.edit",
  summary: "Edits a site, or gives it to another unit.",
  http: { method: "PATCH", path: "/sites/{siteId}" },
  needs: "organisation:edit",
  input: editSiteInput,
  output: siteView,
  // Both ends of a move, as for units.
  scope: async ({ tx, input }) => [
    ...(await unitOfSite(tx, input.siteId)),
    ...(input.unitId === undefined ? [] : [input.unitId]),
  ],
  async run({ tx, input, now, note }) {
    const { siteId, version, ...wanted } = input;
    const site = await lockSite(tx, siteId, version);
    await tx
      .updateTable("site")
      .set({
        unit_id: wanted.unitId ?? site.unitId,
        name: wanted.name ?? site.name,
        code: wanted.code === undefined ? site.code : wanted.code,
        kind: wanted.kind ?? site.kind,
        address: wanted.address ?? site.address,
        people_count: wanted.peopleCount === undefined ? site.peopleCount : wanted.peopleCount,
        version: version + 1,
        updated_at: now,
      })
      .where("id", "=", siteId)
      .execute();
    const after = await findSite(tx, siteId);
    note({ kind: "site.edited", subject: siteSubject(after), body: { changes: changesOf(site, wanted) } });
    return after;
  },
});
