import { newId } from "../../shared/ids.ts";
import { verb } from "../../platform/verb/verb.ts";
import { addSiteInput, siteView } from "./contract.ts";
import { findSite, siteSubject } from "./queries-sites.ts";

export const addSite = verb({
  name: "site.add",
  summary: "Adds a site to a unit.",
  http: { method: "POST", path: "/sites" },
  needs: "organisation:edit",
  input: addSiteInput,
  output: siteView,
  scope: async ({ input }) => [input.unitId],
  async run({ tx, input, now, note }) {
    const id = newId();
    await tx
      .insertInto("site")
      .values({
        id,
        unit_id: input.unitId,
        name: input.name,
        code: input.code,
        kind: input.kind,
        address: input.address,
        people_count: input.peopleCount,
        updated_at: now,
      })
      .execute();
    note({ kind: "site.added", subject: siteSubject({ id, unitId: input.unitId }), body: { ...input } });
    return findSite(tx, id);
  },
});
