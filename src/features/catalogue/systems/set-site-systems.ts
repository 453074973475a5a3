import { changesOf } from "../../../platform/verb/changes.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { siteSubject, unitOfSite } from "../../organisation/index.ts";
import { setSiteSystemsInput, siteSystemsView } from "../contract.ts";
import { everything } from "../subjects.ts";
import { listSiteSystems } from "./queries-systems.ts";

export const setSiteSystems = verb({
  name: "site.set-systems",
  summary: "Says which systems a site itself leans on: an address service, a local switch.",
  http: { method: "PUT", path: "/sites/{siteId}/systems" },
  needs: "catalogue:edit",
  input: setSiteSystemsInput,
  output: siteSystemsView,
  scope: ({ tx, input }) => unitOfSite(tx, input.siteId),
  async run({ tx, input, note }) {
    const { siteId } = input;
    const wanted = [...new Set(input.systemIds)].sort();
    const [unitId = ""] = await unitOfSite(tx, siteId);
    await tx.selectFrom("site").select("id").where("id", "=", siteId).forUpdate().executeTakeFirst();
    const before = (await listSiteSystems(tx, siteId, everything)).map((system) => system.id).sort();
    await tx.deleteFrom("site_system").where("site_id", "=", siteId).execute();
    if (wanted.length > 0) {
      await tx
        .insertInto("site_system")
        .values(wanted.map((id) => ({ site_id: siteId, system_id: id })))
        .execute();
    }
    note({
      kind: "site.systems-set",
      subject: siteSubject({ id: siteId, unitId }),
      body: { changes: changesOf({ systemIds: before }, { systemIds: wanted }) },
    });
    return { siteId, systems: await listSiteSystems(tx, siteId, everything) };
  },
});
